package org.madoguchi.channel.mail.mime.prose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines From, Date, To, Subject that mailers put above a message they quote or forward, in
 * Japanese or English, in any order.
 *
 * @param line where it begins
 * @param end the first line after it
 * @param from the value of its From line
 */
public record QuoteHeader(int line, int end, String from) {
  private static final int MOST_LINES = 12;
  private static final Pattern LABEL =
      Pattern.compile(
          "^[\\s*]{0,8}(?:(?<from>From|差出人|送信者|発信者|送信元|发件人|寄件者|寄件人|보낸"
              + " ?사람|De|Von|Da|Từ)|(?<other>To|Cc|Date|Sent|Subject|Reply-To|发送时间|发送日期|收件人|抄送|主题|寄件日期|收件者|副本|主旨|보낸"
              + " ?날짜|날짜|받는 ?사람|받은 ?사람|참조|제목|Enviad[ao](?: em|"
              + " el)?|Para|Assunto|Asunto|Data|Fecha|Envoyé|À|Objet|Gesendet|An|Betreff|Datum|Inviato|A|Oggetto|Đến|Chủ"
              + " đề|Ngày|宛先|宛て先|あて先|受信者|日付|日時|送信日時|送信日|送信日付|件名|題名|返信先|タイトル|ＣＣ))"
              + "[\\s*]{0,8}[:：][\\s*]{0,8}(?<value>.{0,400}?)[\\s*]{0,8}$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern QUOTED = Pattern.compile("^(?:[ \\t\u3000]{0,4}[>＞|｜]){0,20}");

  /** The header that begins in that line, if one does. */
  public static Optional<QuoteHeader> at(List<String> lines, int line) {
    String from = "";
    int labels = 0;
    int end = line;
    for (int i = line; i < Math.min(lines.size(), line + MOST_LINES); i++) {
      Matcher label = LABEL.matcher(bare(lines.get(i)));
      if (label.matches()) {
        labels++;
        end = i + 1;
        if (label.group("from") != null && from.isEmpty()) {
          from = label.group("value");
        }
      } else if (i == line || !continues(lines.get(i), labels)) {
        break;
      }
    }
    return labels >= 2 && !from.isBlank()
        ? Optional.of(new QuoteHeader(line, end, from))
        : Optional.empty();
  }

  /** A folded list of recipients, or the empty lines of a rendered table. */
  private static boolean continues(String line, int labels) {
    return labels > 0 && (bare(line).isBlank() || line.matches("[ \\t>]{1,40}\\S.{0,400}"));
  }

  static String bare(String line) {
    return QUOTED.matcher(line).replaceFirst("");
  }
}

package org.madoguchi.assistant.internal.openai;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes personal data out of texts and puts them back: {@code ［電話1］} instead of a number, the same
 * for the same. It knows forms, and the names it is told; a name nobody told of stays where no word
 * shows that it is one. For one conversation and one thread.
 */
final class Masked {
  private static final String D = "[0-9０-９]";
  private static final String DASH = "[-‐‑–—―ー－−]";
  private static final String HAN = "\\p{IsHan}々ヶケ";

  private record Form(String word, Pattern pattern) {
    Form(String word, String pattern) {
      this(word, Pattern.compile(pattern));
    }
  }

  /** The more telling first: what is taken out is not looked at again. */
  private static final List<Form> FORMS =
      List.of(
          new Form("メール", "[\\w.+-]+[@＠][\\w-]+(?:[.．][\\w-]+)+"),
          new Form("URL", "https?://[^\\s）)」]+"),
          new Form("案件番号", D + "{4}" + DASH + D + "{6,12}(?!" + D + ")"),
          // 12 digits of a person (マイナンバー), in groups or not
          new Form(
              "番号",
              "(?<!" + D + ")" + D + "{4}(?:" + DASH + "|[ 　])?" + D + "{4}(?:" + DASH + "|[ 　])?"
                  + D + "{4}(?!" + D + ")"),
          new Form(
              "電話",
              "(?<!"
                  + D
                  + ")(?:[+＋]81"
                  + DASH
                  + "?|[(（]?[0０])"
                  + D
                  + "{1,4}[)）]?(?:"
                  + DASH
                  + "|[ 　(（])?"
                  + D
                  + "{1,4}(?:"
                  + DASH
                  + "|[ 　)）])?"
                  + D
                  + "{3,4}(?!"
                  + D
                  + ")"),
          new Form("郵便番号", "〒?\\s?(?<!" + D + ")" + D + "{3}" + DASH + D + "{4}(?!" + D + ")"),
          new Form(
              "日付",
              "(?:(?:明治|大正|昭和|平成|令和|[MTSHRmtshr])[.．]?\\s?(?:元|"
                  + D
                  + "{1,2})|(?<!"
                  + D
                  + ")(?:19|20|１９|２０)"
                  + D
                  + "{2})\\s?[年./／．-]\\s?"
                  + D
                  + "{1,2}\\s?[月./／．-]\\s?"
                  + D
                  + "{1,2}日?(?:生まれ?)?"),
          new Form(
              "住所",
              "(?:["
                  + HAN
                  + "ァ-ヴー]{2,4}[都道府県])?(?:["
                  + HAN
                  + "ぁ-んァ-ヴー]{1,8}[市区町村])?["
                  + HAN
                  + "ァ-ヴー]{1,10}の?[0-9０-９〇一二三四五六七八九十]{1,4}(?:丁目|番地の?|番|号|(?:"
                  + DASH
                  + "|の)(?="
                  + D
                  + "))(?:[0-9０-９]{1,4}(?:番地の?|番|号|"
                  + DASH
                  + "|の)?)*(?:号室)?"),
          new Form("番号", "(?<!" + D + ")" + D + "{7,}"),
          new Form(
              "氏名",
              "(?:["
                  + HAN
                  + "]{1,4}[ 　]?["
                  + HAN
                  + "ぁ-んァ-ヴー]{0,4}?|[ァ-ヴー]{2,10}(?:[ 　・][ァ-ヴー]{2,10})?)"
                  + "(?=(?:様|さま|さん|氏|くん|ちゃん)(?!子)|と申し|といいます|と言います)"),
          new Form("氏名", "(?<=\\b(?:Mr|Mrs|Ms|Dr)\\.? )[A-Z][\\w'-]+(?: [A-Z][\\w'-]+)?"));

  private final Map<String, String> placeholders = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Pattern> known;

  /**
   * @param personal what is known of the people in question
   */
  Masked(Collection<String> personal) {
    known =
        personal.stream()
            .flatMap(
                text ->
                    Stream.concat(Stream.of(text), Pattern.compile("[\\s　]+").splitAsStream(text)))
            .map(String::strip)
            .filter(text -> text.codePointCount(0, text.length()) > 1)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Masked::written)
            .toList();
  }

  /** With blanks or without, and a reading in either kana. */
  private static Pattern written(String text) {
    StringBuilder any = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .forEach(
            c -> {
              if (!any.isEmpty()) {
                any.append("[ 　]?");
              }
              boolean hiragana = c >= 0x3041 && c <= 0x3096;
              boolean katakana = c >= 0x30a1 && c <= 0x30f6;
              int other = hiragana ? c + 0x60 : katakana ? c - 0x60 : c;
              any.append("(?:")
                  .append(Pattern.quote(Character.toString(c)))
                  .append('|')
                  .append(Pattern.quote(Character.toString(other)))
                  .append(')');
            });
    return Pattern.compile(any.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  String mask(String text) {
    // nobody writes a placeholder of their own
    String masked = text.replace('［', '[').replace('］', ']');
    for (Pattern name : known) {
      masked = replaced(masked, name, "氏名");
    }
    for (Form form : FORMS) {
      masked = replaced(masked, form.pattern(), form.word());
    }
    return masked;
  }

  /** Outside of placeholders alone. */
  private String replaced(String text, Pattern pattern, String word) {
    return outside(
        text, part -> pattern.matcher(part).replaceAll(m -> quoted(placeholder(word, m.group()))));
  }

  private static String outside(String text, UnaryOperator<String> change) {
    StringBuilder whole = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf('［'); at >= 0; at = text.indexOf('［', from)) {
      int end = text.indexOf('］', at) + 1;
      whole.append(change.apply(text.substring(from, at))).append(text, at, end);
      from = end;
    }
    return whole.append(change.apply(text.substring(from))).toString();
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private String placeholder(String word, String original) {
    for (Map.Entry<String, String> each : placeholders.entrySet()) {
      if (each.getValue().equals(original)) {
        return each.getKey();
      }
    }
    String placeholder = "［" + word + numbers.merge(word, 1, Integer::sum) + "］";
    placeholders.put(placeholder, original);
    return placeholder;
  }

  /** With what was taken out; a placeholder nobody gave stays as it is. */
  String unmask(String text) {
    String whole = text;
    for (Map.Entry<String, String> each : placeholders.entrySet()) {
      whole = whole.replace(each.getKey(), each.getValue());
    }
    return whole;
  }
}

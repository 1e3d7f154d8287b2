package org.madoguchi.assistant.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Leaves out what a mail carries along: quotes, what is below a reply, and signatures. For text
 * that was pasted; of mails that came in, the channel has told it already. Pure functions.
 */
public final class MailText {
  private static final int SIGNATURE_LINES = 12;
  private static final Pattern QUOTED = Pattern.compile("^\\s*[>＞|│].*");
  private static final Pattern REST_IS_QUOTED =
      Pattern.compile(
          "^\\s*(?:-{2,}\\s*(?:Original Message|Forwarded message|元のメッセージ|転送メッセージ).*"
              + "|On .{4,80} wrote:|.{0,40}\\d{1,2}:\\d{2}.{0,80}(?:wrote|のメール|<[^>]+>)[:：]"
              + "|差出人[:：].*@.*|From:\\s.*@.*)\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE = Pattern.compile("^\\s*([-=_*＝ー―─━~～＊◇◆☆★・.]\\s?){4,}\\s*$");
  private static final Pattern DASHES = Pattern.compile("^--\\s*$");
  private static final Pattern CONTACT =
      Pattern.compile(
          "^\\s*(?:〒\\s*\\d|TEL|FAX|Tel|電話|携帯|ＴＥＬ|E-?mail|メール|Mail|住所|[\\w.+-]+@[\\w.-]+$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SPEAKS = Pattern.compile("[。！？!?]\\s*$");

  private MailText() {}

  public static String said(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\\R", -1)) {
      if (REST_IS_QUOTED.matcher(line).matches()) {
        break;
      }
      if (!QUOTED.matcher(line).matches()) {
        lines.add(line);
      }
    }
    List<String> own = lines.subList(0, signature(lines));
    own.removeIf(line -> RULE.matcher(line).matches());
    return String.join("\n", own);
  }

  /** Where it begins: a rule with few lines below that say nothing, or ways to reach somebody. */
  private static int signature(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    for (int i = Math.max(0, end - SIGNATURE_LINES); i < end; i++) {
      boolean rule = RULE.matcher(lines.get(i)).matches() || DASHES.matcher(lines.get(i)).matches();
      if (rule && nobodySpeaks(lines.subList(i, end))) {
        return i;
      }
    }
    int begin = end;
    while (begin > 0 && isContact(lines.get(begin - 1))) {
      begin--;
    }
    return begin;
  }

  private static boolean nobodySpeaks(List<String> lines) {
    return lines.stream().noneMatch(line -> SPEAKS.matcher(line).find());
  }

  private static boolean isContact(String line) {
    return CONTACT.matcher(line).find() && !SPEAKS.matcher(line).find();
  }
}

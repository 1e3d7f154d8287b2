package org.madoguchi.channel.mail.mime.prose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.Particulars.Fold;
import org.madoguchi.channels.spi.Particulars.Fold.Kind;

/**
 * Says which lines of a mail are quoted and which are the signature. It only marks; and where all
 * would be folded, nothing is.
 */
public final class Folds {
  private static final int MOST_LINES = 20_000;
  private static final int LONGEST_SIGNATURE = 15;

  // >, ＞, |, and the initials some Japanese mailers put before: 花子> and 山田＞
  private static final Pattern QUOTED =
      Pattern.compile("^[ \\t\u3000]{0,4}(?:(?<who>[^\\s>＞|<]{0,12})[ ]?[>＞].*|[|｜](?: .*)?)$");
  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "^[\\s*-]{0,20}(?:On\\b.{4,300}\\bwrote\\s*[:：]|.{0,300}(?:さん|様|氏)?(?:は|が)(?:以下のように)?"
              + "(?:書きました|書かれました|曰く|wrote)\\s*[:：。]?|.{0,200}\\bwrote\\s*[:：]"
              + "|\\d{4}[年/.-]\\d{1,2}[月/.-]\\d{1,2}日?.{0,200}[<＜][^<>\\s]{3,320}@[^<>\\s]{1,253}[>＞](?:のメール)?\\s*[:：]?)\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FOREIGN_ATTRIBUTION =
      Pattern.compile(
          "^[\\s*-]{0,20}(?:在.{4,300}(?:写道|寫道)|.{4,300}(?:님이|께서)\\s?(?:작성|쓴|썼|보낸).{0,40}"
              + "|.{4,300}\\b(?:schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|đã viết"
              + "|написал(?:\\(а\\))?|пише|napisał(?:\\(a\\))?)(?: .{0,120})?)\\s*[:：]\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern ADDRESS = Pattern.compile("[<＜][^<>\\s]{1,320}@[^<>\\s]{1,253}[>＞]");
  // of one in several lines the first has at least a date
  private static final Pattern BEGINNING =
      Pattern.compile("^(?:On|Am|Le|El|Em|Il|Op|Den|在|\\d).{0,80}\\d{1,2}[.:, /年月日-]");
  // a date and a name with its address are longer than a line
  private static final int LONGEST_ATTRIBUTION = 3;
  private static final Pattern DIVIDER =
      Pattern.compile(
          "^[\\s>]{0,8}[-_=*]{2,80}\\s*(original message|ursprüngliche nachricht|message"
              + " d['’]origine|mensaje original|mensagem original|messaggio"
              + " originale|原始邮件|原始郵件|邮件原件|원본 ?메시지|thư gốc|元のメッセージ|forwarded message|forwarded"
              + " by.{0,100}|転送メッセージ|転送された?メッセージ|返信元メッセージ)\\s*[-_=*]{0,80}\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE =
      Pattern.compile("^\\s{0,8}[-－―ー─━=＝*＊_＿~～〜+＋#＃.・:：;；/／|｜◆◇■□●○★☆♪♭┏┓┗┛┃※∴^<>\\s]{6,120}$");
  private static final Pattern CONTACT =
      Pattern.compile(
          "\\S@\\S|https?://|〒|(?<![A-Za-z])(?:tel|fax|e-?mail|mail|url)(?![A-Za-z])|電話|携帯|内線|住所|メール"
              + "|\\d{2,4}[-－(（)）]\\d{2,4}[-－)）]\\d{3,4}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DEVICE =
      Pattern.compile(
          "^\\s{0,8}(?:(?:私の)?(?:iPhone|iPad|Android|スマートフォン|携帯|Xperia|Galaxy|AQUOS).{0,40}(?:から送信|より送信).{0,20}|Sent"
              + " from my .{1,60}|Sent from .{1,40} for (?:iPhone|Android|Windows).{0,20}"
              + "|(?:Yahoo!メール|Outlook|Gmail).{0,40}(?:から送信|を入手).{0,40})$",
          Pattern.CASE_INSENSITIVE);

  private final List<String> lines;
  private final Kind[] kinds;
  private final int lastQuoted;

  /** How many lines begin with the same words before {@code >}. */
  private final Map<String, Integer> quotedOf = new HashMap<>();

  private Folds(List<String> lines) {
    this.lines = lines;
    this.kinds = new Kind[lines.size()];
    for (String line : lines) {
      Matcher quoted = QUOTED.matcher(line);
      if (quoted.matches() && quoted.group("who") != null) {
        quotedOf.merge(quoted.group("who"), 1, Integer::sum);
      }
    }
    int last = lines.size() - 1;
    while (last >= 0 && !isQuoted(lines.get(last))) {
      last--;
    }
    this.lastQuoted = last;
  }

  /** In order, without overlaps. */
  public static List<Fold> of(String text) {
    return new Folds(text.lines().limit(MOST_LINES).toList()).folds();
  }

  private List<Fold> folds() {
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == null) {
        mark(i);
      }
    }
    signature();
    boolean anyLeft = false;
    for (int i = 0; i < kinds.length; i++) {
      anyLeft |= kinds[i] == null && !lines.get(i).isBlank();
    }
    return anyLeft ? ranges() : List.of();
  }

  private void mark(int i) {
    String line = lines.get(i);
    int attribution = attribution(i);
    if (DIVIDER.matcher(line).matches() || isHistory(i) || isUnmarkedHistory(i)) {
      fill(i, kinds.length, Kind.QUOTE); // all below is what was there before
    } else if (isQuoted(line)) {
      kinds[i] = Kind.QUOTE;
    } else if (attribution > 0) {
      fill(i, i + attribution, Kind.QUOTE);
      if (i > 0 && kinds[i - 1] == null && lines.get(i - 1).startsWith("On ")) {
        kinds[i - 1] = Kind.QUOTE; // Becky! puts the date on a line of its own
      }
    } else if (line.isBlank() && i > 0 && kinds[i - 1] == Kind.QUOTE && quoteFollows(i)) {
      kinds[i] = Kind.QUOTE;
    }
  }

  /**
   * How many lines from here on say who wrote what is quoted below them; 0 when this is not where
   * they begin.
   */
  private int attribution(int i) {
    StringBuilder said = new StringBuilder();
    for (int last = i; last < Math.min(lines.size(), i + LONGEST_ATTRIBUTION); last++) {
      String line = lines.get(last).strip();
      if (line.isEmpty() || isQuoted(lines.get(last))) {
        return 0;
      }
      said.append(last > i ? " " : "").append(line);
      boolean begins = last == i || BEGINNING.matcher(said).find();
      if (begins && quoteFollows(last) && isAttribution(said)) {
        return last - i + 1;
      }
    }
    return 0;
  }

  /** Phones write it above the whole mail and mark none of the lines below. */
  private boolean isUnmarkedHistory(int i) {
    String line = lines.get(i);
    return i > lastQuoted && ADDRESS.matcher(line).find() && isAttribution(line);
  }

  private static boolean isAttribution(CharSequence said) {
    return ATTRIBUTION.matcher(said).matches() || FOREIGN_ATTRIBUTION.matcher(said).matches();
  }

  /** Above it there must be words: a mail that is nothing but a forwarded one stays open. */
  private boolean isHistory(int i) {
    Optional<QuoteHeader> header = QuoteHeader.at(lines, i);
    return header.isPresent() && !isQuoted(lines.get(i));
  }

  /** One line alone with words before {@code >} is the way to a page, or a comparison. */
  private boolean isQuoted(String line) {
    Matcher quoted = QUOTED.matcher(line);
    if (!quoted.matches() || line.strip().startsWith(">_<")) {
      return false;
    }
    String who = quoted.group("who");
    return who == null || who.isEmpty() || quotedOf.get(who) > 1;
  }

  private boolean quoteFollows(int i) {
    for (int next = i + 1; next < Math.min(lines.size(), i + 4); next++) {
      if (!lines.get(next).isBlank()) {
        return isQuoted(lines.get(next));
      }
    }
    return false;
  }

  private void fill(int from, int to, Kind kind) {
    for (int i = from; i < to; i++) {
      kinds[i] = kinds[i] == null ? kind : kinds[i];
    }
  }

  /** The last lines that are not quoted, from their rule, their "-- " or the device's line on. */
  private void signature() {
    int end = kinds.length;
    while (end > 0 && (kinds[end - 1] == Kind.QUOTE || lines.get(end - 1).isBlank())) {
      end--;
    }
    int first = Math.max(0, end - LONGEST_SIGNATURE);
    int start = -1;
    for (int i = end - 1; i >= first && kinds[i] == null; i--) {
      String line = lines.get(i);
      if (line.matches("--\\s?") || DEVICE.matcher(line).matches()) {
        start = i;
      } else if (RULE.matcher(line).matches() && isContact(i + 1, end)) {
        start = i;
      }
    }
    if (start >= 0) {
      fill(start, end, Kind.SIGNATURE);
    }
  }

  private boolean isContact(int from, int to) {
    return lines.subList(from, to).stream().anyMatch(l -> CONTACT.matcher(l).find());
  }

  private List<Fold> ranges() {
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] != null) {
        int from = i;
        while (i + 1 < kinds.length && kinds[i + 1] == kinds[from]) {
          i++;
        }
        folds.add(new Fold(kinds[from], from, i + 1));
      }
    }
    return folds;
  }
}

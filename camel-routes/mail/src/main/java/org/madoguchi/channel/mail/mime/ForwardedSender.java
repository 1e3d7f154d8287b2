package org.madoguchi.channel.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.channel.mail.mime.Mailboxes.Mailbox;
import org.madoguchi.channel.mail.mime.prose.QuoteHeader;
import org.madoguchi.channels.spi.Particulars.Forwarded;

/**
 * Finds whom a forwarded message is from. A mail that is only answered has the same lines above
 * what it quotes, so the subject or the mailer's sentence must say that it was forwarded.
 */
final class ForwardedSender {
  private static final int MOST_LINES = 5_000;
  private static final Pattern SUBJECT =
      Pattern.compile("^\\s*[\\[［]?(fw|fwd|ｆｗ|ｆｗｄ|転送)\\s*[:：\\]］].*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE =
      Pattern.compile(
          "^[\\s>＞*_=-]{0,80}(forwarded (message|mail)|begin forwarded message|forwarded by\\b"
              + "|転送(された)?メッセージ|転送メール|以下(は)?転送|転送者|メッセージを転送).{0,200}$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAILTO =
      Pattern.compile("(?i)[\\[<(]?mailto:([^\\s\\]>)]{3,320})[\\]>)]?");

  private ForwardedSender() {}

  /**
   * @param nested From of the messages that are attached, outermost first
   * @param forwarder who sent it
   * @param own the desk's address
   */
  static Optional<Forwarded> find(
      String subject, String text, List<Mailbox> nested, String forwarder, String own) {
    List<String> lines = text.lines().limit(MOST_LINES).toList();
    boolean said =
        SUBJECT.matcher(subject).matches()
            || lines.stream().anyMatch(l -> SENTENCE.matcher(l).matches());
    List<Mailbox> found = new ArrayList<>();
    if (said) {
      for (int i = 0; i < lines.size(); i++) {
        Optional<QuoteHeader> header = QuoteHeader.at(lines, i);
        if (header.isPresent()) {
          mailbox(header.get().from()).ifPresent(found::add);
          i = header.get().end() - 1;
        }
      }
    }
    found.addAll(nested);
    return citizen(found, forwarder, own).map(m -> new Forwarded(m.name(), m.address()));
  }

  private static Optional<Mailbox> mailbox(String value) {
    String plain = MAILTO.matcher(value).replaceAll("<$1>").replaceAll("<\\s*<", "<");
    String once = plain.replaceAll("^([^<>\\s]{3,320}@[^<>\\s]{1,253})\\s*<\\1>.*$", "<$1>");
    return Mailboxes.parse(once).stream().findFirst();
  }

  /** Colleagues pass a mail on before it comes here: the innermost stranger is meant. */
  private static Optional<Mailbox> citizen(List<Mailbox> found, String forwarder, String own) {
    Set<String> never = Set.of(own.toLowerCase(Locale.ROOT));
    List<Mailbox> others =
        found.stream().filter(m -> !never.contains(m.address().toLowerCase(Locale.ROOT))).toList();
    List<Mailbox> strangers =
        others.stream().filter(m -> !domain(m.address()).equals(domain(forwarder))).toList();
    List<Mailbox> best = strangers.isEmpty() ? others : strangers;
    return best.isEmpty() ? Optional.empty() : Optional.of(best.get(best.size() - 1));
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }
}

package org.madoguchi.channels.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.tickets.TicketRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The ids of our own messages: {@code md.<ticket>.<entry>.<signature>}. Who answers one proves that
 * a message of the ticket reached him; nobody can make one up.
 */
@Component(service = ThreadReferences.class)
public final class ThreadReferences {
  private static final String KEY = "thread-references";
  private static final int SIGNATURE_BYTES = 16;
  private static final Pattern FORM =
      Pattern.compile("<?md\\.([a-z0-9-]{1,60})\\.([A-Za-z0-9_-]{1,64})\\.([0-9a-fA-F]{32})(@.*)?");

  private final SharedKeys keys;

  @Activate
  public ThreadReferences(@Reference SharedKeys keys) {
    this.keys = keys;
  }

  /** The local part for a message's own id. */
  public String of(TicketRef ticket, String entry) {
    return "md." + ticket + "." + entry + "." + HexFormat.of().formatHex(sign(ticket, entry));
  }

  /** A message of ours. */
  public record Ours(TicketRef ticket, String entry) {}

  /** The message that the first reference we signed names; what others wrote is passed over. */
  public Optional<Ours> messageOf(List<String> references) {
    return references.stream().limit(100).flatMap(r -> verified(r).stream()).findFirst();
  }

  private Optional<Ours> verified(String reference) {
    Matcher form = FORM.matcher(reference);
    if (!form.matches()) {
      return Optional.empty();
    }
    byte[] claimed = form.group(3).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    return TicketRef.parse(form.group(1))
        .filter(ticket -> MessageDigest.isEqual(claimed, written(sign(ticket, form.group(2)))))
        .map(ticket -> new Ours(ticket, form.group(2)));
  }

  private static byte[] written(byte[] signature) {
    return HexFormat.of().formatHex(signature).getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] sign(TicketRef ticket, String entry) {
    return Arrays.copyOf(keys.hash(KEY, ticket + "\n" + entry), SIGNATURE_BYTES);
  }
}

package org.madoguchi.tickets.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.ContactMatch;

/**
 * What may happen once only. A unique index over the hash decides who was first; hashing takes keys
 * of any length and keeps addresses out of the table.
 */
public record OnceKey(String hash) {
  /** A contact, unique within its channel instance. */
  public static OnceKey inbound(String source, String externalId) {
    return of("inbound", source, externalId);
  }

  /** A ticket written down by staff. */
  public static OnceKey opening(MunicipalityId municipality, StaffId who, String requestId) {
    return of("opening", municipality.value(), who.value(), requestId);
  }

  /** A note or reply of staff. */
  public static OnceKey entry(long ticket, StaffId who, String requestId) {
    return of("entry", Long.toString(ticket), who.value(), requestId);
  }

  /** A macro applied by staff. */
  public static OnceKey macro(long ticket, StaffId who, String requestId) {
    return of("macro", Long.toString(ticket), who.value(), requestId);
  }

  /** A ticket that staff split off another one. */
  public static OnceKey split(long ticket, StaffId who, String requestId) {
    return of("split", Long.toString(ticket), who.value(), requestId);
  }

  public static OnceKey acknowledgement(long ticket, String key) {
    return of("acknowledgement", Long.toString(ticket), key);
  }

  public static OnceKey historic(MunicipalityId municipality, String key) {
    return of("import", municipality.value(), key);
  }

  /** The citizen that was created by itself for a contact point. */
  public static OnceKey citizen(MunicipalityId municipality, ContactPoint point) {
    return of("citizen", municipality.value(), point.kind().name(), ContactMatch.of(point));
  }

  private static OnceKey of(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // the length before each part keeps ("a", "bc") and ("ab", "c") apart
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return new OnceKey(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

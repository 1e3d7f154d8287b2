package org.madoguchi.channel.mail.mime;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.madoguchi.channels.spi.Particulars.Protection;

/** Recognises S/MIME and PGP. Nothing is verified and nothing decrypted. */
final class Protections {
  private Protections() {}

  static Set<Protection> of(MimeNode root, String text) {
    Set<Protection> found = EnumSet.noneOf(Protection.class);
    collect(root, found);
    if (text.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
      found.add(Protection.PGP_SIGNED);
    }
    if (text.contains("-----BEGIN PGP MESSAGE-----")) {
      found.add(Protection.PGP_ENCRYPTED);
    }
    return found;
  }

  static boolean isEncrypted(MimeNode root) {
    Set<Protection> found = of(root, "");
    return found.contains(Protection.SMIME_ENCRYPTED) || found.contains(Protection.PGP_ENCRYPTED);
  }

  private static void collect(MimeNode node, Set<Protection> found) {
    String type = node.type().value().replace("/x-", "/");
    switch (type) {
      case "application/pkcs7-signature" -> found.add(Protection.SMIME_SIGNED);
      case "application/pgp-signature" -> found.add(Protection.PGP_SIGNED);
      case "application/pgp-encrypted" -> found.add(Protection.PGP_ENCRYPTED);
      case "application/pkcs7-mime" -> found.add(enveloped(node));
      default -> {
        // not protected itself
      }
    }
    if (node instanceof MimeNode.Container container) {
      container.children().forEach(child -> collect(child, found));
    }
  }

  /** What could be opened was signed; what is called so and could not is no secret, either. */
  private static Protection enveloped(MimeNode node) {
    String kind = node.type().parameter("smime-type").toLowerCase(Locale.ROOT);
    boolean signed =
        node instanceof MimeNode.Container
            || kind.equals("signed-data")
            || kind.equals("certs-only");
    return signed ? Protection.SMIME_SIGNED : Protection.SMIME_ENCRYPTED;
  }
}

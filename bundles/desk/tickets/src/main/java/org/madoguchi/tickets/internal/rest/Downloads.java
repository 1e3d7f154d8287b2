package org.madoguchi.tickets.internal.rest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.core.Response;
import org.madoguchi.tickets.internal.TicketFiles;

/**
 * Content of strangers, made inert: saved, never shown; no type is guessed; what opens it all the
 * same may do nothing. Only pictures keep their type, so that pages can show them.
 */
final class Downloads {
  private static final Set<String> SAFE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private Downloads() {}

  static Response inert(TicketFiles.Download download) {
    String type = download.file().mediaType().toLowerCase(Locale.ROOT);
    return Response.ok(download.content())
        .header("Content-Type", SAFE.contains(type) ? type : "application/octet-stream")
        .header("Content-Length", download.file().content().size())
        .header("Content-Disposition", disposition(download.file().fileName()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  /** RFC 6266 with the encoding of RFC 8187 (5987), and plain ASCII for whoever cannot read it. */
  static String disposition(String fileName) {
    String name = fileName.isBlank() ? "file" : fileName;
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static String ascii(String name) {
    return name.replaceAll("[^A-Za-z0-9._ ()-]", "_");
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "._-~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}

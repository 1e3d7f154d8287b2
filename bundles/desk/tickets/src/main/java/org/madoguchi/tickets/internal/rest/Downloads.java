package org.madoguchi.tickets.internal.rest;

import java.util.Set;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.TicketFiles;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.web.FileDisposition;

/**
 * Content of strangers, made inert: saved, never shown; no type is guessed; what opens it all the
 * same may do nothing. Only pictures keep their type, so that pages can show them.
 */
final class Downloads {
  private static final Set<String> SAFE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private Downloads() {}

  static Response inert(TicketFiles.Download download) {
    // told from the content; a name or a sender's word makes nothing a picture
    String type = download.finding().mediaType();
    boolean shown = download.finding().preview().equals("image") && SAFE.contains(type);
    return Response.ok(download.content())
        .header("Content-Type", shown ? type : "application/octet-stream")
        .header("Content-Length", download.file().content().size())
        .header("Content-Disposition", FileDisposition.saved(download.file().fileName()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  /** For a tab of its own: the browser's own viewer shows it, under the same policy. */
  static Response shown(TicketFiles.Download download, byte[] pdf) {
    return Response.ok(pdf)
        .header("Content-Type", "application/pdf")
        .header("Content-Length", pdf.length)
        .header("Content-Disposition", FileDisposition.inline(download.file().fileName()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  /** The name of a file that is sent to us. */
  static String uploadedName(String fileName) {
    Checks checks = new Checks();
    String name = checks.required("fileName", fileName, Limits.FILE_NAME);
    checks.done();
    return lastName(name);
  }

  /** Some browsers send a path. */
  private static String lastName(String fileName) {
    return InboundText.line(
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1),
        Limits.FILE_NAME);
  }
}

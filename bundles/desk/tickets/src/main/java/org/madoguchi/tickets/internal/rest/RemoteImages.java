package org.madoguchi.tickets.internal.rest;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.domain.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Images that a mail wants to have loaded from outside. The console never does: its policy forbids
 * it. Who asks for them, and may, gets the mail as a page of its own, which may load images and
 * nothing else: no script, no origin, no referrer, no cookie of anybody's.
 */
@Component(service = RemoteImages.class)
public final class RemoteImages {
  /** As the sanitiser writes it; a quotation mark outside of an element is written as a code. */
  private static final Pattern REMOTE = Pattern.compile(" data-remote=\"(https:[^\"<>]+)\"");

  private static final String NOTED = " data-remote=\"";
  private static final String POLICY =
      "default-src 'none'; img-src https: data:; style-src 'unsafe-inline'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none';"
          + " sandbox allow-popups allow-popups-to-escape-sandbox";

  private final DeskRules rules;

  @Activate
  public RemoteImages(@Reference DeskRules rules) {
    this.rules = rules;
  }

  /** Empty when the message wants none. */
  Optional<TicketJson.RemoteImages> of(MunicipalityId municipality, Entry entry) {
    if (!entry.html().contains(NOTED)) {
      return Optional.empty();
    }
    return Optional.of(
        REMOTE.matcher(entry.html()).find() && rules.showsRemoteImages(municipality)
            ? TicketJson.RemoteImages.ON_REQUEST
            : TicketJson.RemoteImages.BLOCKED);
  }

  /** The mail with its images, for a tab of its own. */
  static Response page(String title, String html) {
    String shown = REMOTE.matcher(html).replaceAll(" src=\"$1\" referrerpolicy=\"no-referrer\"");
    String page =
        "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>"
            + escaped(title)
            + "</title><meta name=\"referrer\" content=\"no-referrer\"><style>body{margin:16px;"
            + "font:15px/1.7 sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}</style>"
            + "</head><body>"
            + shown
            + "</body></html>";
    return Response.ok(page)
        .header("Content-Type", "text/html; charset=utf-8")
        .header("Content-Security-Policy", POLICY)
        // requests to others go without cookies, and their answers set none
        .header("Cross-Origin-Embedder-Policy", "credentialless")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

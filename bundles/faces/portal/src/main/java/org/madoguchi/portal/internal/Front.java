package org.madoguchi.portal.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.PublishedFiles.PublishedFile;
import org.madoguchi.search.SearchRecords.Use;
import org.madoguchi.web.FileDisposition;
import org.madoguchi.web.PageResponse;
import org.madoguchi.web.Requests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the page that is asked for and sends what it answers. */
@Component(service = Front.class)
public final class Front {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final String HTML = "text/html;charset=utf-8";
  private static final String WORKER = "sw.js";
  private static final int HASH_BYTES = 12;
  private static final Set<String> ASKING = Set.of("inquiry", "opinion", "contact");
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private final Desk desk;
  private final Map<String, PortalPage> pages = new ConcurrentHashMap<>();
  private final Frame frame;

  @Activate
  public Front(@Reference Desk desk) {
    this.desk = desk;
    this.frame = new Frame(pages.keySet(), new PinnedView(desk));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPage(PortalPage page) {
    pages.put(page.name(), page);
  }

  void removePage(PortalPage page) {
    pages.remove(page.name(), page);
  }

  /**
   * @throws DomainException not-found, where the municipality has no pages
   */
  void serve(MunicipalityId id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Site site =
        desk.directory
            .municipality(id)
            .map(Site::of)
            .filter(Site::enabled)
            .orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    List<String> steps = Arriving.steps(path);
    if (steps.isEmpty()) {
      send(request, response, arrived(site, request, steps), moved(site));
    } else if (steps.equals(List.of(WORKER))) {
      worker(site, request, response);
    } else if (steps.size() == 1 && !path.endsWith("/") && isLanguage(site, steps.get(0))) {
      String address = "/" + site.slug() + "/" + steps.get(0) + "/";
      send(request, response, arrived(site, request, steps), new Answer.Moved(301, address));
    } else {
      Visit visit = arrived(site, request, steps);
      send(request, response, visit, answer(request, visit, steps));
    }
  }

  private static Answer moved(Site site) {
    return new Answer.Moved(301, "/" + site.slug() + "/" + Language.JAPANESE.tag() + "/");
  }

  private static boolean isLanguage(Site site, String step) {
    return site.language(step).isPresent();
  }

  private static Visit arrived(Site site, HttpServletRequest request, List<String> steps) {
    return Arriving.visit(site, request, steps);
  }

  private Answer answer(HttpServletRequest request, Visit visit, List<String> steps) {
    if (!isLanguage(visit.site(), steps.get(0))) {
      return Answer.Refused.MISSING;
    }
    PortalPage page = pages.get(visit.path().isEmpty() ? "" : visit.path().get(0));
    if (page == null) {
      return Answer.Refused.MISSING;
    }
    try {
      return switch (request.getMethod()) {
        case "GET", "HEAD" -> shown(page, visit);
        case "POST" -> taken(page, request, visit);
        default -> new Answer.Refused(405, 0);
      };
    } catch (DomainException e) {
      return new Answer.Refused(e.type().status(), e.type().status() == 503 ? 30 : 0);
    } catch (RuntimeException e) { // whatever it is, who reads can only come again
      LOG.error("{}: a page failed", Requests.correlation(request), e);
      return Answer.Refused.AWAY;
    }
  }

  private Answer shown(PortalPage page, Visit visit) {
    if (ASKING.contains(page.name())) {
      desk.led(visit, Optional.empty(), Use.ASKED_ON);
    }
    return page.show(visit);
  }

  private Answer taken(PortalPage page, HttpServletRequest request, Visit visit) {
    if (!Arriving.isFromOwnPage(request)) {
      return new Answer.Refused(403, 0);
    }
    return desk.bounds.allows("post", visit.network(), visit.site().votes())
        ? page.take(visit)
        : Answer.Refused.BUSY;
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, Visit visit, Answer answer)
      throws IOException {
    if (answer instanceof Answer.Page page && page.status() == HttpServletResponse.SC_OK) {
      page(request, response, frame.framed(visit, page));
    } else if (answer instanceof Answer.Page page) {
      response.setHeader("Cache-Control", "no-store");
      byte[] html = ownToken(frame.framed(visit, page));
      PageResponse.send(request, response, page.status(), HTML, html);
    } else if (answer instanceof Answer.Moved moved) {
      response.setStatus(moved.status());
      response.setHeader("Location", moved.address());
      response.setHeader("Cache-Control", moved.status() == 301 ? "max-age=3600" : "no-store");
    } else if (answer instanceof Answer.Written written) {
      response.setHeader("Cache-Control", "no-cache");
      byte[] body = written.text().getBytes(StandardCharsets.UTF_8);
      PageResponse.send(request, response, written.type(), body, version(written.text()));
    } else if (answer instanceof Answer.Sent sent) {
      file(request, response, sent.file());
    } else if (answer instanceof Answer.Refused refused) {
      refuse(request, response, visit, refused);
    }
  }

  /** Browsers keep it with the token it came with, so that whoever comes back says it once. */
  private static void page(HttpServletRequest request, HttpServletResponse response, String html)
      throws IOException {
    boolean own = html.contains(Answer.TOKEN);
    response.setHeader("Cache-Control", own ? "private, no-cache" : "no-cache");
    PageResponse.send(request, response, HTML, ownToken(html), version(html));
  }

  private static byte[] ownToken(String html) {
    return html.replace(Answer.TOKEN, UUID.randomUUID().toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Visit visit, Answer.Refused refused)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if (refused.retrySeconds() > 0) {
      response.setHeader("Retry-After", "" + refused.retrySeconds());
    }
    if (refused.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
      response.setHeader("Allow", "GET, HEAD, POST");
    }
    byte[] html = frame.refusing(visit, refused.status()).getBytes(StandardCharsets.UTF_8);
    PageResponse.send(request, response, refused.status(), HTML, html);
  }

  /** Nothing in a file can do anything in a browser. */
  private static void file(
      HttpServletRequest request, HttpServletResponse response, PublishedFile file)
      throws IOException {
    try (InputStream content = file.content()) {
      boolean picture = PICTURES.contains(file.picture());
      response.setContentType(picture ? file.picture() : "application/octet-stream");
      response.setHeader(
          "Content-Disposition",
          picture ? FileDisposition.inline(file.name()) : FileDisposition.saved(file.name()));
      response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
      response.setHeader("Cache-Control", "private, max-age=300");
      response.setContentLengthLong(file.size());
      if (!request.getMethod().equals("HEAD")) {
        content.transferTo(response.getOutputStream());
      }
    }
  }

  private void worker(Site site, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String script = frame.worker(site);
    response.setHeader("Cache-Control", "no-cache");
    PageResponse.send(
        request,
        response,
        "text/javascript;charset=utf-8",
        script.getBytes(StandardCharsets.UTF_8),
        version(script));
  }

  private static String version(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}

package org.madoguchi.portal.internal;

import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code sitemap.xml}: the pages of a language for search engines, by sitemaps.org. */
@Component(service = PortalPage.class)
public final class SitemapPage implements PortalPage {
  /** More are not read, by the protocol. */
  private static final int MOST = 49_000;

  /** It is long, and nobody needs it often. */
  private static final int PER_MINUTE = 30;

  private final Desk desk;

  @Activate
  public SitemapPage(@Reference Desk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "sitemap.xml";
  }

  @Override
  public Answer show(Visit visit) {
    if (visit.path().size() > 1) {
      return Answer.Refused.MISSING;
    }
    if (!desk.shelves.isFilled()) {
      return Answer.Refused.AWAY;
    }
    if (!desk.bounds.allows("sitemap", visit.network(), PER_MINUTE)) {
      return Answer.Refused.BUSY;
    }
    String entries =
        desk.shelf(visit).newest().stream()
            .limit(MOST)
            .map(
                entry ->
                    "<url><loc>"
                        + Texts.escaped(visit.origin() + visit.address("faq/" + entry.id()))
                        + "</loc><lastmod>"
                        + entry.publishedAt()
                        + "</lastmod></url>\n")
            .collect(Collectors.joining());
    String top = Texts.escaped(visit.origin() + visit.address(""));
    return new Answer.Written(
        "application/xml;charset=utf-8",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n<url><loc>"
            + top
            + "</loc></url>\n"
            + entries
            + "</urlset>\n");
  }
}

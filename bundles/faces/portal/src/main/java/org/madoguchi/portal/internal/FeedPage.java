package org.madoguchi.portal.internal;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.madoguchi.knowledge.PinnedAnswer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code rss.xml}: what was published last, as RSS 2.0. */
@Component(service = PortalPage.class)
public final class FeedPage implements PortalPage {
  private static final int MOST = 30;

  private final Desk desk;

  @Activate
  public FeedPage(@Reference Desk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "rss.xml";
  }

  @Override
  public Answer show(Visit visit) {
    if (visit.path().size() > 1) {
      return Answer.Refused.MISSING;
    }
    if (!desk.shelves.isFilled()) {
      return Answer.Refused.AWAY;
    }
    String pinned =
        desk.pinned(visit.municipality()).stream()
            .map(answer -> pinned(visit, answer))
            .collect(Collectors.joining());
    String items =
        desk.shelf(visit).newest().stream()
            .limit(MOST)
            .map(entry -> item(visit, entry))
            .collect(Collectors.joining());
    Texts texts = visit.language().texts();
    String title = texts.plain("site.title", visit.site().municipality().name());
    return new Answer.Written(
        "application/rss+xml;charset=utf-8",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>"
            + text(title)
            + "</title><link>"
            + text(visit.origin() + visit.address(""))
            + "</link><description>"
            + text(texts.plain("feed.text"))
            + "</description><language>"
            + visit.language().html()
            + "</language>\n"
            + pinned
            + items
            + "</channel></rss>\n");
  }

  /** What stands on every page comes first; another wording is another item. */
  private String pinned(Visit visit, PinnedAnswer answer) {
    PinnedAnswer.Said said = answer.in(visit.language().tag());
    String more = new PinnedView(desk).address(visit, answer);
    String address = visit.origin() + (more.isEmpty() ? visit.address("") : more);
    String name =
        "pinned-"
            + answer.id()
            + "-"
            + Integer.toHexString((said.heading() + said.text()).hashCode());
    return "<item><title>"
        + text(said.heading())
        + "</title><link>"
        + text(address)
        + "</link><description>"
        + text(said.text())
        + "</description><guid isPermaLink=\"false\">"
        + name
        + "</guid><pubDate>"
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(answer.since().atOffset(ZoneOffset.UTC))
        + "</pubDate></item>\n";
  }

  private static String item(Visit visit, Entry entry) {
    String address = text(visit.origin() + visit.address("faq/" + entry.id()));
    String day =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(entry.publishedAt().atOffset(ZoneOffset.UTC));
    return "<item><title>"
        + text(entry.question(visit.language()))
        + "</title><link>"
        + address
        + "</link><guid>"
        + address
        + "</guid><pubDate>"
        + day
        + "</pubDate></item>\n";
  }

  /** XML 1.0 has no control characters at all. */
  private static String text(String text) {
    return Texts.escaped(text.replaceAll("[\\p{Cntrl}\\ufffe\\uffff]", " "));
  }
}

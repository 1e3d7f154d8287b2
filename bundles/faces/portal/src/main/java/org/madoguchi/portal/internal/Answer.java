package org.madoguchi.portal.internal;

import java.util.Map;
import org.madoguchi.knowledge.PublishedFiles.PublishedFile;

/** What is sent to whoever asked. */
public sealed interface Answer {
  /** Stands in a page where its own token belongs, which is new for each reader. */
  String TOKEN = "00000000-0000-4000-8000-000000000000";

  /**
   * A page within the common layout.
   *
   * @param template the name of a file in {@code templates}, without its ending
   * @param model what the template fills in, besides what the layout knows; has at least {@code
   *     title}
   */
  record Page(int status, String template, Map<String, Object> model) implements Answer {
    public Page {
      model = Map.copyOf(model);
    }

    static Page of(String template, Map<String, Object> model) {
      return new Page(200, template, model);
    }
  }

  /**
   * Somewhere else.
   *
   * @param status 301 for good, 303 after something was posted
   */
  record Moved(int status, String address) implements Answer {}

  /** A file that is no page: a feed. */
  record Written(String type, String text) implements Answer {}

  /** A file of an article. */
  record Sent(PublishedFile file) implements Answer {}

  /** Nothing is there, or no longer: the page says what to do next. */
  record Refused(int status, int retrySeconds) implements Answer {
    static final Refused MISSING = new Refused(404, 0);
    static final Refused GONE = new Refused(410, 0);
    static final Refused BAD = new Refused(400, 0);
    static final Refused BUSY = new Refused(429, 60);
    static final Refused AWAY = new Refused(503, 30);
  }
}

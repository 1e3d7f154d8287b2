package org.madoguchi.portal.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.knowledge.ArticleUses;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Quality;
import org.madoguchi.knowledge.PublishedArticle.Standing;
import org.madoguchi.knowledge.PublishedArticle.Text;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.PublishedArticles;

/** The pages of みほん市 with articles in memory, asked as by a browser. */
final class Town {
  static final MunicipalityId MIHON = new MunicipalityId("mihon");
  static final SectionId COUNTER = new SectionId("shimin-madoguchi");
  static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

  /** What was sent. */
  record Sent(int status, Map<String, String> headers, byte[] bytes) {
    String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What was counted, as a line each. */
  final List<String> counted = new ArrayList<>();

  /** What stands on every page. */
  final List<PinnedAnswer> pinned = new ArrayList<>();

  final Map<Long, PublishedArticle> articles = new TreeMap<>();
  final Map<String, String> settings = new HashMap<>(Map.of("portal.enabled", "true"));
  final MemoryDirectory directory = new MemoryDirectory();
  final Shelves shelves = new Shelves();
  final ShelfFollower follower;
  final Desk desk;
  final Front front;

  /** Of the next request; a browser's at first. */
  final Map<String, String> headers =
      new HashMap<>(Map.of("User-Agent", "Mozilla/5.0", "Host", "faq.mihon.example"));

  Town() {
    directory.town(MIHON, "みほん市", settings);
    directory.town(new MunicipalityId("aoba"), "あおば町", Map.of());
    directory.section(
        new Section(
            MIHON, COUNTER, "市民窓口課", "", SectionId.NONE, Section.Kind.SECTION, "0466-00-1111", ""));
    category("juminhyo", "", "住民票・戸籍・証明");
    category("juminhyo.utsushi", "juminhyo", "住民票の写し");
    category("gomi", "", "ごみ");
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    follower = new ShelfFollower(shelves, new Known());
    desk = new Desk(directory, shelves, new Bounds(clock), new Background());
    desk.uses = new Counted();
    desk.pinned = new Board();
    front = new Front(desk);
    List.of(
            new TopPage(desk),
            new FaqPage(desk),
            new ContactPage(),
            new AccessibilityPage(),
            new PrivacyPage(),
            new OfflinePage(),
            new SitemapPage(desk),
            new FeedPage(desk))
        .forEach(front::addPage);
  }

  private void category(String code, String parent, String name) {
    directory.category(new Category(MIHON, code, parent, name, SectionId.NONE));
  }

  /** As it is after a start. */
  Town filled() {
    follower.beginsBehind(0);
    return this;
  }

  static Text text(String language, Quality quality, String question, String html) {
    return new Text(language, quality, question, "結論 " + question, html, html, false);
  }

  Town article(long id, Visibility visibility, String category, Text... texts) {
    articles.put(
        id,
        new PublishedArticle(
            id,
            MIHON,
            COUNTER,
            category,
            List.of(texts),
            List.of("ことば" + id),
            visibility,
            Set.of(),
            AnswerScope.OPEN,
            Standing.CURRENT,
            NOW.minusSeconds(id),
            Optional.empty()));
    return this;
  }

  Town open(long id, String question) {
    return article(
        id,
        Visibility.PUBLIC,
        "juminhyo.utsushi",
        text("ja", Quality.ORIGINAL, question, "<p>本文" + id + "</p>"));
  }

  Sent get(String address) {
    return ask("GET", address, Map.of());
  }

  Sent ask(String method, String address, Map<String, String> posted) {
    String[] parts = address.split("\\?", 2);
    Map<String, String[]> fields = new HashMap<>();
    if (parts.length > 1) {
      for (String pair : parts[1].split("&")) {
        String[] named = pair.split("=", 2);
        String value = URLDecoder.decode(named[1], StandardCharsets.UTF_8);
        fields.put(named[0], new String[] {value});
      }
    }
    posted.forEach((name, value) -> fields.put(name, new String[] {value}));
    String path = parts[0].substring("/mihon".length());
    Map<String, Object> said =
        Map.of(
            "getMethod", method,
            "getPathInfo", path,
            "getParameterMap", fields,
            "getScheme", "https");
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                Town.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (p, called, arguments) ->
                    called.getName().equals("getHeader")
                        ? headers.get(arguments[0])
                        : said.get(called.getName()));
    Answering answering = new Answering();
    try {
      front.serve(MIHON, request, answering.response());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sent(answering.status, answering.headers, answering.body.toByteArray());
  }

  /** Keeps what is sent. */
  private static final class Answering extends ServletOutputStream {
    private int status = 200;
    private final Map<String, String> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    HttpServletResponse response() {
      return (HttpServletResponse)
          Proxy.newProxyInstance(
              Town.class.getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (p, called, arguments) -> {
                switch (called.getName()) {
                  case "setStatus" -> status = (Integer) arguments[0];
                  case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                  case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                  case "getOutputStream" -> {
                    return this;
                  }
                  default -> {}
                }
                return null;
              });
    }

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Known implements PublishedArticles {
    @Override
    public List<PublishedArticle> find(Collection<Long> ids) {
      return ids.stream().filter(articles::containsKey).map(articles::get).toList();
    }

    @Override
    public List<PublishedArticle> after(long id, int limit) {
      return articles.values().stream().filter(a -> a.id() > id).limit(limit).toList();
    }
  }

  private final class Board implements PinnedAnswers {
    @Override
    public List<PinnedAnswer> now(MunicipalityId municipality) {
      return pinned.stream().filter(p -> p.municipality().equals(municipality)).toList();
    }

    @Override
    public List<PinnedAnswer> everywhere() {
      return List.copyOf(pinned);
    }
  }

  private final class Counted implements ArticleUses {
    @Override
    public void viewed(MunicipalityId municipality, long article) {
      note("viewed " + article);
    }

    @Override
    public boolean helpful(MunicipalityId municipality, long article, UUID token) {
      return note("helpful " + article);
    }

    @Override
    public boolean unhelpful(
        MunicipalityId municipality, long article, UUID token, Fault fault, String text) {
      return note("unhelpful " + article + " " + fault + " " + text);
    }

    @Override
    public List<Long> mostViewed(MunicipalityId municipality, int days, int limit) {
      return List.of();
    }

    private boolean note(String line) {
      synchronized (counted) {
        return counted.add(line);
      }
    }
  }
}

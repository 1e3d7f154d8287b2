package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.UniDicWords;
import org.madoguchi.search.internal.text.Words;
import org.madoguchi.search.spi.DocumentSource;

/**
 * Behind {@code ./madoguchi search-speed}: how many messages a second a rebuild takes in, how long
 * an edit, a search and a suggestion take. The index and the questions are the product's own;
 * network and database have no part in it.
 */
public final class SearchSpeed {
  private static final int CLIENTS = 8;
  private static final long WARM_UP = TimeUnit.SECONDS.toNanos(Integer.getInteger("warm", 8));
  private static final long MEASURED = TimeUnit.SECONDS.toNanos(Integer.getInteger("measured", 20));
  private static final int EDITS = 200;

  private final Engine engine;
  private final Visibility operator =
      Visibility.of(
          AccessScope.of(
              new StaffId("suzuki"),
              Set.of(new Grant(MadeSource.TOWN, Role.OPERATOR, SectionId.NONE))));

  private SearchSpeed(Engine engine) {
    this.engine = engine;
  }

  /** Arguments: how many articles, and how many messages of tickets. */
  public static void main(String[] arguments) throws Exception {
    int articles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    Path folder = Files.createTempDirectory("madoguchi-search-speed");
    Words words = new UniDicWords();
    Synonyms synonyms = Synonyms.of(Synonyms.ours(), words);
    Searcher searcher = new Searcher(words, Clock.systemUTC(), synonyms, Weights.ours());
    try (Engine engine = new Engine(folder, words, searcher)) {
      SearchSpeed speed = new SearchSpeed(engine);
      MadeSource tickets = new MadeSource(DocumentKind.TICKET, messages / MadeSource.MESSAGES);
      MadeSource faq = new MadeSource(DocumentKind.ARTICLE, articles);
      speed.fill(faq, tickets, messages);
      speed.edits(tickets);
      speed.questions();
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private void fill(MadeSource faq, MadeSource tickets, int messages) throws IOException {
    System.out.printf("%d processors%n", Runtime.getRuntime().availableProcessors());
    engine.rebuild(List.of(faq), "asked"); // warms up
    characters(tickets);
    long begun = System.nanoTime();
    long usedBefore = processorNanos();
    engine.rebuild(List.of(faq, tickets), "asked");
    double seconds = (System.nanoTime() - begun) / 1e9;
    double used = (processorNanos() - usedBefore) / 1e9;
    System.out.printf(
        "rebuild: %d messages and the articles in %.1f s (%.1f s of a processor):"
            + " %.0f messages a second, %d MB%n",
        messages, seconds, used, messages / seconds, engine.state().bytes() >> 20);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static void characters(DocumentSource tickets) {
    List<SearchDocument> some = tickets.documents(tickets.keys(Optional.empty(), 500));
    long characters = some.stream().mapToLong(d -> d.body().length()).sum();
    System.out.printf(
        "a message has %.0f characters%n", (double) characters / some.size() / MadeSource.MESSAGES);
  }

  /** From the event being handed over to the document being found. */
  private void edits(DocumentSource tickets) throws IOException {
    var keys = tickets.keys(Optional.empty(), EDITS);
    long[] nanos = new long[keys.size()];
    for (int i = 0; i < nanos.length; i++) {
      long begun = System.nanoTime();
      engine.follow(tickets, List.of(keys.get(i)), i + 1);
      nanos[i] = System.nanoTime() - begun;
    }
    System.out.println("edit is searchable: " + line(nanos));
  }

  private void questions() throws InterruptedException {
    System.out.printf("%d clients, each asks again when it has the answer:%n", CLIENTS);
    ask("suggestion among all", random -> engine.suggest(query(typed(random)), 8));
    ask(
        "suggestion among articles",
        random -> engine.suggest(kinds(typed(random), DocumentKind.ARTICLE), 8));
    ask(
        "search of articles",
        random -> engine.search(kinds(question(random), DocumentKind.ARTICLE)));
    ask(
        "search of all with facets",
        random ->
            engine.search(query(question(random)).counting(Set.of(Facet.KIND, Facet.SECTION))));
  }

  private SearchQuery query(String text) {
    return new SearchQuery(
        text, MadeSource.TOWN, operator, Set.of(), Map.of(), Set.of(), 0, 10, false);
  }

  private SearchQuery kinds(String text, DocumentKind kind) {
    return new SearchQuery(
        text, MadeSource.TOWN, operator, Set.of(kind), Map.of(), Set.of(), 0, 10, false);
  }

  private static String typed(Random random) {
    String word = MadeSource.word(random);
    return word.substring(0, Math.min(word.length(), 2 + random.nextInt(4)));
  }

  private static String question(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> MadeSource.word(random);
      case 1 -> MadeSource.word(random) + " " + MadeSource.deed(random);
      default -> MadeSource.word(random) + "の" + MadeSource.deed(random) + "はどうすればいいですか";
    };
  }

  private static void ask(String what, Consumer<Random> question) throws InterruptedException {
    List<List<Long>> all = new ArrayList<>();
    List<Thread> clients = new ArrayList<>();
    AtomicLong processor = new AtomicLong();
    AtomicLong asked = new AtomicLong();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      List<Long> own = new ArrayList<>();
      all.add(own);
      Random random = new Random(i);
      Thread client =
          new Thread(
              () -> {
                long now = System.nanoTime();
                while (now - begin < WARM_UP + MEASURED) {
                  question.accept(random);
                  long then = System.nanoTime();
                  if (now - begin > WARM_UP) {
                    own.add(then - now);
                  }
                  now = then;
                  asked.incrementAndGet();
                }
                processor.addAndGet(threads.getCurrentThreadCpuTime());
              });
      clients.add(client);
      client.start();
    }
    for (Thread client : clients) {
      client.join();
    }
    long[] nanos = all.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    System.out.printf(
        "  %-26s %6.0f a second, %.1f ms of a processor each, %s%n",
        what, nanos.length / (MEASURED / 1e9), processor.get() / 1e6 / asked.get(), line(nanos));
  }

  private static String line(long[] nanos) {
    Arrays.sort(nanos);
    return String.format(
        "p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}

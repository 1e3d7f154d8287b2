package org.madoguchi.demo.content.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.madoguchi.demo.shared.ProgressServlet;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.DirectoryImport;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.knowledge.PreparedArticles;
import org.madoguchi.tables.Outcome;
import org.madoguchi.tickets.PreparedTemplates;
import org.madoguchi.tickets.TicketImport;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the demonstration's municipalities, on a thread of its own so that the start does not wait.
 * Starting again changes nothing that is there: every ticket has its key.
 */
@Component(service = DemoContent.class, immediate = true)
public final class DemoContent implements ProgressServlet.Progress {
  private static final Logger LOG = LoggerFactory.getLogger(DemoContent.class);
  private static final char[] PASSWORD = "madoguchi-demo".toCharArray();
  private static final List<String> KNOWN_LOGINS =
      List.of("suzuki", "takahashi", "sato", "tanaka", "yamamoto", "admin-mihon", "mori", "admin");
  private static final Map<String, Integer> TICKETS = Map.of("mihon", 5_400, "aoba", 260);
  private static final int YEARS = 3;
  private static final int BATCH = 250;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final AccessScope SYSTEM = AccessScope.system();

  private final Directory directory;
  private final DirectoryImport directoryImport;
  private final TicketImport ticketImport;
  private final Clock clock;
  private final DemoFiles files;
  private final Thread loader = new Thread(this::load, "demo-content");
  private final AtomicReference<String> progress = new AtomicReference<>("デモ用データを準備しています");
  private volatile boolean ready;
  private volatile boolean failed;
  private final CompletableFuture<PreparedTemplates> templates = new CompletableFuture<>();
  private final CompletableFuture<PreparedArticles> articles = new CompletableFuture<>();

  @Activate
  public DemoContent(
      BundleContext context,
      @Reference Directory directory,
      @Reference DirectoryImport directoryImport,
      @Reference TicketImport ticketImport,
      @Reference Clock clock) {
    this.directory = directory;
    this.directoryImport = directoryImport;
    this.ticketImport = ticketImport;
    this.clock = clock;
    Bundle bundle = context.getBundle();
    this.files =
        new DemoFiles(
            (folder, pattern) -> {
              Enumeration<URL> found = bundle.findEntries(folder, pattern, false);
              return found == null ? List.of() : Collections.list(found);
            });
    loader.setDaemon(true);
    loader.start();
  }

  /** Whoever keeps text modules may come later, and be exchanged without this beginning again. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindTemplates(PreparedTemplates there) {
    templates.complete(there);
  }

  void unbindTemplates(PreparedTemplates gone) {
    // what was to be put there is put, or is at the next start
  }

  /** The same of whoever keeps articles. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindArticles(PreparedArticles there) {
    articles.complete(there);
  }

  void unbindArticles(PreparedArticles gone) {
    // as with the text modules
  }

  @Deactivate
  void stop() throws InterruptedException {
    loader.interrupt();
    loader.join(Duration.ofSeconds(10).toMillis());
  }

  @Override
  public boolean isDone() {
    return ready;
  }

  @Override
  public boolean hasFailed() {
    return failed;
  }

  @Override
  public String progress() {
    return progress.get();
  }

  private void load() {
    try {
      for (Municipality municipality : directory.municipalities()) {
        if (TICKETS.containsKey(municipality.id().value())) {
          fill(municipality);
        }
      }
      passwords();
      progress.set("準備ができました");
      ready = true;
      LOG.info("The demonstration's data are in place");
    } catch (RuntimeException e) {
      progress.set("デモ用データを読み込めませんでした。ログを確認してください");
      failed = true;
      LOG.error("The demonstration's data could not be loaded", e);
    }
  }

  private void fill(Municipality municipality) {
    String slug = municipality.id().value();
    take(municipality, DirectoryImport.Kind.SECTIONS, "sections.csv");
    take(municipality, DirectoryImport.Kind.STAFF, "staff.csv");
    take(municipality, DirectoryImport.Kind.CATEGORIES, "categories.csv");
    putTemplates(municipality);
    putArticles(municipality);
    History history =
        new History(cast(municipality), municipality.timeZone(), clock.instant(), slug.hashCode());
    List<HistoricTicket> tickets = history.tickets(TICKETS.get(slug), YEARS);
    for (int from = 0;
        from < tickets.size() && !Thread.currentThread().isInterrupted();
        from += BATCH) {
      ticketImport.take(SYSTEM, tickets.subList(from, Math.min(tickets.size(), from + BATCH)));
      progress.set(
          municipality.name()
              + "の応対履歴 "
              + Math.min(tickets.size(), from + BATCH)
              + " / "
              + tickets.size()
              + "件");
    }
  }

  private void take(Municipality municipality, DirectoryImport.Kind kind, String file) {
    try (Reader csv = files.csv(municipality.id().value(), file)) {
      Outcome outcome = directoryImport.take(SYSTEM, municipality.id(), kind, csv, false);
      if (!outcome.badLines().isEmpty()) {
        throw new IllegalStateException(
            file + " of " + municipality.id() + ": " + outcome.badLines().get(0));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putTemplates(Municipality municipality) {
    List<DemoTemplate> written = files.templates(municipality.id().value());
    templates
        .orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
        .join()
        .put(SYSTEM, municipality.id(), written.stream().map(DemoTemplate::prepared).toList());
  }

  private void putArticles(Municipality municipality) {
    List<DemoArticle> written = files.articles(municipality.id().value());
    if (!written.isEmpty()) {
      articles
          .orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
          .join()
          .put(SYSTEM, municipality.id(), written.stream().map(DemoArticle::prepared).toList());
    }
  }

  private History.Cast cast(Municipality municipality) {
    Map<SectionId, List<StaffId>> sections = new HashMap<>();
    List<StaffId> operators = new java.util.ArrayList<>();
    for (Staff staff : directory.staffOf(municipality.id())) {
      for (Grant grant : staff.grants()) {
        if (!grant.municipality().equals(municipality.id())) {
          continue;
        }
        if (grant.role() == Role.OPERATOR) {
          operators.add(staff.id());
        } else if (grant.role() == Role.SECTION_STAFF) {
          sections
              .computeIfAbsent(grant.section(), s -> new java.util.ArrayList<>())
              .add(staff.id());
        }
      }
    }
    String slug = municipality.id().value();
    return new History.Cast(
        municipality.id(), files.cases(slug), files.citizens(slug), operators, sections);
  }

  private void passwords() {
    for (String login : KNOWN_LOGINS) {
      directoryImport.setPassword(SYSTEM, new StaffId(login), PASSWORD.clone());
    }
  }
}

package org.madoguchi.knowledge.internal.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.ArticleDesk;
import org.madoguchi.knowledge.internal.ArticleStore;
import org.madoguchi.knowledge.internal.Journal;
import org.madoguchi.knowledge.internal.KnowledgeTransactions;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Field;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.knowledge.internal.domain.Today;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Articles from a file. All of it is looked at before anything is taken, and with one bad line
 * nothing is. It is taken in pieces: when that breaks off, the same file again takes what is
 * missing, because an article is known by its external id, and one that is as the file says is left
 * alone. What the file does not name stays.
 */
@Component(service = ArticleImport.class)
public final class ArticleImport {
  private static final int PIECE = 100;
  private static final int LONGEST_ID = 100;
  private static final Details NOTHING = new Details(SectionId.NONE, 0, Content.empty());

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Journal journal;
  private final Directory directory;
  private final IdSource ids;

  /** A file is held whole in memory while it is taken. */
  private final Semaphore turn = new Semaphore(1);

  @Activate
  public ArticleImport(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Journal journal,
      @Reference Directory directory,
      @Reference IdSource ids) {
    this.transactions = transactions;
    this.store = store;
    this.journal = journal;
    this.directory = directory;
    this.ids = ids;
  }

  /** A file that is read when it is its turn. */
  public interface Source {
    String text() throws IOException;
  }

  /**
   * @param dryRun looks at it and counts, changes nothing
   * @throws DomainException municipality-not-found; forbidden for whoever writes for some sections
   *     only; unavailable while another file is taken
   * @throws IOException when the file broke off
   */
  public Outcome take(
      AccessScope scope, MunicipalityId municipality, FileForm form, Source file, boolean dryRun)
      throws IOException {
    mustManage(scope, municipality);
    if (!turn.tryAcquire()) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    try {
      String text = file.text();
      Looking looking = new Looking(scope, municipality);
      ArticleFile.each(text, form, looking.bad, looking::look);
      if (!looking.bad.isEmpty()) {
        return Outcome.refused(looking.lines, looking.bad);
      }
      Taking taking = new Taking(scope, municipality, dryRun);
      ArticleFile.each(text, form, new BadLines(), taking::take);
      taking.rest();
      return Outcome.of(looking.lines, taking.added, taking.changed, 0);
    } finally {
      turn.release();
    }
  }

  private void mustManage(AccessScope scope, MunicipalityId municipality) {
    mustManage(scope, municipality, directory);
  }

  static void mustManage(AccessScope scope, MunicipalityId municipality, Directory directory) {
    if (!scope.may(Permission.KNOWLEDGE_READ, municipality)
        || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    scope.require(Permission.KNOWLEDGE_WRITE, AccessTag.of(municipality));
  }

  /** What a file wants is only what it names itself. */
  private static Details wanted(FileRow row, Details before, Checks checks) {
    return row.written().details(checks, before);
  }

  /** Looks at each line and notes what is wrong with it. */
  private final class Looking {
    private final MunicipalityId municipality;
    private final BadLines bad = new BadLines();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Boolean> categories = new HashMap<>();
    private final Map<SectionId, Boolean> sections = new HashMap<>();
    private final boolean publishes;
    private int lines;

    Looking(AccessScope scope, MunicipalityId municipality) {
      this.municipality = municipality;
      this.publishes =
          scope.may(Permission.KNOWLEDGE_APPROVE, AccessTag.of(municipality))
              || scope.may(Permission.TICKET_IMPORT, AccessTag.of(municipality));
    }

    void look(FileRow row) {
      lines++;
      identify(row);
      Checks checks = new Checks();
      Details details = wanted(row, NOTHING, checks);
      known(checks, details);
      try {
        checks.done();
      } catch (DomainException e) {
        e.fields().forEach(field -> note(row, field));
      }
    }

    private void identify(FileRow row) {
      String id = row.externalId();
      if (id.isBlank()) {
        bad.add(new BadLine(row.line(), "externalId", "required", ""));
      } else if (id.length() > LONGEST_ID) {
        bad.add(BadLine.of(row.line(), "externalId", "too-long", id));
      } else if (id.chars().anyMatch(c -> Character.isISOControl(c) || c >= 0xd800 && c <= 0xdfff)
          || !seen.add(id)) {
        bad.add(BadLine.of(row.line(), "externalId", "invalid", id));
      }
      String state = row.state();
      if (!state.matches("|draft|published|withdrawn")) {
        bad.add(BadLine.of(row.line(), "state", "not-allowed", state));
      } else if (state.equals("published") && !publishes) {
        bad.add(BadLine.of(row.line(), "state", "forbidden", state));
      }
    }

    private void known(Checks checks, Details details) {
      Content content = details.content();
      if (!isSection(details.section())) {
        checks.note("section", "unknown", "");
      }
      if (!content.sections().stream().allMatch(this::isSection)) {
        checks.note("sections", "unknown", "");
      }
      boolean category =
          content.category().isEmpty()
              || categories.computeIfAbsent(
                  content.category(), c -> directory.category(municipality, c).isPresent());
      if (!category) {
        checks.note("category", "unknown", "");
      }
    }

    private boolean isSection(SectionId section) {
      return section.isNone()
          || sections.computeIfAbsent(section, s -> directory.section(municipality, s).isPresent());
    }

    private void note(FileRow row, FieldProblem field) {
      String code =
          switch (field.code()) {
            case "required", "too-long", "not-allowed", "unknown" -> field.code();
            case "too-many" -> "too-much";
            default -> "invalid";
          };
      bad.add(BadLine.of(row.line(), field.field(), code, ""));
    }
  }

  /** Takes a sound file, piece by piece. */
  private final class Taking {
    private final AccessScope scope;
    private final MunicipalityId municipality;
    private final boolean dryRun;
    private final List<FileRow> piece = new ArrayList<>();
    private int added;
    private int changed;

    Taking(AccessScope scope, MunicipalityId municipality, boolean dryRun) {
      this.scope = scope;
      this.municipality = municipality;
      this.dryRun = dryRun;
    }

    void take(FileRow row) {
      piece.add(row);
      if (piece.size() == PIECE) {
        rest();
      }
    }

    void rest() {
      if (!piece.isEmpty()) {
        // a piece that lost a race is decided anew, and counted once
        int[] counts = dryRun ? transactions.read(this::piece) : transactions.decide(this::piece);
        added += counts[0];
        changed += counts[1];
        piece.clear();
      }
    }

    private int[] piece() {
      Map<String, ArticleStore.Read> known =
          store.newest(municipality, piece.stream().map(FileRow::externalId).toList());
      int[] counts = new int[2];
      for (FileRow row : piece) {
        ArticleStore.Read before = known.get(row.externalId());
        if (before == null) {
          counts[0]++;
          add(row);
        } else if (change(row, before)) {
          counts[1]++;
        }
      }
      return counts;
    }

    private void add(FileRow row) {
      if (dryRun) {
        return;
      }
      Details details = wanted(row, NOTHING, new Checks());
      Today today = journal.today(municipality);
      Article article =
          Article.begun(
              ids.next(ArticleDesk.IDS),
              municipality,
              details.section(),
              row.externalId(),
              details.reviewMonths(),
              details.content(),
              new Article.Making(
                  scope.who(), today.now(), "import/" + municipality + "/" + row.externalId()));
      journal.begun(article, details.content());
      if (row.state().equals("published")) {
        journal.imported(article, details.content(), scope.who(), today);
      }
    }

    /**
     * @return whether there was something to change
     */
    private boolean change(FileRow row, ArticleStore.Read before) {
      Article article = before.article();
      Details was = new Details(article.section(), article.reviewMonths(), before.content());
      Details read = wanted(row, was, new Checks());
      Details wanted =
          new Details(read.section(), read.reviewMonths(), read.content().after(was.content()));
      boolean publish = row.state().equals("published") && isLeft(article);
      if (wanted.equals(was) && !publish) {
        return false;
      }
      if (!dryRun) {
        store(row, article, was, wanted);
      }
      return true;
    }

    private void store(FileRow row, Article before, Details was, Details wanted) {
      Today today = journal.today(municipality);
      Article after = before;
      if (!wanted.equals(was)) {
        Article kept = before.kept(wanted.section(), wanted.reviewMonths(), today);
        boolean anew = !wanted.content().equals(was.content());
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("fields", Field.changed(was, wanted));
        payload.put("edition", anew ? kept.edition() + 1 : kept.edition());
        after =
            journal.noted(
                anew ? kept.written(wanted.content(), false) : kept,
                scope.who(),
                today,
                KnowledgeEvents.EDITED,
                payload);
        if (anew) {
          store.write(after, wanted.content(), 0);
        }
      }
      if (row.state().equals("published")) {
        publish(after, wanted.content(), today);
      }
    }

    private void publish(Article after, Content content, Today today) {
      if (after.course().progress() == Progress.DRAFT) {
        journal.imported(after, content, scope.who(), today);
      } else if (after.course().standing() == Standing.WITHDRAWN) {
        journal.noted(after.putBack(today), scope.who(), today, KnowledgeEvents.PUT_BACK, Map.of());
      }
    }

    /** What somebody is deciding on is theirs. */
    private static boolean isLeft(Article article) {
      return article.course().progress() == Progress.DRAFT
          || article.course().progress() == Progress.DONE
              && article.course().standing() == Standing.WITHDRAWN;
    }
  }
}

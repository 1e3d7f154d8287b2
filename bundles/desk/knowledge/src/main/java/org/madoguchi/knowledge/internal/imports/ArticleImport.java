package org.madoguchi.knowledge.internal.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.ArticleDesk;
import org.madoguchi.knowledge.internal.ArticleStore;
import org.madoguchi.knowledge.internal.Journal;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Field;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.knowledge.internal.domain.Today;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.BadLines;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What lines of a file make of articles. An article is known by its external id; one that is as the
 * file says is left alone, and what the file does not name stays.
 */
@Component(service = ArticleImport.class)
public final class ArticleImport {
  private static final int PIECE = 100;

  /** So much of a file is held in memory, in UTF-16 units, or one line. */
  private static final int LARGEST_PIECE = 2_000_000;

  private static final int LONGEST_ID = 100;
  private static final Details NOTHING = new Details(SectionId.NONE, 0, Content.empty());

  private final ArticleStore store;
  private final Journal journal;
  private final Directory directory;
  private final IdSource ids;

  @Activate
  public ArticleImport(
      @Reference ArticleStore store,
      @Reference Journal journal,
      @Reference Directory directory,
      @Reference IdSource ids) {
    this.store = store;
    this.journal = journal;
    this.directory = directory;
    this.ids = ids;
  }

  /** What became of some lines. */
  record Change(int added, int changed) {}

  /** Some lines, to be taken in a transaction. */
  interface Piece {
    Change take();
  }

  /** Whoever opens the transactions. */
  interface Pieces {
    void take(int lines, Piece piece);
  }

  Looking looking(ImportJob job) {
    return new Looking(job);
  }

  /** Lines that were done before are passed over. */
  Taking taking(ImportJob job, Pieces pieces) {
    return new Taking(job, pieces);
  }

  /** What a file wants is only what it names itself. */
  private static Details wanted(FileRow row, Details before, Checks checks) {
    return row.written().details(checks, before);
  }

  /** Looks at each line and notes what is wrong with it. */
  final class Looking {
    private final MunicipalityId municipality;
    private final BadLines bad = new BadLines();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Boolean> categories = new HashMap<>();
    private final Map<SectionId, Boolean> sections = new HashMap<>();
    private final boolean publishes;
    private int lines;

    private Looking(ImportJob job) {
      this.municipality = job.municipality();
      this.publishes = job.publishes();
    }

    BadLines bad() {
      return bad;
    }

    int lines() {
      return lines;
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
  final class Taking {
    private final StaffId who;
    private final MunicipalityId municipality;
    private final boolean dryRun;
    private final Pieces pieces;
    private final List<FileRow> piece = new ArrayList<>();
    private int passedOver;
    private int size;

    private Taking(ImportJob job, Pieces pieces) {
      this.who = job.staff();
      this.municipality = job.municipality();
      this.dryRun = job.dryRun();
      this.pieces = pieces;
      this.passedOver = job.counts().done();
    }

    void take(FileRow row) {
      if (passedOver > 0) {
        passedOver--;
        return;
      }
      if (size + row.size() > LARGEST_PIECE) {
        rest();
      }
      piece.add(row);
      size += row.size();
      if (piece.size() == PIECE) {
        rest();
      }
    }

    void rest() {
      if (!piece.isEmpty()) {
        pieces.take(piece.size(), this::piece);
        piece.clear();
        size = 0;
      }
    }

    private Change piece() {
      Map<String, ArticleStore.Read> known =
          store.newest(municipality, piece.stream().map(FileRow::externalId).toList());
      int added = 0;
      int changed = 0;
      for (FileRow row : piece) {
        ArticleStore.Read before = known.get(row.externalId());
        if (before == null) {
          added++;
          add(row);
        } else if (change(row, before)) {
          changed++;
        }
      }
      return new Change(added, changed);
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
                  who, today.now(), "import/" + municipality + "/" + row.externalId()));
      journal.begun(article, details.content());
      if (row.state().equals("published")) {
        journal.imported(article, details.content(), who, today);
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
                who,
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
        journal.imported(after, content, who, today);
      } else if (after.course().standing() == Standing.WITHDRAWN) {
        journal.noted(after.putBack(today), who, today, KnowledgeEvents.PUT_BACK, Map.of());
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

package org.madoguchi.search.internal.synonyms;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.internal.Keepers;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.synonyms.SynonymStore.Vocabulary;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.CsvText;
import org.madoguchi.tables.LineChecks;
import org.madoguchi.tables.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Synonyms from a file and into one: one column, a group in each line. A file is taken whole or not
 * at all; groups there are stay as they are, so that the same file twice changes nothing.
 */
@Component(service = SynonymImport.class)
public final class SynonymImport {
  private static final String COLUMN = "words";

  /** Line breaks within a cell separate words too. */
  private static final CsvTable.Form FORM =
      new CsvTable.Form(List.of(COLUMN), List.of(), Set.of(COLUMN), SynonymDesk.MOST);

  private final SynonymDesk desk;
  private final SearchTransactions transactions;
  private final SynonymStore store;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public SynonymImport(
      @Reference SynonymDesk desk,
      @Reference SearchTransactions transactions,
      @Reference SynonymStore store,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.desk = desk;
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param dryRun checks and counts, changes nothing
   * @throws DomainException municipality-not-found; forbidden
   */
  public Outcome take(AccessScope scope, MunicipalityId municipality, String csv, boolean dryRun) {
    Keepers.mustBeOne(directory, scope, municipality);
    if (dryRun) {
      return transactions.read(() -> new Taking(scope, municipality, csv).outcome());
    }
    return desk.changed(municipality, () -> new Taking(scope, municipality, csv).store());
  }

  /**
   * @throws DomainException municipality-not-found; forbidden
   */
  public byte[] export(AccessScope scope, MunicipalityId municipality) {
    Keepers.mustBeOne(directory, scope, municipality);
    List<OwnSynonyms> all = transactions.read(() -> store.all(municipality));
    return CsvText.of(
        List.of(COLUMN),
        all.stream().map(group -> List.of(String.join("|", group.words()))).toList());
  }

  /** One file on its way through one transaction. */
  private final class Taking {
    private final AccessScope scope;
    private final MunicipalityId municipality;
    private final CsvTable file;
    private final BadLines bad;
    private final Vocabulary before;
    private final List<List<String>> added = new ArrayList<>();

    Taking(AccessScope scope, MunicipalityId municipality, String csv) {
      this.scope = scope;
      this.municipality = municipality;
      this.file = CsvTable.read(csv, FORM);
      this.bad = file.bad();
      this.before = store.vocabulary(municipality);
      Set<String> known = store.keys(municipality);
      Set<String> seen = new HashSet<>();
      file.lines().forEach(line -> take(line, known, seen));
    }

    private void take(CsvTable.Line line, Set<String> known, Set<String> seen) {
      LineChecks checks = new LineChecks(line, bad);
      List<String> words = Wording.cut(line.cell(COLUMN));
      String wrong = wrong(words, seen);
      if (!wrong.isEmpty()) {
        checks.note(COLUMN, wrong, "");
      } else if (!known.contains(Wording.key(words))) {
        added.add(words);
        if (before.held() + added.size() > SynonymDesk.MOST) {
          checks.note(COLUMN, "full", "");
        }
      }
    }

    private String wrong(List<String> words, Set<String> seen) {
      if (words.size() < 2) {
        return "too-few";
      }
      if (words.size() > SynonymGroup.MOST_WORDS) {
        return "too-many-words";
      }
      if (words.stream().anyMatch(word -> word.length() > SynonymGroup.LONGEST_WORD)) {
        return "word-too-long";
      }
      if (!words.stream().allMatch(Wording::isOne)) {
        return "invalid";
      }
      if (Wording.twice(words).isPresent()) {
        return "twice";
      }
      return seen.add(Wording.key(words)) ? "" : "repeated";
    }

    Outcome outcome() {
      int lines = file.lines().size();
      return bad.isEmpty() ? Outcome.of(lines, added.size(), 0, 0) : Outcome.refused(lines, bad);
    }

    Outcome store() {
      if (bad.isEmpty() && !added.isEmpty()) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (List<String> words : added) {
          long id = ids.next(SynonymDesk.IDS);
          OwnSynonyms.Making making = new OwnSynonyms.Making(scope.who(), "import/" + id);
          store.add(new OwnSynonyms(id, municipality, words, making, scope.who(), now, 1));
        }
        Vocabulary after = before.next(added.size());
        store.save(after);
        log.append(
            transactions.transactions(),
            List.of(SynonymEvents.imported(after, added.size(), scope.who(), now)));
      }
      return outcome();
    }
  }
}

package org.madoguchi.templates.internal.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.Outcome;
import org.madoguchi.templates.internal.TemplateEvents;
import org.madoguchi.templates.internal.TemplateTransactions;
import org.madoguchi.templates.internal.TextModuleStore;
import org.madoguchi.templates.internal.TextModuleStore.Filter;
import org.madoguchi.templates.internal.TextModuleStore.Kind;
import org.madoguchi.templates.internal.TextModuleStore.Part;
import org.madoguchi.templates.internal.Visible;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Field;
import org.madoguchi.templates.internal.domain.TextModule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Text modules from a file and into one. A file is taken whole or not at all; a module is known by
 * section and shortcut, and what the file does not name stays as it is. The same file twice changes
 * nothing.
 */
@Component(service = TextModuleImport.class)
public final class TextModuleImport {
  private static final String IDS = "text-module";
  private static final int ALL = 100_000;

  private final TemplateTransactions transactions;
  private final TextModuleStore store;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public TextModuleImport(
      @Reference TemplateTransactions transactions,
      @Reference TextModuleStore store,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
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
    mustManage(scope, municipality);
    CsvTable file = TextModuleFile.read(csv);
    if (dryRun) {
      return transactions.read(() -> new Taking(scope, municipality, file).outcome());
    }
    return transactions.decide(() -> new Taking(scope, municipality, file).store());
  }

  /**
   * Everything the caller may write, withdrawn or not.
   *
   * @throws DomainException municipality-not-found; forbidden
   */
  public byte[] export(AccessScope scope, MunicipalityId municipality) {
    mustManage(scope, municipality);
    return TextModuleFile.write(
        transactions.read(
            () ->
                all(municipality).stream()
                    .filter(m -> m.details().macro().isEmpty())
                    .filter(m -> scope.may(Permission.TEMPLATE_MANAGE, m.tag()))
                    .map(TextModule::details)
                    .toList()));
  }

  private void mustManage(AccessScope scope, MunicipalityId municipality) {
    if (!Visible.holds(scope, municipality) || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    scope.require(Permission.TEMPLATE_MANAGE, municipality);
  }

  private List<TextModule> all(MunicipalityId municipality) {
    Part whole = new Part(municipality, Set.of());
    Filter all = new Filter(List.of(whole), Kind.ANY, false, List.of(), "");
    return store.page(all, Optional.empty(), ALL);
  }

  private record Key(SectionId section, String shortcut) {
    static Key of(Details details) {
      return new Key(details.section(), details.shortcut());
    }
  }

  /** One file on its way through one transaction. */
  private final class Taking {
    private final AccessScope scope;
    private final MunicipalityId municipality;
    private final CsvTable file;
    private final BadLines bad;
    private final List<Details> added = new ArrayList<>();
    private final Map<TextModule, Details> changed = new LinkedHashMap<>();

    Taking(AccessScope scope, MunicipalityId municipality, CsvTable file) {
      this.scope = scope;
      this.municipality = municipality;
      this.file = file;
      this.bad = file.bad();
      decide();
    }

    private void decide() {
      Map<Key, TextModule> known = new HashMap<>();
      all(municipality).forEach(module -> known.put(Key.of(module.details()), module));
      Set<Key> seen = new HashSet<>();
      for (CsvTable.Line line : file.lines()) {
        LineReading reading = new LineReading(line, bad);
        Details wanted =
            reading.details(section -> directory.section(municipality, section).isPresent());
        if (reading.isSound() && !mayWrite(wanted)) {
          reading.note(Field.SECTION, "forbidden", "");
        } else if (reading.isSound() && !seen.add(Key.of(wanted))) {
          reading.note(Field.SHORTCUT, "invalid", "");
        }
        TextModule before = known.get(Key.of(wanted));
        if (before != null && before.details().macro().isPresent()) {
          reading.note(Field.SHORTCUT, "invalid", "");
        }
        note(before, wanted);
      }
    }

    private boolean mayWrite(Details wanted) {
      return scope.may(Permission.TEMPLATE_MANAGE, TextModule.tag(municipality, wanted));
    }

    private void note(TextModule before, Details wanted) {
      if (before == null) {
        added.add(wanted);
      } else if (!before.details().equals(wanted)) {
        changed.put(before, wanted);
      }
    }

    Outcome outcome() {
      int lines = file.lines().size();
      return bad.isEmpty()
          ? Outcome.of(lines, added.size(), changed.size(), 0)
          : Outcome.refused(lines, bad);
    }

    Outcome store() {
      if (bad.isEmpty()) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<NewEvent> events = new ArrayList<>();
        for (Details details : added) {
          TextModule module = new TextModule(ids.next(IDS), municipality, 1, details);
          store.add(module);
          events.add(TemplateEvents.created(module, scope.who(), now));
        }
        changed.forEach(
            (before, wanted) -> {
              TextModule after = before.edited(wanted);
              store.save(after);
              events.add(TemplateEvents.edited(after, before.details(), scope.who(), now));
            });
        log.append(transactions.transactions(), events);
      }
      return outcome();
    }
  }
}

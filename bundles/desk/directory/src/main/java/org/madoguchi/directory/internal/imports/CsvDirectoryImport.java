package org.madoguchi.directory.internal.imports;

import java.io.Reader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.directory.DirectoryImport;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.login.Passwords;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.directory.internal.store.Difference;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes CSV files: reads all lines, decides what changes, and stores it with its events in one
 * transaction.
 */
@Component(service = {DirectoryImport.class, CsvDirectoryImport.class})
public final class CsvDirectoryImport implements DirectoryImport {
  private final DirectoryUnit unit;
  private final OrganisationStore organisations;
  private final StaffStore people;
  private final SecretStore secrets;
  private final EventLog events;
  private final LiveDirectory directory;
  private final Municipalities municipalities;
  private final Passwords passwords;
  private final Clock clock;

  @Activate
  public CsvDirectoryImport(
      @Reference DirectoryUnit unit,
      @Reference OrganisationStore organisations,
      @Reference StaffStore people,
      @Reference SecretStore secrets,
      @Reference EventLog events,
      @Reference LiveDirectory directory,
      @Reference Municipalities municipalities,
      @Reference Passwords passwords,
      @Reference Clock clock) {
    this.unit = unit;
    this.organisations = organisations;
    this.people = people;
    this.secrets = secrets;
    this.events = events;
    this.directory = directory;
    this.municipalities = municipalities;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public Outcome take(
      AccessScope scope, MunicipalityId municipality, Kind kind, Reader csv, boolean dryRun) {
    Access.visible(municipalities, scope, municipality.value());
    scope.require(Permission.DIRECTORY_MANAGE, municipality);
    CsvTable table = CsvTable.read(csv, form(kind));
    if (dryRun) {
      return unit.transactions()
          .read(() -> new Taking(scope, municipality, kind, table).decide().outcome());
    }
    return store(scope, municipality, kind, table, "");
  }

  /** Takes a file of the municipality's folder and remembers its SHA-256 when it was taken. */
  Outcome takeFile(MunicipalityId municipality, Kind kind, Reader csv, String sha256) {
    CsvTable table = CsvTable.read(csv, form(kind));
    return store(AccessScope.system(), municipality, kind, table, sha256);
  }

  /** Whether the folder's file taken last has this SHA-256. */
  boolean isTaken(MunicipalityId municipality, Kind kind, String sha256) {
    return unit.transactions()
        .read(() -> organisations.importedFile(municipality, kind).filter(sha256::equals))
        .isPresent();
  }

  @Override
  public void setPassword(AccessScope scope, StaffId who, char[] password) {
    passwords.set(scope, who, password);
  }

  private Outcome store(
      AccessScope scope, MunicipalityId municipality, Kind kind, CsvTable table, String sha256) {
    return unit.decide(() -> new Taking(scope, municipality, kind, table).decide().store(sha256));
  }

  private static CsvTable.Form form(Kind kind) {
    return switch (kind) {
      case SECTIONS -> CsvTable.Form.of(SectionFile.COLUMNS, 10_000);
      case STAFF -> CsvTable.Form.of(StaffFile.COLUMNS, 50_000);
      case CATEGORIES -> CategoryFile.FORM;
    };
  }

  /** One file on its way through one transaction. */
  private final class Taking {
    private final AccessScope scope;
    private final MunicipalityId municipality;
    private final Kind kind;
    private final CsvTable table;
    private final String aggregate;
    private final Instant at = clock.instant();
    private final BadLines bad;
    private final List<NewEvent> staffEvents = new ArrayList<>();
    private Runnable change = () -> {};
    private Outcome outcome;
    private long lastSequence;

    Taking(AccessScope scope, MunicipalityId municipality, Kind kind, CsvTable table) {
      this.scope = scope;
      this.municipality = municipality;
      this.aggregate = DirectoryEvents.aggregateOf(municipality);
      this.kind = kind;
      this.table = table;
      this.bad = table.bad();
    }

    Outcome outcome() {
      return outcome;
    }

    Taking decide() {
      // Read before anything else: if another command changes what is read later, the append
      // notices.
      lastSequence = organisations.lastSequence(aggregate);
      switch (kind) {
        case SECTIONS -> decideSections();
        case STAFF -> decideStaff();
        case CATEGORIES -> decideCategories();
      }
      return this;
    }

    private void decideSections() {
      List<SectionEntry> wanted = SectionFile.read(municipality, table.lines(), bad);
      Difference<SectionEntry> difference =
          Difference.between(organisations.sections(municipality), wanted, SectionEntry::id);
      change = () -> organisations.applySections(difference);
      count(difference);
    }

    private void decideCategories() {
      Map<String, CategoryEntry> present = new LinkedHashMap<>();
      organisations.categories(municipality).forEach(e -> present.put(e.category().code(), e));
      List<CategoryEntry> wanted =
          CategoryFile.read(municipality, table.lines(), sections(), bad).stream()
              .map(entry -> versioned(entry, present.get(entry.category().code())))
              .toList();
      Difference<CategoryEntry> difference =
          Difference.between(present.values(), wanted, e -> e.category().code());
      change = () -> organisations.applyCategories(difference);
      count(difference);
    }

    private CategoryEntry versioned(CategoryEntry wanted, CategoryEntry present) {
      return present != null && present.says(wanted)
          ? present
          : new CategoryEntry(wanted.category(), wanted.ordinal(), lastSequence + 1);
    }

    private void decideStaff() {
      List<StaffFile.Person> wanted = StaffFile.read(municipality, table.lines(), sections(), bad);
      StaffChanges changes =
          StaffChanges.decide(scope, municipality, people.all(), wanted, at, bad);
      staffEvents.addAll(changes.events());
      change =
          () -> {
            people.save(changes.changed());
            endSessionsOfInactive(changes.changed());
          };
      count(changes.added(), changes.altered(), changes.removed());
    }

    private void endSessionsOfInactive(List<StaffEntry> changed) {
      List<StaffId> inactive =
          changed.stream().filter(e -> !e.staff().active()).map(e -> e.staff().id()).toList();
      secrets.removeSessionsOf(inactive, Set.of());
    }

    private Set<SectionId> sections() {
      return organisations.sections(municipality).stream()
          .map(SectionEntry::id)
          .collect(Collectors.toSet());
    }

    private void count(Difference<?> difference) {
      count(difference.added().size(), difference.changed().size(), difference.removed().size());
    }

    private void count(int added, int changed, int removed) {
      int lines = table.lines().size();
      outcome =
          bad.isEmpty() ? Outcome.of(lines, added, changed, removed) : Outcome.refused(lines, bad);
    }

    Outcome store(String sha256) {
      if (!bad.isEmpty()) {
        return outcome;
      }
      if (outcome.added() + outcome.changed() + outcome.removed() > 0) {
        // First, so that a command that lost a race fails before it changes any row.
        events.append(unit.transactions(), happened());
        organisations.saveSequence(aggregate, lastSequence + 1);
        change.run();
        unit.transactions().afterCommit(directory::refresh);
      }
      if (!sha256.isEmpty()) {
        organisations.rememberFile(municipality, kind, sha256, at);
      }
      return outcome;
    }

    private List<NewEvent> happened() {
      List<NewEvent> happened = new ArrayList<>(staffEvents);
      happened.add(
          DirectoryEvents.imported(municipality, lastSequence + 1, kind, outcome, scope.who(), at));
      return happened;
    }
  }
}

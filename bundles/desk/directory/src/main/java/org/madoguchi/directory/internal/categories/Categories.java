package org.madoguchi.directory.internal.categories;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.categories.CategoryTree.Notes;
import org.madoguchi.directory.internal.categories.CategoryTree.Written;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.directory.internal.store.Difference;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Adds and changes single categories. A file that is imported later replaces all of them. None is
 * removed here, for tickets name it: it is given a last day instead.
 */
@Component(service = Categories.class)
public final class Categories {
  private static final int MOST = 10_000;

  private static final Map<String, Function<Written, String>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("code", Written::code);
    FIELDS.put("parent", Written::parent);
    FIELDS.put("name", Written::name);
    FIELDS.put("section", Written::section);
    FIELDS.put("validFrom", Written::validFrom);
    FIELDS.put("validTo", Written::validTo);
  }

  /** Somebody else changed the category since the version. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CategoryEntry current;
    private final transient Map<String, List<String>> changes;

    Stale(CategoryEntry current, Map<String, List<String>> changes) {
      super("stale version of " + current.category().code(), null, false, false);
      this.current = current;
      this.changes = changes;
    }

    public CategoryEntry current() {
      return current;
    }

    /** Field → what it is now, what was wanted. */
    public Map<String, List<String>> changes() {
      return changes;
    }
  }

  private final DirectoryUnit unit;
  private final OrganisationStore organisations;
  private final Municipalities municipalities;
  private final EventLog events;
  private final LiveDirectory directory;
  private final Clock clock;

  @Activate
  public Categories(
      @Reference DirectoryUnit unit,
      @Reference OrganisationStore organisations,
      @Reference Municipalities municipalities,
      @Reference EventLog events,
      @Reference LiveDirectory directory,
      @Reference Clock clock) {
    this.unit = unit;
    this.organisations = organisations;
    this.municipalities = municipalities;
    this.events = events;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @throws DomainException municipality-not-found; forbidden
   */
  public Municipality managed(AccessScope scope, String slug) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    scope.require(Permission.DIRECTORY_MANAGE, municipality.id());
    return municipality;
  }

  /** As they are written, in their order. */
  public List<CategoryEntry> all(MunicipalityId municipality) {
    return unit.transactions().read(() -> organisations.categories(municipality));
  }

  /**
   * @throws DomainException category-not-found
   */
  public CategoryEntry find(MunicipalityId municipality, String code) {
    return required(all(municipality), code);
  }

  private static CategoryEntry required(List<CategoryEntry> all, String code) {
    return named(all, code)
        .orElseThrow(() -> new DomainException(DirectoryProblems.CATEGORY_NOT_FOUND));
  }

  private static Optional<CategoryEntry> named(List<CategoryEntry> all, String code) {
    return all.stream().filter(e -> e.category().code().equals(code)).findFirst();
  }

  /**
   * The same again is the one that is there.
   *
   * @throws DomainException invalid-fields; category-exists
   */
  public CategoryEntry add(StaffId who, Municipality place, Written written) {
    return unit.decide(
        () -> {
          Editing editing = new Editing(place.id(), who);
          Optional<CategoryEntry> there = editing.find(written.code());
          Category wanted = editing.read(written);
          if (there.isPresent() && there.get().category().equals(wanted)) {
            return there.get();
          }
          if (there.isPresent()) {
            throw new DomainException(DirectoryProblems.CATEGORY_EXISTS, written.code());
          }
          return editing.store(Optional.empty(), wanted);
        });
  }

  /**
   * @param written all of it, with the code of the one that is changed
   * @throws DomainException category-not-found; invalid-fields
   * @throws Stale when it was changed since that version
   */
  public CategoryEntry change(StaffId who, Municipality place, long version, Written written) {
    return unit.decide(
        () -> {
          Editing editing = new Editing(place.id(), who);
          CategoryEntry before = required(editing.present, written.code());
          if (before.version() != version) {
            throw new Stale(before, differences(Written.of(before.category()), written));
          }
          Category wanted = editing.read(written);
          return wanted.equals(before.category())
              ? before
              : editing.store(Optional.of(before), wanted);
        });
  }

  /** What changed the categories, newest first: single changes and files. */
  public List<CommittedEvent> history(MunicipalityId municipality, long before, int limit) {
    return events.of(DirectoryEvents.STREAM, DirectoryEvents.aggregateOf(municipality)).stream()
        .filter(e -> e.sequence() < before && concernsCategories(e))
        .sorted(Comparator.comparingLong(CommittedEvent::sequence).reversed())
        .limit(limit)
        .toList();
  }

  private static boolean concernsCategories(CommittedEvent event) {
    return event.type().equals(DirectoryEvents.CATEGORY_CHANGED)
        || event.type().equals(DirectoryEvents.IMPORTED)
            && DirectoryEvents.payload(event).path("kind").asText().equals("categories");
  }

  private static Map<String, List<String>> differences(Written before, Written after) {
    Map<String, List<String>> changes = new LinkedHashMap<>();
    FIELDS.forEach(
        (field, of) -> {
          if (!of.apply(before).equals(of.apply(after))) {
            changes.put(field, List.of(of.apply(before), of.apply(after)));
          }
        });
    return changes;
  }

  /** One change on its way through one transaction. */
  private final class Editing {
    private final MunicipalityId municipality;
    private final StaffId who;
    private final String aggregate;
    private final long lastSequence;
    private final List<CategoryEntry> present;

    Editing(MunicipalityId municipality, StaffId who) {
      this.municipality = municipality;
      this.who = who;
      this.aggregate = DirectoryEvents.aggregateOf(municipality);
      // Read before anything else: if another command changes what is read later, the append
      // notices.
      this.lastSequence = organisations.lastSequence(aggregate);
      this.present = organisations.categories(municipality);
    }

    Optional<CategoryEntry> find(String code) {
      return named(present, code);
    }

    Category read(Written written) {
      Checks checks = new Checks();
      List<String> noted = new ArrayList<>();
      Notes notes =
          (field, code, arguments) -> {
            if (!noted.contains(field)) {
              noted.add(field);
              checks.note(field, code, "", arguments);
            }
          };
      Stream<Written> others =
          present.stream()
              .map(e -> Written.of(e.category()))
              .filter(w -> !w.code().equals(written.code()));
      CategoryTree tree =
          new CategoryTree(
              municipality, Stream.concat(others, Stream.of(written)).toList(), owners(written));
      Category category = tree.read(written, notes);
      tree.checkBelow(written.code(), notes);
      if (find(written.code()).isEmpty() && present.size() >= MOST) {
        notes.note("code", "too-many", MOST);
      }
      checks.done();
      return category;
    }

    /** One that was dissolved meanwhile stays until another one is chosen. */
    private Set<SectionId> owners(Written written) {
      Stream<SectionId> own = find(written.code()).map(e -> e.category().section()).stream();
      return Stream.concat(own, organisations.sections(municipality).stream().map(SectionEntry::id))
          .collect(Collectors.toSet());
    }

    CategoryEntry store(Optional<CategoryEntry> before, Category wanted) {
      int last = present.stream().mapToInt(CategoryEntry::ordinal).max().orElse(0);
      int ordinal = before.map(CategoryEntry::ordinal).orElse(last + 1);
      CategoryEntry entry = new CategoryEntry(wanted, ordinal, lastSequence + 1);
      Written nothing = new Written("", "", "", "", "", "");
      Map<String, List<String>> changes =
          differences(
              before.map(e -> Written.of(e.category())).orElse(nothing), Written.of(wanted));
      Instant at = clock.instant();
      // First, so that a command that lost a race fails before it changes any row.
      events.append(
          unit.transactions(),
          List.of(DirectoryEvents.categoryChanged(entry.version(), changes, wanted, who, at)));
      organisations.saveSequence(aggregate, entry.version());
      List<CategoryEntry> one = List.of(entry);
      organisations.applyCategories(
          before.isPresent()
              ? new Difference<>(List.of(), one, List.of())
              : new Difference<>(one, List.of(), List.of()));
      unit.transactions().afterCommit(directory::refresh);
      return entry;
    }
  }
}

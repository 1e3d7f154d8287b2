package org.madoguchi.templates.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.templates.internal.TextModuleStore.Filter;
import org.madoguchi.templates.internal.TextModuleStore.Kind;
import org.madoguchi.templates.internal.TextModuleStore.Place;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The text modules of a municipality and its sections: whoever works there reads them, supervisors
 * and administrators write them, staff of a section its own.
 */
@Component(service = TextModules.class)
public final class TextModules {
  private static final String IDS = "text-module";

  /** Somebody else edited the module first. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TextModule current;
    private final transient Details wanted;
    private final transient Map<String, OthersEdit> changed;

    Stale(TextModule current, Details wanted, Map<String, OthersEdit> changed) {
      super("stale version of text module " + current.id(), null, false, false);
      this.current = current;
      this.wanted = wanted;
      this.changed = Map.copyOf(changed);
    }

    public TextModule current() {
      return current;
    }

    /** What this edit would have made of it. */
    public Details wanted() {
      return wanted;
    }

    /** Who edited which field since the version edited; the contents are in no log. */
    public Map<String, OthersEdit> changed() {
      return changed;
    }
  }

  /** Somebody's edit of a field. */
  public record OthersEdit(StaffId by, Instant at) {}

  /**
   * @param next where the next page begins; empty on the last
   */
  public record Page(List<TextModule> modules, Optional<Place> next) {}

  private final TemplateTransactions transactions;
  private final TextModuleStore store;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public TextModules(
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
   * @param municipality empty = all the caller works for
   * @param section only what is of use there: its own modules and those of the whole municipality
   * @throws DomainException municipality-not-found
   */
  public Page page(
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      Optional<SectionId> section,
      Wanted wanted,
      Optional<Place> after,
      int limit) {
    municipality.ifPresent(m -> mustBeThere(scope, m));
    Filter filter = wanted.within(Visible.parts(scope, municipality, section));
    List<TextModule> found = transactions.read(() -> store.page(filter, after, limit + 1));
    if (found.size() <= limit) {
      return new Page(found, Optional.empty());
    }
    List<TextModule> shown = found.subList(0, limit);
    TextModule last = shown.get(limit - 1);
    boolean called = wanted.calls(last.details());
    return new Page(shown, Optional.of(new Place(called, last.details().order(), last.id())));
  }

  /**
   * @param words folded; @param shortcut as typed, '' when nothing is looked for
   */
  public record Wanted(Kind kind, boolean active, List<String> words, String shortcut) {
    private Filter within(List<TextModuleStore.Part> parts) {
      return new Filter(parts, kind, active, words, shortcut);
    }

    private boolean calls(Details details) {
      return !shortcut.isEmpty() && details.shortcut().startsWith(shortcut);
    }
  }

  /**
   * @throws DomainException template-not-found, also for one out of reach
   */
  public TextModule find(AccessScope scope, long id) {
    return transactions.read(() -> visible(scope, id));
  }

  /**
   * @throws DomainException municipality-not-found; forbidden; invalid-fields; shortcut-taken
   */
  public TextModule create(AccessScope scope, MunicipalityId municipality, Details details) {
    mustBeThere(scope, municipality);
    scope.require(Permission.TEMPLATE_MANAGE, TextModule.tag(municipality, details));
    mustKnowSection(municipality, details.section());
    MacroNames.mustBeKnown(directory, municipality, details);
    TextModule module = new TextModule(ids.next(IDS), municipality, 1, details);
    return transactions.decide(
        () -> {
          mustBeFree(module);
          store.add(module);
          log.append(
              transactions.transactions(),
              List.of(TemplateEvents.created(module, scope.who(), now())));
          return module;
        });
  }

  /**
   * @throws Stale when the module was edited since the version
   * @throws DomainException template-not-found; forbidden; invalid-fields; shortcut-taken
   */
  public TextModule edit(AccessScope scope, long id, long version, UnaryOperator<Details> change) {
    Outcome outcome =
        transactions.decide(
            () -> {
              TextModule before = visible(scope, id);
              scope.require(Permission.TEMPLATE_MANAGE, before.tag());
              Details wanted = change.apply(before.details());
              return before.version() == version
                  ? new Outcome(apply(scope, before, wanted), wanted, false)
                  : new Outcome(before, wanted, true);
            });
    if (outcome.stale()) {
      throw new Stale(outcome.module(), outcome.wanted(), editedSince(outcome.module(), version));
    }
    return outcome.module();
  }

  private record Outcome(TextModule module, Details wanted, boolean stale) {}

  private TextModule apply(AccessScope scope, TextModule before, Details wanted) {
    if (wanted.equals(before.details())) {
      return before;
    }
    TextModule after = before.edited(wanted);
    // it may move to another section: one must be allowed there too
    scope.require(Permission.TEMPLATE_MANAGE, after.tag());
    if (!wanted.section().equals(before.details().section())) {
      mustKnowSection(after.municipality(), wanted.section());
    }
    // what is gone since may stay: it is told wherever the macro is shown
    if (!wanted.macro().equals(before.details().macro())) {
      MacroNames.mustBeKnown(directory, after.municipality(), wanted);
    }
    mustBeFree(after);
    store.save(after);
    log.append(
        transactions.transactions(),
        List.of(TemplateEvents.edited(after, before.details(), scope.who(), now())));
    return after;
  }

  private TextModule visible(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(module -> Visible.holds(scope, module))
        .orElseThrow(() -> new DomainException(TemplateProblems.TEMPLATE_NOT_FOUND));
  }

  private void mustBeThere(AccessScope scope, MunicipalityId municipality) {
    if (!Visible.holds(scope, municipality) || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  private void mustKnowSection(MunicipalityId municipality, SectionId section) {
    Checks checks = new Checks();
    if (!section.isNone() && directory.section(municipality, section).isEmpty()) {
      checks.note("section", "unknown", "");
    }
    checks.done();
  }

  private void mustBeFree(TextModule module) {
    Details details = module.details();
    store
        .find(module.municipality(), details.section(), details.shortcut())
        .filter(other -> other.id() != module.id())
        .ifPresent(
            other -> {
              throw new DomainException(TemplateProblems.SHORTCUT_TAKEN, details.shortcut());
            });
  }

  private Map<String, OthersEdit> editedSince(TextModule module, long version) {
    Map<String, OthersEdit> edits = new LinkedHashMap<>();
    for (CommittedEvent event : log.of(TemplateEvents.STREAM, TemplateEvents.aggregate(module))) {
      if (event.sequence() > version) {
        TemplateEvents.fields(event)
            .forEach(f -> edits.put(f, new OthersEdit(event.actor(), event.at())));
      }
    }
    return edits;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

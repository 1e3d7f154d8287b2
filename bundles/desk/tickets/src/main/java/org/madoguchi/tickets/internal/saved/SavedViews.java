package org.madoguchi.tickets.internal.saved;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.saved.SavedView.Audience;
import org.madoguchi.tickets.internal.saved.SavedView.Content;
import org.madoguchi.tickets.internal.saved.SavedViewStore.Happened;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists kept under a name, by people for themselves, their section or the whole municipality. */
@Component(service = SavedViews.class)
public final class SavedViews {
  /** Beyond what anybody can look through. */
  static final int SHOWN = 200;

  /** How long a deleted view can be brought back. */
  static final Duration KEPT = Duration.ofDays(30);

  /**
   * A view as one person has it.
   *
   * @param stale what it is narrowed to that is no more: section, owner, category; audience when
   *     the section it is shared with is no more
   */
  public record Shown(SavedView view, boolean changeable, List<String> stale) {}

  /** A view was changed since; told with how it is now. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Shown current;

    Stale(Shown current) {
      super("view " + current.view().id() + " was changed since", null, false, false);
      this.current = current;
    }

    public Shown current() {
      return current;
    }
  }

  private final TicketTransactions transactions;
  private final SavedViewStore store;
  private final Directory directory;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public SavedViews(
      @Reference TicketTransactions transactions,
      @Reference SavedViewStore store,
      @Reference Directory directory,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.ids = ids;
    this.clock = clock;
  }

  /** The person's own first, then what is shared with them; in the order they settled. */
  public List<Shown> list(AccessScope scope) {
    return transactions.read(
        () -> {
          List<Long> order = store.order(scope.who());
          return store.of(holders(scope), scope.who(), SHOWN).stream()
              .filter(view -> view.isFor(scope))
              .sorted(
                  Comparator.<SavedView>comparingInt(v -> place(order, v.id()))
                      .thenComparing(v -> v.audience().reach())
                      .thenComparing(v -> v.content().name())
                      .thenComparing(SavedView::id))
              .map(view -> shown(scope, view))
              .toList();
        });
  }

  private static int place(List<Long> order, long id) {
    int at = order.indexOf(id);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  private Set<String> holders(AccessScope scope) {
    Set<String> holders = new LinkedHashSet<>();
    MunicipalityId any = MunicipalityId.EVERY;
    holders.add(new Audience(SavedView.Reach.PERSONAL, any, SectionId.NONE).holder(scope.who()));
    for (Reach reach : scope.reaches(Permission.TICKET_READ)) {
      for (MunicipalityId town : towns(reach)) {
        holders.add(
            new Audience(SavedView.Reach.MUNICIPALITY, town, SectionId.NONE).holder(scope.who()));
        if (!reach.section().isNone()) {
          holders.add(
              new Audience(SavedView.Reach.SECTION, town, reach.section()).holder(scope.who()));
        }
      }
    }
    return holders;
  }

  private List<MunicipalityId> towns(Reach reach) {
    return reach.municipality().equals(MunicipalityId.EVERY)
        ? directory.municipalities().stream().map(Municipality::id).toList()
        : List.of(reach.municipality());
  }

  /**
   * @throws DomainException view-not-found, also for one that is not for the person
   */
  public Shown find(AccessScope scope, long id) {
    return transactions.read(() -> shown(scope, visible(scope, id, false)));
  }

  /**
   * The same request again gives the same view.
   *
   * @throws DomainException municipality-not-found; forbidden to share; invalid-fields; views-full
   */
  public Shown save(AccessScope scope, String requestId, Audience audience, Content content) {
    mustBePossible(scope, audience);
    return transactions.decide(
        () -> {
          Optional<SavedView> before = store.find(scope.who(), requestId);
          SavedView view = before.orElseGet(() -> add(scope, requestId, audience, content));
          return shown(scope, view);
        });
  }

  private SavedView add(AccessScope scope, String requestId, Audience audience, Content content) {
    SavedView view =
        new SavedView(ids.next("saved-view"), scope.who(), audience, content, false, 1);
    store.add(view, freeSlot(view), requestId);
    if (audience.isShared()) {
      tell(view, audience, Happened.SHARED, scope.who());
    }
    return view;
  }

  /** Of two who take the same place at once, one is refused by its key and looks again. */
  private long freeSlot(SavedView view) {
    Set<Long> taken = new HashSet<>(store.slots(view.holder()));
    for (long slot = 1; slot <= SavedView.MOST; slot++) {
      if (!taken.contains(slot)) {
        return slot;
      }
    }
    throw new DomainException(TicketProblems.VIEWS_FULL, SavedView.MOST);
  }

  /** What a change makes of a view. */
  public record Change(UnaryOperator<Audience> audience, UnaryOperator<Content> content) {}

  /**
   * @throws Stale when it was changed since the version
   * @throws DomainException view-not-found; forbidden; invalid-fields; views-full
   */
  public Shown change(AccessScope scope, long id, long version, Change change) {
    Optional<Shown> changed =
        transactions.decide(
            () -> {
              SavedView before = visible(scope, id, false);
              mustBeChangeable(scope, before);
              return before.version() == version
                  ? apply(scope, before, change).map(view -> shown(scope, view))
                  : Optional.empty();
            });
    return changed.orElseThrow(() -> new Stale(find(scope, id)));
  }

  private Optional<SavedView> apply(AccessScope scope, SavedView before, Change change) {
    Audience audience = change.audience().apply(before.audience());
    Content content = change.content().apply(before.content());
    if (audience.equals(before.audience()) && content.equals(before.content())) {
      return Optional.of(before);
    }
    SavedView after =
        new SavedView(before.id(), before.author(), audience, content, false, before.version() + 1);
    boolean moved = !after.holder().equals(before.holder());
    if (moved) {
      mustBePossible(scope, audience);
    }
    Optional<Long> slot = moved ? Optional.of(freeSlot(after)) : Optional.empty();
    if (!store.save(after, slot)) {
      return Optional.empty();
    }
    if (audience.isShared()) {
      boolean isNew = !before.audience().isShared();
      tell(after, audience, isNew ? Happened.SHARED : Happened.EDITED, scope.who());
    } else if (before.audience().isShared()) {
      tell(after, before.audience(), Happened.WITHDRAWN, scope.who());
    }
    return Optional.of(after);
  }

  /**
   * What is deleted already stays so.
   *
   * @throws DomainException view-not-found; forbidden
   */
  public void delete(AccessScope scope, long id) {
    Instant now = now();
    transactions.decide(
        () -> {
          SavedView view = visible(scope, id, true);
          mustBeChangeable(scope, view);
          SavedView gone = next(view, true);
          if (!view.deleted() && store.delete(gone, now) && view.audience().isShared()) {
            tell(gone, view.audience(), Happened.WITHDRAWN, scope.who());
          }
          store.forget(now.minus(KEPT));
          return view;
        });
  }

  /**
   * Brings a deleted view back.
   *
   * @throws DomainException view-not-found; forbidden; views-full
   */
  public Shown restore(AccessScope scope, long id) {
    return transactions.decide(
        () -> {
          SavedView view = visible(scope, id, true);
          mustBeChangeable(scope, view);
          if (!view.deleted()) {
            return shown(scope, view);
          }
          SavedView back = next(view, false);
          if (store.save(back, Optional.of(freeSlot(back))) && back.audience().isShared()) {
            tell(back, back.audience(), Happened.SHARED, scope.who());
          }
          return shown(scope, back);
        });
  }

  private static SavedView next(SavedView v, boolean deleted) {
    return new SavedView(v.id(), v.author(), v.audience(), v.content(), deleted, v.version() + 1);
  }

  /** In which order the person has them; what is not among the ids follows. */
  public void order(AccessScope scope, List<Long> wanted) {
    transactions.decide(
        () -> {
          store.order(scope.who(), wanted);
          return wanted;
        });
  }

  private SavedView visible(AccessScope scope, long id, boolean deletedToo) {
    return store
        .find(id)
        .filter(view -> deletedToo || !view.deleted())
        // what was deleted is no longer for anybody but those who may bring it back
        .filter(view -> view.isFor(scope) && (!view.deleted() || view.mayBeChangedBy(scope)))
        .orElseThrow(() -> new DomainException(TicketProblems.VIEW_NOT_FOUND));
  }

  private static void mustBeChangeable(AccessScope scope, SavedView view) {
    if (!view.mayBeChangedBy(scope)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
  }

  /**
   * @param municipality {@link MunicipalityId#EVERY} for all the person works for
   * @throws DomainException municipality-not-found
   */
  public void mustBeThere(AccessScope scope, MunicipalityId municipality) {
    boolean there =
        municipality.equals(MunicipalityId.EVERY)
            || scope.may(Permission.TICKET_READ, municipality)
                && directory.municipality(municipality).isPresent();
    if (!there) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  private void mustBePossible(AccessScope scope, Audience audience) {
    MunicipalityId town = audience.municipality();
    mustBeThere(scope, town);
    boolean every = town.equals(MunicipalityId.EVERY);
    Checks checks = new Checks();
    if (audience.isShared() && every) {
      checks.note("municipality", "required", "");
    }
    boolean ofSection = audience.reach() == SavedView.Reach.SECTION;
    if (ofSection && audience.section().isNone()) {
      checks.note("section", "required", "");
    } else if (ofSection && !isSection(town, audience.section())) {
      checks.note("section", "unknown", "");
    }
    checks.done();
    if (audience.isShared()) {
      scope.require(Permission.VIEW_SHARE, audience.tag());
    }
  }

  private boolean isSection(MunicipalityId town, SectionId section) {
    return directory
        .section(town, section)
        .filter(s -> s.kind() == Section.Kind.SECTION)
        .isPresent();
  }

  private Shown shown(AccessScope scope, SavedView view) {
    return new Shown(view, view.mayBeChangedBy(scope), stale(view));
  }

  /** It still opens; what is no more narrows it to nothing, or to what was left behind. */
  private List<String> stale(SavedView view) {
    MunicipalityId town = view.audience().municipality();
    List<String> stale = new ArrayList<>();
    if (view.audience().reach() == SavedView.Reach.SECTION
        && !isSection(town, view.audience().section())) {
      stale.add("audience");
    }
    BulkSelection selection = view.content().selection();
    if (selection.owner() != null && !isActive(selection.owner())) {
      stale.add("owner");
    }
    if (!town.equals(MunicipalityId.EVERY)) {
      if (selection.section() != null && !isSection(town, new SectionId(selection.section()))) {
        stale.add("section");
      }
      if (selection.category() != null
          && directory.category(town, selection.category()).isEmpty()) {
        stale.add("category");
      }
    }
    return stale;
  }

  private boolean isActive(String login) {
    return directory.staff(new StaffId(login)).filter(Staff::active).isPresent();
  }

  private void tell(SavedView view, Audience told, Happened what, StaffId actor) {
    store.append(view, told, what, actor, now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

package org.madoguchi.tickets.internal.problems;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ProblemTitles;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The problems behind tickets: registered and edited by whoever works on tickets, seen by everybody
 * who reads tickets in the municipality.
 */
@Component(service = {KnownProblems.class, ProblemTitles.class})
public final class KnownProblems implements ProblemTitles {
  public static final String STREAM = "problems";
  public static final String REGISTERED = "ProblemRegistered";

  /** {@code fields}: name → {@code [before, after]}. */
  public static final String EDITED = "ProblemEdited";

  /** So many tied tickets are counted exactly. */
  public static final int COUNTED = 1_000;

  /** Somebody else edited the problem first. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient KnownProblem current;
    private final transient Cause wanted;
    private final transient List<Happening> since;

    Stale(KnownProblem current, Cause wanted, List<Happening> since) {
      super("stale version of problem " + current.id(), null, false, false);
      this.current = current;
      this.wanted = wanted;
      this.since = List.copyOf(since);
    }

    public KnownProblem current() {
      return current;
    }

    /** What this edit would have made of it. */
    public Cause wanted() {
      return wanted;
    }

    /** What others did since the version edited, oldest first. */
    public List<Happening> since() {
      return since;
    }
  }

  /** A problem to be registered. */
  public record Order(String requestId, MunicipalityId municipality, Cause cause) {}

  /**
   * Something that was done to a problem.
   *
   * @param version it had afterwards
   */
  public record Happening(
      long version, StaffId actor, Instant at, Map<String, FieldChange> changes) {}

  private final TicketTransactions transactions;
  private final ProblemStore store;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public KnownProblems(
      @Reference TicketTransactions transactions,
      @Reference ProblemStore store,
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
   * The newest first; without a status, those that are not solved only.
   *
   * @throws DomainException municipality-not-found
   */
  public List<KnownProblem> page(
      AccessScope scope,
      MunicipalityId municipality,
      Optional<Cause.Status> status,
      long below,
      int limit) {
    mustReadThere(scope, municipality);
    return transactions.read(() -> store.page(municipality, status, below, limit));
  }

  /**
   * @throws DomainException problem-not-found, also for one out of reach
   */
  public KnownProblem find(AccessScope scope, MunicipalityId municipality, long id) {
    mustReadThere(scope, municipality);
    return transactions.read(() -> required(municipality, id));
  }

  @Override
  public Map<Long, Titled> of(AccessScope scope, Collection<Long> ids) {
    return transactions.read(() -> store.find(ids)).stream()
        .filter(p -> scope.may(Permission.TICKET_READ, p.municipality()))
        .collect(Collectors.toMap(KnownProblem::id, KnownProblems::titled));
  }

  private static Titled titled(KnownProblem problem) {
    Cause cause = problem.cause();
    return new Titled(
        problem.id(),
        problem.municipality().value(),
        cause.title(),
        Checks.written(cause.status()));
  }

  /** How many of its tickets the person sees, by their status. */
  public Map<TicketStatus, Integer> tied(AccessScope scope, KnownProblem problem) {
    return transactions.read(
        () -> store.tied(problem.id(), COUNTED, scope.reaches(Permission.TICKET_READ)));
  }

  /** Whether tickets of the municipality may be tied to it. */
  public boolean isKnown(MunicipalityId municipality, long id) {
    return transactions.read(
        () -> store.find(id).filter(p -> p.municipality().equals(municipality)).isPresent());
  }

  /**
   * The same request again is the same problem.
   *
   * @throws DomainException municipality-not-found; forbidden
   */
  public KnownProblem register(AccessScope scope, Order order) {
    mustReadThere(scope, order.municipality());
    mayEdit(scope, order.municipality(), order.cause());
    return transactions.decide(
        () ->
            store.find(scope.who(), order.requestId()).orElseGet(() -> added(scope.who(), order)));
  }

  private KnownProblem added(StaffId who, Order order) {
    KnownProblem problem =
        new KnownProblem(
            ids.next("problem"),
            order.municipality(),
            order.cause(),
            who,
            who,
            now(),
            order.requestId(),
            1);
    store.add(problem);
    return problem;
  }

  /**
   * @throws Stale when the problem was edited since the version
   * @throws DomainException problem-not-found; forbidden
   */
  public KnownProblem edit(
      AccessScope scope,
      MunicipalityId municipality,
      long id,
      long version,
      UnaryOperator<Cause> change) {
    mustReadThere(scope, municipality);
    Outcome outcome =
        transactions.decide(
            () -> {
              KnownProblem before = required(municipality, id);
              mayEdit(scope, municipality, before.cause());
              Cause wanted = change.apply(before.cause());
              return before.version() == version
                  ? new Outcome(applied(scope, before, wanted), wanted, false)
                  : new Outcome(before, wanted, true);
            });
    if (outcome.stale()) {
      List<Happening> since =
          happenings(outcome.problem()).stream().filter(h -> h.version() > version).toList();
      throw new Stale(outcome.problem(), outcome.wanted(), since);
    }
    return outcome.problem();
  }

  private record Outcome(KnownProblem problem, Cause wanted, boolean stale) {}

  private KnownProblem applied(AccessScope scope, KnownProblem before, Cause wanted) {
    if (wanted.equals(before.cause())) {
      return before;
    }
    // it may become another section's matter: one must be allowed there too
    mayEdit(scope, before.municipality(), wanted);
    KnownProblem after = before.edited(wanted, scope.who(), now());
    store.save(after, wanted.changesSince(before.cause()));
    return after;
  }

  /**
   * What was done to it, newest first.
   *
   * @throws DomainException problem-not-found
   */
  public List<Happening> history(AccessScope scope, MunicipalityId municipality, long id) {
    List<Happening> told = new ArrayList<>(happenings(find(scope, municipality, id)));
    Collections.reverse(told);
    return told;
  }

  private List<Happening> happenings(KnownProblem problem) {
    return log.of(STREAM, aggregate(problem)).stream().map(KnownProblems::happening).toList();
  }

  private static Happening happening(CommittedEvent event) {
    Map<String, Object> payload = Journal.payload(event);
    return new Happening(
        event.sequence(),
        event.actor(),
        event.at(),
        payload.containsKey("fields") ? Journal.fields(payload) : new LinkedHashMap<>());
  }

  /** What the log calls it. */
  public static String aggregate(KnownProblem problem) {
    return "problem-" + problem.id();
  }

  /** Whether the person may edit a problem of this cause. */
  public static boolean editable(AccessScope scope, KnownProblem problem) {
    return scope.may(
        Permission.TICKET_WRITE, KnownProblem.editedBy(problem.municipality(), problem.cause()));
  }

  private static void mayEdit(AccessScope scope, MunicipalityId municipality, Cause cause) {
    scope.require(Permission.TICKET_WRITE, KnownProblem.editedBy(municipality, cause));
  }

  private KnownProblem required(MunicipalityId municipality, long id) {
    return store
        .find(id)
        .filter(problem -> problem.municipality().equals(municipality))
        .orElseThrow(() -> new DomainException(TicketProblems.PROBLEM_NOT_FOUND));
  }

  /**
   * @throws DomainException municipality-not-found
   */
  public void mustReadThere(AccessScope scope, MunicipalityId municipality) {
    if (!scope.may(Permission.TICKET_READ, municipality)
        || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

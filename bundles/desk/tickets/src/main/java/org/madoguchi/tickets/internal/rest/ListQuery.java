package org.madoguchi.tickets.internal.rest;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.QueryParam;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.domain.Tags;

/** The query of a list, as sent; JAX-RS fills the fields. */
public final class ListQuery {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  @QueryParam("queue")
  public String queue;

  @Refers(Refers.To.MUNICIPALITY)
  @QueryParam("municipality")
  public String municipality;

  @QueryParam("status")
  public String status;

  @Refers(Refers.To.SECTION)
  @QueryParam("section")
  public String section;

  @Refers(Refers.To.STAFF)
  @QueryParam("owner")
  public String owner;

  @QueryParam("kind")
  public String kind;

  @Refers(Refers.To.CHANNEL)
  @QueryParam("channel")
  public String channel;

  @Refers(Refers.To.CATEGORY)
  @QueryParam("category")
  public String category;

  /** {@code <municipality>/<id>}: the whole history of one citizen. */
  @Refers(Refers.To.CITIZEN)
  @QueryParam("citizen")
  public String citizen;

  @QueryParam("tag")
  public String tag;

  /** The id of a problem they are tied to. */
  @Refers(Refers.To.PROBLEM)
  @QueryParam("problem")
  public String problem;

  @QueryParam("q")
  public String q;

  @QueryParam("order")
  public String order;

  @QueryParam("after")
  public String after;

  @QueryParam("limit")
  public String limit;

  /** A checked query. */
  record Checked(Filter filter, Order order, Optional<Place> after, int limit) {}

  Checked checked() {
    Checks checks = new Checks();
    Optional<Queue> which = Paths.choice(checks, "queue", queue, Queue.class);
    Optional<CitizenKey> whose = sent(citizen).map(Paths::citizen);
    Order natural =
        which.isEmpty() && whose.isPresent() ? Order.NEWEST : TicketQueues.naturalOrder(which);
    Order sorted = checks.choice("order", order, Order.class, natural);
    Checked checked =
        new Checked(
            new Filter(
                which,
                Paths.choice(checks, "status", status, TicketStatus.class),
                sent(section).flatMap(s -> section(checks, s)),
                sent(owner).flatMap(o -> owner(checks, o)),
                Paths.choice(checks, "kind", kind, TicketKind.class),
                sent(channel).flatMap(c -> code(checks, "channel", c)),
                sent(category).flatMap(c -> code(checks, "category", c)),
                whose,
                sent(tag).flatMap(t -> tag(checks, t)),
                sent(checks.optional("q", q, Limits.NAME)),
                sent(problem).flatMap(p -> problem(checks, p))),
            sorted,
            Cursors.place(checks, "after", after, sorted),
            checks.number("limit", limit, 1, LARGEST_PAGE, PAGE));
    checks.done();
    return checked;
  }

  private static Optional<String> sent(String value) {
    return Optional.ofNullable(value).filter(v -> !v.isBlank());
  }

  private static Optional<SectionId> section(Checks checks, String code) {
    return SectionId.isCode(code)
        ? Optional.of(new SectionId(code))
        : checks.note("section", "invalid", Optional.empty());
  }

  private static Optional<StaffId> owner(Checks checks, String login) {
    return StaffId.isLogin(login)
        ? Optional.of(new StaffId(login))
        : checks.note("owner", "invalid", Optional.empty());
  }

  private static Optional<String> tag(Checks checks, String word) {
    String spelled = Tags.spelled(word);
    return Tags.fits(spelled)
        ? Optional.of(spelled)
        : checks.note("tag", "invalid", Optional.empty());
  }

  private static Optional<Long> problem(Checks checks, String id) {
    return ID.matcher(id).matches()
        ? Optional.of(Long.parseLong(id))
        : checks.note("problem", "invalid", Optional.empty());
  }

  private static Optional<String> code(Checks checks, String field, String code) {
    return CODE.matcher(code).matches()
        ? Optional.of(code)
        : checks.note(field, "invalid", Optional.empty());
  }
}

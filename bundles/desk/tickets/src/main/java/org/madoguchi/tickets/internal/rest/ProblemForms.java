package org.madoguchi.tickets.internal.rest;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.problems.Cause;
import org.madoguchi.tickets.internal.problems.KnownProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what callers send about problems; every wrong field is named at once. */
@Component(service = ProblemForms.class)
public final class ProblemForms {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Cause NOTHING =
      new Cause("", "", SectionId.NONE, StaffId.NONE, "", "", "", Cause.Status.OPEN);

  private final KnownNames known;

  @Activate
  public ProblemForms(@Reference KnownNames known) {
    this.known = known;
  }

  /** What a list is asked for. */
  record Asked(Optional<Cause.Status> status, long below, int limit) {}

  static Asked asked(String status, String after, String limit) {
    Checks checks = new Checks();
    boolean sent = after != null && !after.isEmpty();
    long below = Long.MAX_VALUE;
    if (sent) {
      below =
          ID.matcher(after).matches()
              ? Long.parseLong(after)
              : checks.note("after", "invalid", Long.MAX_VALUE);
    }
    Asked asked =
        new Asked(
            Paths.choice(checks, "status", status, Cause.Status.class),
            below,
            checks.number("limit", limit, 1, LARGEST_PAGE, PAGE));
    checks.done();
    return asked;
  }

  KnownProblems.Order order(MunicipalityId municipality, ProblemJson.New body) {
    Checks checks = new Checks();
    String request = checks.required("requestId", body.requestId(), Limits.REQUEST_ID);
    String title = body.title() == null ? "" : body.title();
    ProblemJson.Edit edit =
        new ProblemJson.Edit(
            title,
            body.status(),
            body.section(),
            body.owner(),
            body.cause(),
            body.workaround(),
            body.announcement(),
            body.fix());
    Cause cause = edit(checks, municipality, edit).apply(NOTHING);
    checks.done();
    return new KnownProblems.Order(request, municipality, cause);
  }

  UnaryOperator<Cause> edit(MunicipalityId municipality, ProblemJson.Edit body) {
    Checks checks = new Checks();
    UnaryOperator<Cause> edit = edit(checks, municipality, body);
    checks.done();
    return edit;
  }

  private UnaryOperator<Cause> edit(Checks checks, MunicipalityId town, ProblemJson.Edit body) {
    Optional<String> title = Optional.ofNullable(body.title()).map(t -> title(checks, t));
    Optional<Cause.Status> status =
        Paths.choice(checks, "status", body.status(), Cause.Status.class);
    Optional<SectionId> section =
        Optional.ofNullable(body.section())
            .map(s -> known.section(checks, "section", town, s, SectionId.NONE));
    Optional<StaffId> owner =
        Optional.ofNullable(body.owner()).map(o -> known.owner(checks, "owner", town, o));
    Optional<String> cause = text(checks, "cause", body.cause());
    Optional<String> workaround = text(checks, "workaround", body.workaround());
    Optional<String> announcement = text(checks, "announcement", body.announcement());
    Optional<String> fix = text(checks, "fix", body.fix());
    return before ->
        new Cause(
            title.orElse(before.title()),
            cause.orElse(before.cause()),
            section.orElse(before.section()),
            owner.orElse(before.owner()),
            workaround.orElse(before.workaround()),
            announcement.orElse(before.announcement()),
            fix.orElse(before.fix()),
            status.orElse(before.status()));
  }

  private static String title(Checks checks, String sent) {
    String title = checks.required("title", sent, Cause.LONGEST_TITLE).strip();
    boolean line = title.chars().noneMatch(Character::isISOControl);
    return line ? title : checks.note("title", "invalid", "");
  }

  private static Optional<String> text(Checks checks, String field, String sent) {
    return Optional.ofNullable(sent)
        .map(s -> checks.optional(field, s, Cause.LONGEST_TEXT).replace("\r\n", "\n").strip());
  }
}

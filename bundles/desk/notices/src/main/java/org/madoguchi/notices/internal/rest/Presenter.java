package org.madoguchi.notices.internal.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.NamedProblems;
import org.madoguchi.notices.internal.Notices;
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Field;
import org.madoguchi.notices.internal.domain.Importance;
import org.madoguchi.notices.internal.domain.Notice;
import org.madoguchi.notices.internal.domain.PlannedChange;
import org.madoguchi.notices.internal.rest.Views.AboutView;
import org.madoguchi.notices.internal.rest.Views.ConflictView;
import org.madoguchi.notices.internal.rest.Views.NoticeView;
import org.madoguchi.notices.internal.rest.Views.PageView;
import org.madoguchi.notices.internal.rest.Views.PersonView;
import org.madoguchi.notices.internal.rest.Views.ReadersView;
import org.madoguchi.notices.internal.rest.Views.ReadingView;
import org.madoguchi.notices.internal.rest.Views.TodayView;
import org.madoguchi.tickets.ProblemTitles.Titled;

/** Turns notices into what the addresses answer, with the names the directory knows. */
final class Presenter {
  private static final int NAMES = 200;

  private final Names names;
  private final NamedProblems problems;
  private final ChangePresenter changes;

  Presenter(Directory directory, NamedProblems problems) {
    this.names = new Names(directory);
    this.problems = problems;
    this.changes = new ChangePresenter(directory, problems);
  }

  PageView page(AccessScope scope, Notices.Page page, Instant now) {
    return new PageView(
        notices(scope, page.notices(), now), page.next().map(Forms::cursor).orElse(null));
  }

  /**
   * @param tomorrow when today's changes are others
   */
  TodayView today(
      AccessScope scope, Notices.Today today, List<PlannedChange> planned, Instant tomorrow) {
    return new TodayView(
        notices(scope, today.notices(), today.now()),
        today.unread(),
        today.now(),
        today.nextTurn().filter(tomorrow::isAfter).orElse(tomorrow),
        changes.changes(scope, planned));
  }

  private List<NoticeView> notices(AccessScope scope, List<Notices.Seen> seen, Instant now) {
    Map<Long, Titled> known =
        problems.of(scope, seen.stream().map(n -> n.notice().details().problem()).toList());
    return seen.stream().map(n -> notice(scope, n, now, known)).toList();
  }

  AboutView about(
      AccessScope scope, List<Notices.Seen> seen, List<PlannedChange> planned, Instant now) {
    return new AboutView(notices(scope, seen, now), changes.changes(scope, planned));
  }

  NoticeView notice(AccessScope scope, Notices.Seen seen, Instant now) {
    return notices(scope, List.of(seen), now).get(0);
  }

  private NoticeView notice(
      AccessScope scope, Notices.Seen seen, Instant now, Map<Long, Titled> known) {
    Notice notice = seen.notice();
    Details details = notice.details();
    String state = notice.isOver(now) ? "expired" : notice.isComing(now) ? "coming" : "current";
    return new NoticeView(
        Long.toString(notice.id()),
        notice.municipality().value(),
        names.section(notice.municipality(), details.section()),
        details.title(),
        details.text(),
        Checks.written(details.importance()),
        details.pinned(),
        details.from(),
        details.to(),
        state,
        names.person(notice.author()),
        notice.createdAt(),
        names.person(notice.editor()),
        notice.editedAt(),
        notice.edition(),
        seen.read(),
        scope.may(Permission.NOTICE_PUBLISH, notice.tag()),
        Names.problem(known, details.problem()),
        notice.version());
  }

  ReadersView readers(Notices.Readers readers) {
    int edition = readers.notice().edition();
    long read = readers.readings().stream().filter(r -> r.edition() == edition).count();
    return new ReadersView(
        edition,
        (int) read,
        readers.missing().size(),
        readers.readings().stream()
            .limit(NAMES)
            .map(r -> new ReadingView(names.person(r.staff()), r.edition(), r.at()))
            .toList(),
        readers.missing().stream()
            .limit(NAMES)
            .map(s -> new PersonView(s.id().value(), s.name()))
            .toList());
  }

  DomainException stale(AccessScope scope, Notices.Stale stale, Instant now) {
    Map<String, ConflictView> changed = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      Notices.OthersEdit edit = stale.changed().get(field.written());
      if (edit != null) {
        Object theirs = written(field.of(stale.current().details()));
        Object yours = written(field.of(stale.wanted()));
        changed.put(
            field.written(),
            new ConflictView(
                yours.equals(theirs) ? null : yours, theirs, names.person(edit.by()), edit.at()));
      }
    }
    NoticeView current = notice(scope, new Notices.Seen(stale.current(), 0), now);
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", current));
  }

  private static Object written(Object value) {
    return value instanceof Importance importance ? Checks.written(importance) : value;
  }
}

package org.madoguchi.notices.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.Changes;
import org.madoguchi.notices.internal.NamedProblems;
import org.madoguchi.notices.internal.domain.Plan;
import org.madoguchi.notices.internal.domain.PlannedChange;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeView;
import org.madoguchi.notices.internal.rest.Views.ConflictView;
import org.madoguchi.tickets.ProblemTitles.Titled;

/** Turns planned changes into what the addresses answer. */
final class ChangePresenter {
  private final Names names;
  private final NamedProblems problems;

  ChangePresenter(Directory directory, NamedProblems problems) {
    this.names = new Names(directory);
    this.problems = problems;
  }

  List<ChangeView> changes(AccessScope scope, List<PlannedChange> changes) {
    Map<Long, Titled> known =
        problems.of(scope, changes.stream().map(c -> c.plan().problem()).toList());
    return changes.stream().map(c -> change(scope, c, known)).toList();
  }

  ChangeView change(AccessScope scope, PlannedChange change) {
    return changes(scope, List.of(change)).get(0);
  }

  private ChangeView change(AccessScope scope, PlannedChange change, Map<Long, Titled> known) {
    Plan plan = change.plan();
    return new ChangeView(
        Long.toString(change.id()),
        change.municipality().value(),
        names.section(change.municipality(), plan.section()),
        plan.service(),
        plan.title(),
        plan.text(),
        plan.contact(),
        plan.from(),
        plan.to(),
        plan.calledOff(),
        names.person(change.editor()),
        change.editedAt(),
        scope.may(Permission.NOTICE_PUBLISH, change.tag()),
        Names.problem(known, plan.problem()),
        change.version());
  }

  DomainException stale(AccessScope scope, Changes.Stale stale) {
    Map<String, Object> theirs = stale.current().plan().fields();
    Map<String, Object> yours = stale.wanted().fields();
    Map<String, ConflictView> changed = new LinkedHashMap<>();
    stale
        .changed()
        .forEach(
            (field, edit) ->
                changed.put(
                    field,
                    new ConflictView(
                        yours.get(field).equals(theirs.get(field)) ? null : yours.get(field),
                        theirs.get(field),
                        names.person(edit.by()),
                        edit.at())));
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", change(scope, stale.current())));
  }
}

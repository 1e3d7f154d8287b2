package org.madoguchi.tickets.internal.rest;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.macros.ApplyMacro;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads macros; what one names was there when it was written, and may be gone. */
@Component(service = MacroForms.class)
public final class MacroForms {
  private final KnownNames known;

  @Activate
  public MacroForms(@Reference KnownNames known) {
    this.known = known;
  }

  ApplyMacro.Order order(AccessScope scope, Macro macro) {
    Checks checks = new Checks();
    BulkChange change = change(checks, scope, macro.municipality(), macro.steps());
    return new ApplyMacro.Order(macro, change, noted(checks));
  }

  private BulkChange change(
      Checks checks, AccessScope scope, MunicipalityId town, Macro.Steps steps) {
    return new BulkChange(
        owner(checks, scope, town, steps.owner()),
        steps.section() == null
            ? null
            : known.section(checks, "section", town, steps.section(), SectionId.NONE).value(),
        steps.status(),
        steps.priority(),
        steps.category() == null
            ? null
            : known.category(checks, "category", town, steps.category()),
        steps.result(),
        spelled(steps.addTags()),
        spelled(steps.removeTags()));
  }

  private static List<String> spelled(List<String> words) {
    return words.stream().map(Tags::spelled).filter(Tags::fits).distinct().toList();
  }

  private String owner(Checks checks, AccessScope scope, MunicipalityId town, String login) {
    if (login == null) {
      return null;
    }
    return login.equals(Macro.Steps.ME)
        ? scope.who().value()
        : known.owner(checks, "owner", town, login).value();
  }

  private static List<String> noted(Checks checks) {
    try {
      checks.done();
      return List.of();
    } catch (DomainException e) {
      return e.fields().stream().map(FieldProblem::field).toList();
    }
  }
}

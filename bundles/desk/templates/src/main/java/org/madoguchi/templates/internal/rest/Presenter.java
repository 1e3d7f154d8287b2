package org.madoguchi.templates.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.templates.internal.MacroNames;
import org.madoguchi.templates.internal.TextModules;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Field;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.templates.internal.rest.Views.ConflictView;
import org.madoguchi.templates.internal.rest.Views.PageView;
import org.madoguchi.templates.internal.rest.Views.PersonView;
import org.madoguchi.templates.internal.rest.Views.SectionView;
import org.madoguchi.templates.internal.rest.Views.StepsView;
import org.madoguchi.templates.internal.rest.Views.TemplateView;
import org.madoguchi.tickets.Macro;

/** Turns text modules into what the addresses answer, with the names the directory knows. */
final class Presenter {
  private final Directory directory;

  Presenter(Directory directory) {
    this.directory = directory;
  }

  PageView page(AccessScope scope, TextModules.Page page) {
    return new PageView(
        page.modules().stream().map(m -> template(scope, m)).toList(),
        page.next().map(Forms::cursor).orElse(null));
  }

  TemplateView template(AccessScope scope, TextModule module) {
    Details details = module.details();
    return new TemplateView(
        Long.toString(module.id()),
        module.municipality().value(),
        section(module.municipality(), details.section()),
        details.shortcut(),
        details.title(),
        details.text(),
        details.language(),
        details.order(),
        details.active(),
        scope.may(Permission.TEMPLATE_MANAGE, module.tag()),
        module.version(),
        details.macro().map(Presenter::steps).orElse(null),
        details
            .macro()
            .map(steps -> MacroNames.of(directory, module.municipality(), steps))
            .orElse(null));
  }

  private static StepsView steps(Macro.Steps steps) {
    return new StepsView(
        steps.status(),
        steps.section(),
        steps.owner(),
        steps.category(),
        steps.priority(),
        steps.result(),
        steps.addTags(),
        steps.removeTags(),
        steps.dueDays(),
        steps.note(),
        steps.follow(),
        steps.sends());
  }

  /** A section that was dissolved keeps its code for a name. */
  private SectionView section(MunicipalityId municipality, SectionId section) {
    if (section.isNone()) {
      return null;
    }
    String name =
        directory.section(municipality, section).map(Section::name).orElse(section.value());
    return new SectionView(section.value(), name);
  }

  DomainException stale(AccessScope scope, TextModules.Stale stale) {
    Map<String, ConflictView> changed = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      TextModules.OthersEdit edit = stale.changed().get(field.written());
      if (edit != null) {
        Object theirs = field.of(stale.current().details());
        Object yours = field.of(stale.wanted());
        changed.put(
            field.written(),
            new ConflictView(
                yours.equals(theirs) ? null : yours, theirs, person(edit.by()), edit.at()));
      }
    }
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", template(scope, stale.current())));
  }

  private PersonView person(StaffId who) {
    return new PersonView(who.value(), directory.staff(who).map(Staff::name).orElse(who.value()));
  }
}

package org.madoguchi.notices.internal.rest;

import java.util.Map;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.rest.Views.PersonView;
import org.madoguchi.notices.internal.rest.Views.ProblemView;
import org.madoguchi.notices.internal.rest.Views.SectionView;
import org.madoguchi.tickets.ProblemTitles.Titled;

/** The names the directory knows. */
final class Names {
  private final Directory directory;

  Names(Directory directory) {
    this.directory = directory;
  }

  /** A section that was dissolved keeps its code for a name; null for none. */
  SectionView section(MunicipalityId municipality, SectionId section) {
    if (section.isNone()) {
      return null;
    }
    String name =
        directory.section(municipality, section).map(Section::name).orElse(section.value());
    return new SectionView(section.value(), name);
  }

  /** Null for none, and for one the person does not see. */
  static ProblemView problem(Map<Long, Titled> known, long id) {
    Titled problem = known.get(id);
    return problem == null
        ? null
        : new ProblemView(Long.toString(id), problem.title(), problem.status());
  }

  PersonView person(StaffId who) {
    return new PersonView(who.value(), directory.staff(who).map(Staff::name).orElse(who.value()));
  }
}

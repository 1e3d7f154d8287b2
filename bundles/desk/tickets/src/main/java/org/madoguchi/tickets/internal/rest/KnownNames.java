package org.madoguchi.tickets.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.problems.KnownProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks names against the directory. Missing and '' stand for none. */
@Component(service = KnownNames.class)
public final class KnownNames {
  private static final Pattern PROBLEM = Pattern.compile("[0-9]{1,18}");

  private final Directory directory;
  private final KnownProblems problems;

  @Activate
  public KnownNames(@Reference Directory directory, @Reference KnownProblems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  /** A section of the municipality; wards, bureaus and departments own no tickets. */
  SectionId section(
      Checks checks, String field, MunicipalityId municipality, String code, SectionId none) {
    if (code == null || code.isBlank()) {
      return none;
    }
    boolean owner =
        SectionId.isCode(code)
            && directory
                .section(municipality, new SectionId(code))
                .filter(s -> s.kind() == Section.Kind.SECTION)
                .isPresent();
    return owner ? new SectionId(code) : checks.note(field, "unknown", none);
  }

  /** Sections that contribute to a ticket, at most as many as one ticket has. */
  Contributors contributors(
      Checks checks, String field, MunicipalityId municipality, List<String> codes) {
    if (codes.size() > Contributors.MOST) {
      return checks.note(field, "too-many", Contributors.NONE, Contributors.MOST);
    }
    List<SectionId> sections = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      String each = field + "[" + i + "]";
      sections.add(section(checks, each, municipality, codes.get(i), SectionId.NONE));
    }
    return new Contributors(sections);
  }

  /** The id of a problem of the municipality. */
  String problem(Checks checks, String field, MunicipalityId municipality, String id) {
    if (id == null || id.isBlank()) {
      return "";
    }
    boolean known =
        PROBLEM.matcher(id).matches() && problems.isKnown(municipality, Long.parseLong(id));
    return known ? id : checks.note(field, "unknown", "");
  }

  String category(Checks checks, String field, MunicipalityId municipality, String code) {
    if (code == null || code.isBlank()) {
      return "";
    }
    return directory.category(municipality, code).isPresent()
        ? code
        : checks.note(field, "unknown", "");
  }

  /** Active staff who may work on tickets in the municipality. */
  StaffId owner(Checks checks, String field, MunicipalityId municipality, String login) {
    if (login == null || login.isBlank()) {
      return StaffId.NONE;
    }
    boolean works =
        StaffId.isLogin(login)
            && directory
                .staff(new StaffId(login))
                .filter(Staff::active)
                .filter(s -> s.grants().stream().anyMatch(g -> works(g, municipality)))
                .isPresent();
    return works ? new StaffId(login) : checks.note(field, "unknown", StaffId.NONE);
  }

  private static boolean works(Grant grant, MunicipalityId municipality) {
    boolean here =
        grant.municipality().equals(municipality)
            || grant.municipality().equals(MunicipalityId.EVERY);
    return here && grant.role().allows(Permission.TICKET_WRITE);
  }
}

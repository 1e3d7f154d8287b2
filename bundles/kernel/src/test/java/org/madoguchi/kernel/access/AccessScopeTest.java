package org.madoguchi.kernel.access;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;

public class AccessScopeTest {
  private static final MunicipalityId MIHON = new MunicipalityId("mihon");
  private static final MunicipalityId AOBA = new MunicipalityId("aoba");
  private static final AccessScope BOTH =
      AccessScope.of(
          new StaffId("suzuki"),
          List.of(
              new Grant(MIHON, Role.OPERATOR, SectionId.NONE),
              new Grant(AOBA, Role.SUPERVISOR, SectionId.NONE)));

  @Test
  public void narrowingTakesPermissionsAndMunicipalitiesAwayEverywhere() {
    AccessScope narrow =
        BOTH.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.of(MIHON)));
    assertTrue(narrow.may(Permission.TICKET_READ, AccessTag.of(MIHON)));
    assertFalse(narrow.may(Permission.TICKET_READ, AccessTag.of(AOBA)));
    assertFalse(narrow.may(Permission.TICKET_WRITE, MIHON));
    assertFalse(narrow.mayAnywhere(Permission.CHANNEL_MANAGE));
    assertEquals(
        List.of(new Reach(MIHON, SectionId.NONE, Confidentiality.NORMAL)),
        narrow.reaches(Permission.TICKET_READ));
    assertEquals(List.of(), narrow.reaches(Permission.TICKET_WRITE));
  }

  @Test
  public void narrowingNeverGivesWhatThePersonHasNot() {
    AccessScope narrow =
        BOTH.narrowed(
            new Narrowing(
                Optional.of(Set.of(Permission.DIRECTORY_MANAGE)),
                Optional.of(new MunicipalityId("kasumi"))));
    assertFalse(narrow.mayAnywhere(Permission.DIRECTORY_MANAGE));
    assertEquals(Set.of(), narrow.municipalities());
    AccessScope again = narrow.narrowed(Narrowing.NONE);
    assertFalse("nothing comes back", again.mayAnywhere(Permission.TICKET_READ));
  }

  @Test
  public void whatIsDoneUnderAPermissionReachesAsFarAsTheRolesThatHaveIt() {
    AccessScope exporting = BOTH.under(Permission.LIST_EXPORT);
    assertTrue(exporting.may(Permission.TICKET_READ, AOBA));
    assertFalse("an operator there", exporting.may(Permission.TICKET_READ, MIHON));
    AccessScope reading =
        BOTH.narrowed(new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.empty()));
    assertFalse(reading.under(Permission.LIST_EXPORT).mayAnywhere(Permission.TICKET_READ));
    AccessScope narrow = reading.under(Permission.TICKET_READ);
    assertFalse("nothing comes back", narrow.mayAnywhere(Permission.TICKET_WRITE));
  }

  @Test
  public void administratorOfAllIsNarrowedToOneMunicipality() {
    AccessScope narrow =
        AccessScope.of(
                new StaffId("admin"),
                List.of(new Grant(MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE)))
            .narrowed(new Narrowing(Optional.empty(), Optional.of(MIHON)));
    assertTrue(narrow.may(Permission.DIRECTORY_MANAGE, MIHON));
    assertFalse(narrow.may(Permission.DIRECTORY_MANAGE, AOBA));
    assertFalse(narrow.mayEverywhere(Permission.DIRECTORY_MANAGE));
  }

  @Test
  public void theSystemIsNotNarrowed() {
    assertThrows(IllegalStateException.class, () -> AccessScope.system().narrowed(Narrowing.NONE));
  }

  @Test
  public void whoContributesReadsAndTakesPartButDecidesNothing() {
    SectionId tax = new SectionId("shiminzei");
    AccessScope staff =
        AccessScope.of(new StaffId("ito"), List.of(new Grant(MIHON, Role.SECTION_STAFF, tax)));
    SectionId owner = new SectionId("hoken-nenkin");
    AccessTag shared = new AccessTag(MIHON, owner, Confidentiality.NORMAL, Set.of(tax));
    assertTrue(staff.may(Permission.TICKET_READ, shared));
    assertTrue(staff.may(Permission.CITIZEN_READ, shared));
    assertTrue(staff.mayTakePart(shared));
    assertTrue(staff.contributesAs(tax, shared));
    assertFalse(staff.may(Permission.TICKET_WRITE, shared));
    assertFalse(staff.may(Permission.TICKET_REPLY, shared));
    assertFalse(staff.contributesAs(owner, shared));
    List<Reach> reading = staff.reaches(Permission.TICKET_READ);
    assertEquals(List.of(new Reach(MIHON, tax, Confidentiality.RESTRICTED, true)), reading);
    assertTrue(reading.get(0).holds(shared));
    assertFalse(staff.reaches(Permission.TICKET_REPLY).get(0).holds(shared));

    AccessTag elsewhere = new AccessTag(AOBA, owner, Confidentiality.NORMAL, Set.of(tax));
    assertFalse(staff.may(Permission.TICKET_READ, elsewhere));
    AccessTag restricted = new AccessTag(MIHON, owner, Confidentiality.RESTRICTED, Set.of(tax));
    assertFalse("for the owning section", staff.may(Permission.TICKET_READ, restricted));
    assertFalse(staff.mayTakePart(restricted));
    AccessScope reader =
        staff.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.empty()));
    assertTrue(reader.may(Permission.TICKET_READ, shared));
    assertFalse(reader.mayTakePart(shared));
  }
}

package org.madoguchi.tickets.internal;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.tickets.ContactPoint;

/** Who acts in the tests. */
public final class People {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final SectionId PENSION = new SectionId("hoken-nenkin");
  public static final SectionId TAX = new SectionId("shiminzei");

  public static final AccessScope OPERATOR = one("suzuki", MIHON, Role.OPERATOR, SectionId.NONE);
  public static final AccessScope COLLEAGUE =
      one("takahashi", MIHON, Role.OPERATOR, SectionId.NONE);
  public static final AccessScope SUPERVISOR = one("mori", MIHON, Role.SUPERVISOR, SectionId.NONE);
  public static final AccessScope PENSION_STAFF = one("kato", MIHON, Role.SECTION_STAFF, PENSION);
  public static final AccessScope TAX_STAFF = one("ito", MIHON, Role.SECTION_STAFF, TAX);
  public static final AccessScope AOBA_OPERATOR = one("ishii", AOBA, Role.OPERATOR, SectionId.NONE);
  public static final AccessScope ADMINISTRATOR =
      one("admin", MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE);
  public static final AccessScope BOTH_TOWNS =
      AccessScope.of(
          new StaffId("honda"),
          List.of(
              new Grant(MIHON, Role.OPERATOR, SectionId.NONE),
              new Grant(AOBA, Role.OPERATOR, SectionId.NONE)));

  public static final ContactPoint CITIZEN =
      new ContactPoint(ContactPoint.Kind.MAIL, "hanako@mail.example");
  public static final ContactPoint STRANGER =
      new ContactPoint(ContactPoint.Kind.MAIL, "taro@mail.example");

  private People() {}

  private static AccessScope one(
      String login, MunicipalityId municipality, Role role, SectionId section) {
    return AccessScope.of(new StaffId(login), List.of(new Grant(municipality, role, section)));
  }
}

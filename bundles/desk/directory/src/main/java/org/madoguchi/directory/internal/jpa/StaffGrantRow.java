package org.madoguchi.directory.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;

@Entity
@Table(name = "STAFF_GRANT")
@IdClass(StaffGrantRow.Key.class)
class StaffGrantRow {
  /** The primary key, as JPA wants it: the whole row. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String login;
    String municipality;
    String role;
    String section;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && login.equals(key.login)
          && municipality.equals(key.municipality)
          && role.equals(key.role)
          && section.equals(key.section);
    }

    @Override
    public int hashCode() {
      return Objects.hash(login, municipality, role, section);
    }
  }

  @Id
  @Column(name = "LOGIN")
  String login;

  @Id
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "ROLE")
  String role;

  @Id
  @Column(name = "SECTION")
  String section;

  static StaffGrantRow of(StaffId who, Grant grant) {
    StaffGrantRow row = new StaffGrantRow();
    row.login = who.value();
    row.municipality = grant.municipality().value();
    row.role = grant.role().name();
    row.section = grant.section().value();
    return row;
  }

  Grant grant() {
    return new Grant(new MunicipalityId(municipality), Role.valueOf(role), new SectionId(section));
  }
}

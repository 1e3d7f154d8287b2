package org.madoguchi.directory.internal.jpa;

import java.util.List;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;

@Entity
@Table(name = "STAFF")
class StaffRow {
  @Id
  @Column(name = "LOGIN")
  String login;

  @Column(name = "NAME")
  String name;

  @Column(name = "KANA")
  String kana;

  @Column(name = "MAIL")
  String mail;

  @Column(name = "LANGUAGE")
  String language;

  @Column(name = "ACTIVE")
  boolean active;

  @Column(name = "REVISION")
  long revision;

  StaffRow take(StaffEntry entry) {
    Staff staff = entry.staff();
    login = staff.id().value();
    name = staff.name();
    kana = staff.kana();
    mail = staff.mail();
    language = staff.language().toLanguageTag();
    active = staff.active();
    revision = entry.revision();
    return this;
  }

  StaffEntry entry(List<Grant> grants) {
    Locale locale = Locale.forLanguageTag(language);
    return new StaffEntry(
        new Staff(new StaffId(login), name, kana, mail, locale, active, grants), revision);
  }
}

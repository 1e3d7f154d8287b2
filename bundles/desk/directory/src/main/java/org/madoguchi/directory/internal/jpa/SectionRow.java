package org.madoguchi.directory.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

@Entity
@Table(name = "SECTION")
@IdClass(SectionRow.Key.class)
class SectionRow {
  /** The primary key, as JPA wants it. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String municipality;
    String code;

    Key() {}

    Key(String municipality, String code) {
      this.municipality = municipality;
      this.code = code;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && municipality.equals(key.municipality)
          && code.equals(key.code);
    }

    @Override
    public int hashCode() {
      return Objects.hash(municipality, code);
    }
  }

  @Id
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "CODE")
  String code;

  @Column(name = "NAME")
  String name;

  @Column(name = "KANA")
  String kana;

  @Column(name = "PARENT")
  String parent;

  @Column(name = "KIND")
  String kind;

  @Column(name = "PHONE")
  String phone;

  @Column(name = "OPENS")
  String opens;

  @Column(name = "CLOSES")
  String closes;

  @Column(name = "DESCRIPTION")
  String description;

  @Column(name = "ORDINAL")
  int ordinal;

  static Key key(SectionEntry entry) {
    return new Key(entry.municipality().value(), entry.id().value());
  }

  SectionRow take(SectionEntry entry) {
    municipality = entry.municipality().value();
    code = entry.id().value();
    name = entry.name();
    kana = entry.kana();
    parent = entry.parent().value();
    kind = entry.kind().name();
    phone = entry.phone();
    opens = entry.opens();
    closes = entry.closes();
    description = entry.description();
    ordinal = entry.ordinal();
    return this;
  }

  SectionEntry entry() {
    return new SectionEntry(
        new MunicipalityId(municipality),
        new SectionId(code),
        name,
        kana,
        new SectionId(parent),
        Section.Kind.valueOf(kind),
        phone,
        opens,
        closes,
        description,
        ordinal);
  }
}

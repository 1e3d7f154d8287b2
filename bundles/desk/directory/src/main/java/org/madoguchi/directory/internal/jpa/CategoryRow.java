package org.madoguchi.directory.internal.jpa;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Validity;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

@Entity
@Table(name = "CATEGORY")
@IdClass(CategoryRow.Key.class)
class CategoryRow {
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

  @Column(name = "PARENT")
  String parent;

  @Column(name = "NAME")
  String name;

  @Column(name = "SECTION")
  String section;

  @Column(name = "ORDINAL")
  int ordinal;

  @Column(name = "VALID_FROM")
  String validFrom;

  @Column(name = "VALID_TO")
  String validTo;

  @Column(name = "VERSION")
  Long version;

  static Key key(CategoryEntry entry) {
    return new Key(entry.category().municipality().value(), entry.category().code());
  }

  CategoryRow take(CategoryEntry entry) {
    Category category = entry.category();
    municipality = category.municipality().value();
    code = category.code();
    parent = category.parent();
    name = category.name();
    section = category.section().value();
    ordinal = entry.ordinal();
    Validity days = category.validity();
    validFrom = days.begins() ? days.from().toString() : null;
    validTo = days.ends() ? days.to().toString() : null;
    version = entry.version();
    return this;
  }

  CategoryEntry entry() {
    Validity days =
        new Validity(
            validFrom == null ? LocalDate.MIN : LocalDate.parse(validFrom),
            validTo == null ? LocalDate.MAX : LocalDate.parse(validTo));
    return new CategoryEntry(
        new Category(
            new MunicipalityId(municipality), code, parent, name, new SectionId(section), days),
        ordinal,
        version == null ? 0 : version);
  }
}

package org.madoguchi.directory.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

@Entity
@Table(name = "IMPORTED_FILE")
@IdClass(ImportedFileRow.Key.class)
class ImportedFileRow {
  /** The primary key, as JPA wants it. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String municipality;
    String kind;

    Key() {}

    Key(String municipality, String kind) {
      this.municipality = municipality;
      this.kind = kind;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && municipality.equals(key.municipality)
          && kind.equals(key.kind);
    }

    @Override
    public int hashCode() {
      return Objects.hash(municipality, kind);
    }
  }

  @Id
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "KIND")
  String kind;

  @Column(name = "SHA256")
  String sha256;

  @Column(name = "IMPORTED_AT")
  Instant importedAt;

  static ImportedFileRow of(Key key) {
    ImportedFileRow row = new ImportedFileRow();
    row.municipality = key.municipality;
    row.kind = key.kind;
    return row;
  }
}

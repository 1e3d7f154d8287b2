package org.madoguchi.testing.database;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/**
 * A row of state beside the events; the id series table serves as a table that every schema has.
 */
@Entity
@Table(name = "ID_BLOCK")
public class SampleRow {
  @Id
  @Column(name = "SERIES")
  private String name;

  @Column(name = "NEXT_ID")
  private long number;

  protected SampleRow() {}

  public SampleRow(String name, long number) {
    this.name = name;
    this.number = number;
  }

  public long number() {
    return number;
  }
}

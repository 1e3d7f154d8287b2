package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of CHANNEL_INSTANCE. */
@Entity
@Table(name = "CHANNEL_INSTANCE")
class InstanceRow {
  @Id
  @Column(name = "NAME")
  String name;

  @Column(name = "KIND")
  String kind;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "ADDRESS")
  String address;

  @Column(name = "SENDS")
  boolean sends;

  @Column(name = "SEEN_AT")
  @Convert(converter = UtcInstant.class)
  Instant seenAt;
}

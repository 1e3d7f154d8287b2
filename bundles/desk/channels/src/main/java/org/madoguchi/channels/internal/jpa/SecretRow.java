package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of CHANNEL_SECRET. */
@Entity
@Table(name = "CHANNEL_SECRET")
class SecretRow {
  @Id
  @Column(name = "NAME")
  String name;

  @Column(name = "SECRET")
  String secret;

  @Column(name = "CREATED_AT")
  @Convert(converter = UtcInstant.class)
  Instant createdAt;
}

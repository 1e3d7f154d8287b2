package org.madoguchi.channels.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** A row of INBOX_CONTACT. */
@Entity
@Table(name = "INBOX_CONTACT")
@IdClass(InboxContactRow.Key.class)
class InboxContactRow {
  @Id
  @Column(name = "INBOX_ID")
  long inboxId;

  @Id
  @Column(name = "POSITION_NO")
  int position;

  @Column(name = "TICKET")
  String ticket;

  @Column(name = "ENTRY")
  String entry;

  @Column(name = "SENDER")
  String sender;

  /** The primary key. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long inboxId;
    int position;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && inboxId == key.inboxId && position == key.position;
    }

    @Override
    public int hashCode() {
      return Objects.hash(inboxId, position);
    }
  }
}

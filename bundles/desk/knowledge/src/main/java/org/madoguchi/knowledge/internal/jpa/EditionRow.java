package org.madoguchi.knowledge.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** A row of KNOWLEDGE_EDITION. */
@Entity
@Table(name = "KNOWLEDGE_EDITION")
@IdClass(EditionRow.Key.class)
class EditionRow {
  /** Which edition of which article. */
  static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long article;
    int edition;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.article == article && key.edition == edition;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(article) * 31 + edition;
    }
  }

  @Id
  @Column(name = "ARTICLE_ID")
  long article;

  @Id
  @Column(name = "EDITION")
  int edition;

  @Column(name = "CONTENT")
  String content;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "MADE_AT")
  Instant madeAt;

  @Column(name = "RESTORED")
  int restored;
}

package org.madoguchi.knowledge.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.internal.domain.Finding;

/** A row of KNOWLEDGE_FINDING. */
@Entity
@IdClass(FindingRow.Key.class)
@Table(name = "KNOWLEDGE_FINDING")
class FindingRow {
  /** What makes a row the same. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1;
    long article;
    String kind;
    long other;

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k && article == k.article && other == k.other && kind.equals(k.kind);
    }

    @Override
    public int hashCode() {
      return Objects.hash(article, kind, other);
    }
  }

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "ARTICLE_ID")
  long article;

  @Id
  @Column(name = "KIND")
  String kind;

  @Id
  @Column(name = "OTHER_ID")
  long other;

  @Column(name = "ARTICLE_VERSION")
  long version;

  @Column(name = "OTHER_VERSION")
  long otherVersion;

  @Column(name = "PLACE")
  String place;

  @Column(name = "SCORE")
  int score;

  @Column(name = "RATINGS")
  int ratings;

  @Column(name = "UNHELPFUL")
  int unhelpful;

  FindingRow() {}

  FindingRow(MunicipalityId where, Finding finding) {
    municipality = where.value();
    article = finding.article();
    kind = finding.kind().name();
    other = finding.other();
    version = finding.version();
    otherVersion = finding.otherVersion();
    place = finding.place();
    score = finding.score();
    ratings = finding.ratings();
    unhelpful = finding.unhelpful();
  }

  Finding finding() {
    return new Finding(
        Finding.Kind.valueOf(kind),
        article,
        version,
        other,
        otherVersion,
        place,
        score,
        ratings,
        unhelpful);
  }
}

package org.madoguchi.knowledge.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.domain.Pin;

/** A row of KNOWLEDGE_PINNED. Whoever changes one appends the event of its version. */
@Entity
@Table(name = "KNOWLEDGE_PINNED")
class PinRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "HEADING")
  String heading;

  @Column(name = "TEXT")
  String text;

  @Column(name = "HEADING_EN")
  String englishHeading;

  @Column(name = "TEXT_EN")
  String englishText;

  @Column(name = "ARTICLE_ID")
  long article;

  @Column(name = "UNTIL_AT")
  Instant until;

  @Column(name = "TAKEN_DOWN")
  boolean takenDown;

  @Column(name = "PLACE")
  long place;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "PINNED_AT")
  Instant pinnedAt;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "EDITED_AT")
  Instant editedAt;

  @Column(name = "VERSION")
  long version;

  PinRow() {}

  PinRow(Pin pin) {
    id = pin.id();
    municipality = pin.municipality().value();
    author = pin.making().who().value();
    requestId = pin.making().requestId();
    pinnedAt = pin.making().at();
    take(pin);
  }

  final void take(Pin pin) {
    heading = pin.wording().heading();
    text = pin.wording().text();
    englishHeading = pin.wording().englishHeading();
    englishText = pin.wording().englishText();
    article = pin.wording().article();
    until = pin.wording().until().orElse(ArticleRow.NEVER);
    takenDown = pin.takenDown();
    place = pin.place();
    editor = pin.editor().value();
    editedAt = pin.editedAt();
    version = pin.version();
  }

  Pin pin() {
    return new Pin(
        id,
        new MunicipalityId(municipality),
        new Pin.Wording(
            heading,
            text,
            englishHeading,
            englishText,
            article,
            until.isBefore(ArticleRow.NEVER) ? Optional.of(until) : Optional.empty()),
        place,
        new Pin.Making(new StaffId(author), pinnedAt, requestId),
        takenDown,
        new StaffId(editor),
        editedAt,
        version);
  }
}

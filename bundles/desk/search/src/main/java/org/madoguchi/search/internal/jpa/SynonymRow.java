package org.madoguchi.search.internal.jpa;

import java.time.Instant;
import java.util.Arrays;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.search.internal.synonyms.OwnSynonyms;
import org.madoguchi.search.internal.synonyms.Wording;

/** A row of SEARCH_SYNONYMS. */
@Entity
@Table(name = "SEARCH_SYNONYMS")
class SynonymRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "WORDS")
  String words;

  @Column(name = "SEARCHED")
  String searched;

  @Column(name = "WORDS_KEY")
  String key;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "EDITED_AT")
  Instant editedAt;

  @Column(name = "VERSION")
  long version;

  SynonymRow() {}

  SynonymRow(OwnSynonyms group) {
    id = group.id();
    municipality = group.municipality().value();
    author = group.making().author().value();
    requestId = group.making().requestId();
    take(group);
  }

  final void take(OwnSynonyms group) {
    words = String.join("\n", group.words());
    searched = Wording.searched(group.words());
    key = Wording.key(group.words());
    editor = group.editor().value();
    editedAt = group.editedAt();
    version = group.version();
  }

  OwnSynonyms group() {
    return new OwnSynonyms(
        id,
        new MunicipalityId(municipality),
        Arrays.asList(words.split("\n")),
        new OwnSynonyms.Making(new StaffId(author), requestId),
        new StaffId(editor),
        editedAt,
        version);
  }
}

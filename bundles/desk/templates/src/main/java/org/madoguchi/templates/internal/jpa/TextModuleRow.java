package org.madoguchi.templates.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Spelling;
import org.madoguchi.templates.internal.domain.TextModule;

/** A row of TEXT_MODULE. Whoever changes one appends the event of its version, which is unique. */
@Entity
@Table(name = "TEXT_MODULE")
class TextModuleRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "SHORTCUT")
  String shortcut;

  @Column(name = "TITLE")
  String title;

  @Column(name = "BODY")
  String body;

  @Column(name = "SEARCHED")
  String searched;

  @Column(name = "LANGUAGE")
  String language;

  @Column(name = "ORDINAL")
  int ordinal;

  @Column(name = "ACTIVE")
  boolean active;

  /** '' for what is a text and nothing more. */
  @Column(name = "STEPS")
  String steps;

  @Column(name = "VERSION")
  long version;

  TextModuleRow() {}

  TextModuleRow(TextModule module) {
    id = module.id();
    municipality = module.municipality().value();
    take(module);
  }

  final void take(TextModule module) {
    Details details = module.details();
    section = details.section().value();
    shortcut = details.shortcut();
    title = details.title();
    body = details.text();
    searched = Spelling.searched(details);
    language = details.language();
    ordinal = details.order();
    active = details.active();
    steps = StepsJson.written(details.macro());
    version = module.version();
  }

  TextModule module() {
    return new TextModule(
        id,
        new MunicipalityId(municipality),
        version,
        new Details(
            new SectionId(section),
            shortcut,
            title,
            body,
            language,
            ordinal,
            active,
            StepsJson.read(steps)));
  }
}

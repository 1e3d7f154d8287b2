package org.madoguchi.templates.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.templates.internal.TextModuleStore.Kind;
import org.madoguchi.templates.internal.TextModules.Wanted;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Spelling;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.templates.internal.imports.MissingTemplates;
import org.madoguchi.templates.internal.imports.TextModuleImport;
import org.madoguchi.templates.internal.jpa.JpaTextModuleStore;
import org.madoguchi.templates.internal.jpa.TemplateUnit;
import org.madoguchi.templates.internal.rest.TemplateResource;
import org.madoguchi.templates.internal.search.TextModuleDocuments;
import org.madoguchi.testing.database.TestDatabase;

/** The room's parts on one database, wired as in the container, and who works with them. */
public final class Room {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final SectionId PENSION = new SectionId("hoken-nenkin");
  public static final SectionId TAX = new SectionId("shiminzei");

  public static final AccessScope OPERATOR = one("suzuki", MIHON, Role.OPERATOR, SectionId.NONE);
  public static final AccessScope SUPERVISOR = one("mori", MIHON, Role.SUPERVISOR, SectionId.NONE);
  public static final AccessScope PENSION_STAFF = one("kato", MIHON, Role.SECTION_STAFF, PENSION);
  public static final AccessScope TAX_STAFF = one("kubo", MIHON, Role.SECTION_STAFF, TAX);
  public static final AccessScope AOBA_SUPERVISOR =
      one("aoki", AOBA, Role.SUPERVISOR, SectionId.NONE);
  public static final AccessScope ADMINISTRATOR =
      one("admin", MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE);

  public final TextModules modules;
  public final TextModuleImport imports;
  public final TemplateResource rest;
  public final KeptMacros macros;
  public final MissingTemplates missing;
  public final TextModuleDocuments documents;
  public final MemoryDirectory directory = new MemoryDirectory();
  private final TestDatabase database;

  public Room(TestDatabase database) {
    this.database = database;
    for (MunicipalityId town : List.of(MIHON, AOBA)) {
      directory.town(town, Map.of());
      directory.section(town, PENSION, "保険年金課");
      directory.section(town, TAX, "市民税課");
    }
    directory.staff("mori", "森 京子", "もり きょうこ", true, SUPERVISOR.grants());
    Clock clock = Clock.fixed(Instant.parse("2026-11-02T01:00:00Z"), ZoneOffset.UTC);
    TemplateUnit unit = new TemplateUnit(database.entityManagerFactory("madoguchi-templates"));
    JpaTextModuleStore store = new JpaTextModuleStore(unit);
    var log = database.eventLog();
    var ids = database.idSource();
    modules = new TextModules(unit, store, directory, log, ids, clock);
    imports = new TextModuleImport(unit, store, directory, log, ids, clock);
    rest = new TemplateResource(modules, imports, directory);
    macros = new KeptMacros(unit, store);
    missing = new MissingTemplates(modules, unit, store);
    documents = new TextModuleDocuments(unit, store, log);
  }

  private static AccessScope one(
      String login, MunicipalityId municipality, Role role, SectionId section) {
    return AccessScope.of(new StaffId(login), List.of(new Grant(municipality, role, section)));
  }

  public static Details details(SectionId section, String shortcut, String title, String text) {
    return new Details(section, shortcut, title, text, "ja", 0, true);
  }

  /** For the whole of みほん市. */
  public TextModule whole(String shortcut) {
    return of(SectionId.NONE, shortcut);
  }

  public TextModule of(SectionId section, String shortcut) {
    return modules.create(
        SUPERVISOR, MIHON, details(section, shortcut, "題 " + shortcut, "本文 " + shortcut));
  }

  /** The shortcuts of everything a person is shown for these words, in order. */
  public List<String> shown(AccessScope scope, String typed) {
    return shortcuts(page(scope, Optional.empty(), Optional.empty(), typed));
  }

  /** The same of what is of use on a ticket of a section. */
  public List<String> ofUse(AccessScope scope, SectionId section) {
    return shortcuts(page(scope, Optional.of(MIHON), Optional.of(section), ""));
  }

  private TextModules.Page page(
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      Optional<SectionId> section,
      String typed) {
    return modules.page(scope, municipality, section, wanted(typed), Optional.empty(), 200);
  }

  public static Wanted wanted(String typed) {
    return new Wanted(Kind.TEXT, true, Spelling.words(typed), Spelling.shortcut(typed));
  }

  public static List<String> shortcuts(TextModules.Page page) {
    return page.modules().stream().map(m -> m.details().shortcut()).toList();
  }

  public List<CommittedEvent> events() {
    database.stampEvents();
    return database.eventLog().after(0, 1_000);
  }
}

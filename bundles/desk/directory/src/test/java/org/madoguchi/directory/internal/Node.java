package org.madoguchi.directory.internal;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.account.AccountSettings;
import org.madoguchi.directory.internal.account.Accounts;
import org.madoguchi.directory.internal.categories.Categories;
import org.madoguchi.directory.internal.changes.CarryOutStaffChanges;
import org.madoguchi.directory.internal.changes.StaffChangeBell;
import org.madoguchi.directory.internal.changes.StaffChanges;
import org.madoguchi.directory.internal.factor.SecondFactors;
import org.madoguchi.directory.internal.imports.CsvDirectoryImport;
import org.madoguchi.directory.internal.imports.DirectoryFiles;
import org.madoguchi.directory.internal.jpa.JpaAccountStore;
import org.madoguchi.directory.internal.jpa.JpaDirectoryUnit;
import org.madoguchi.directory.internal.jpa.JpaFactorStore;
import org.madoguchi.directory.internal.jpa.JpaOrganisationStore;
import org.madoguchi.directory.internal.jpa.JpaSecretStore;
import org.madoguchi.directory.internal.jpa.JpaStaffChangeStore;
import org.madoguchi.directory.internal.jpa.JpaStaffStore;
import org.madoguchi.directory.internal.login.Passwords;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.municipality.MunicipalityConfiguration;
import org.madoguchi.directory.internal.rest.CategoryResource;
import org.madoguchi.directory.internal.rest.DirectoryResource;
import org.madoguchi.directory.internal.rest.StaffChangeResource;
import org.madoguchi.directory.internal.session.ApiTokens;
import org.madoguchi.directory.internal.session.LogOut;
import org.madoguchi.directory.internal.session.StoredSessions;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.staff.OwnLanguage;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.database.TestDatabase;

/** The directory's components of one node, wired as in the container. */
public final class Node {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final MunicipalityId KASUMI = new MunicipalityId("kasumi");

  public static final String SECTIONS =
      """
      code,name,kana,parent,kind,phone,opens,closes,description
      city,みほん市,みほんし,,city,0466-00-1000,08:30,17:15,代表
      shimin-bu,市民部,しみんぶ,city,department,,,,
      madoguchi,市民窓口課,しみんまどぐちか,shimin-bu,section,2310,08:30,17:15,"戸籍、""住民登録""など"
      nenkin,保険年金課,ほけんねんきんか,shimin-bu,section,,,,
      zei,市民税課,しみんぜいか,city,section,,,,
      """;

  public static final String STAFF =
      """
      login,name,kana,mail,language,role,section
      suzuki,鈴木 美咲,すずき みさき,suzuki@city.example,ja,OPERATOR,
      kudo,工藤 理沙,くどう りさ,kudo@city.example,ja,SECTION_STAFF,shimin-bu
      kudo,工藤 理沙,くどう りさ,kudo@city.example,ja,PUBLIC_RELATIONS,zei
      admin-mihon,市政 管理,しせい かんり,,en,ADMINISTRATOR,
      """;

  public static final String CATEGORIES =
      """
      code,parent,name,section
      kurashi,,くらし,
      kurashi.jumin,kurashi,住民票,
      kurashi.jumin.konbini,kurashi.jumin,コンビニ交付,madoguchi
      """;

  public final MovingClock clock = new MovingClock();
  public final TestDatabase database;
  public final JpaDirectoryUnit unit;
  public final JpaOrganisationStore organisations;
  public final JpaStaffStore people;
  public final JpaSecretStore secrets;
  public final Municipalities municipalities = new Municipalities();
  public final LiveDirectory directory;
  public final AccountSettings settings;
  public final Passwords passwords;
  public final JpaFactorStore factorStore;
  public final SecondFactors factors;
  public final Accounts accounts;
  public final CsvDirectoryImport imports;
  public final StoredSessions sessions;
  public final ApiTokens tokens;
  public final LogOut logOut;
  public final DirectoryResource rest;
  public final Categories categories;
  public final CategoryResource categoryRest;
  public final JpaStaffChangeStore changeStore;
  public final StaffChanges changes;
  public final CarryOutStaffChanges carrying;
  public final StaffChangeResource changeRest;

  public Node(TestDatabase database) {
    this(database, Path.of("none"));
  }

  /**
   * @param etc where the key of second factors lies
   */
  public Node(TestDatabase database, Path etc) {
    this.database = database;
    unit = new JpaDirectoryUnit(database.entityManagerFactory("madoguchi-directory"));
    organisations = new JpaOrganisationStore(unit);
    people = new JpaStaffStore(unit);
    secrets = new JpaSecretStore(unit);
    municipalities.addConfiguration(configuration("mihon", "142051", "みほん市", Path.of("none")));
    municipalities.addConfiguration(configuration("aoba", "122033", "あおば町", Path.of("none")));
    municipalities.addConfiguration(configuration("kasumi", "332020", "かすみ市", Path.of("none")));
    directory = new LiveDirectory(unit, organisations, people, municipalities);
    settings = new AccountSettings(etc, Map.of());
    passwords = new Passwords(unit, people, secrets, database.eventLog(), settings, clock);
    factorStore = new JpaFactorStore(unit);
    factors =
        new SecondFactors(
            unit, factorStore, people, secrets, passwords, settings, database.eventLog(), clock);
    imports =
        new CsvDirectoryImport(
            unit,
            organisations,
            people,
            secrets,
            database.eventLog(),
            directory,
            municipalities,
            passwords,
            clock);
    sessions = new StoredSessions(unit, secrets, people, passwords, factors, clock);
    tokens = new ApiTokens(unit, secrets, people, database.eventLog(), database.idSource(), clock);
    accounts = new Accounts(unit, new JpaAccountStore(unit), directory);
    logOut = new LogOut(unit, secrets, people, database.eventLog(), clock);
    rest =
        new DirectoryResource(
            directory,
            municipalities,
            imports,
            new DirectoryFiles(unit, organisations, people, municipalities),
            passwords,
            tokens,
            new OwnLanguage(unit, people, database.eventLog(), directory, clock),
            clock);
    categories =
        new Categories(unit, organisations, municipalities, database.eventLog(), directory, clock);
    categoryRest = new CategoryResource(categories, directory, clock);
    changeStore = new JpaStaffChangeStore(unit);
    var bell = new StaffChangeBell();
    changes =
        new StaffChanges(
            unit,
            changeStore,
            people,
            organisations,
            municipalities,
            database.eventLog(),
            database.idSource(),
            bell,
            clock);
    carrying =
        new CarryOutStaffChanges(
            unit,
            changeStore,
            people,
            secrets,
            organisations,
            changes,
            database.eventLog(),
            directory,
            bell,
            NOBODYS_LEASES);
    changeRest = new StaffChangeResource(changes, carrying, directory);
  }

  /** No turn is taken by itself: tests take them. */
  private static final Leases NOBODYS_LEASES =
      new Leases() {
        @Override
        public boolean hold(String lease, Duration time) {
          return false;
        }

        @Override
        public void release(String lease) {
          // nobody holds it
        }
      };

  public static MunicipalityConfiguration configuration(
      String slug, String code, String name, Path folders) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("slug", slug);
    properties.put("code", code);
    properties.put("name", name);
    properties.put(
        "felix.fileinstall.filename",
        "file:/opt/madoguchi/etc/org.madoguchi.municipality-" + slug + ".cfg");
    return new MunicipalityConfiguration(properties, folders);
  }

  /** As the product itself, really. */
  public Outcome take(MunicipalityId municipality, Kind kind, String csv) {
    return imports.take(AccessScope.system(), municipality, kind, new StringReader(csv), false);
  }

  public Node withMihon() {
    take(MIHON, Kind.SECTIONS, SECTIONS);
    take(MIHON, Kind.STAFF, STAFF);
    take(MIHON, Kind.CATEGORIES, CATEGORIES);
    return this;
  }

  public AccessScope scopeOf(String login) {
    return directory.scopeOf(new StaffId(login)).orElseThrow();
  }

  public List<CommittedEvent> events() {
    database.stampEvents();
    return database.eventLog().after(0, 1_000);
  }

  public List<String> eventTypes() {
    return events().stream().map(CommittedEvent::type).toList();
  }
}

package org.madoguchi.notices.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.notices.internal.NoticeStore.Shelf;
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Importance;
import org.madoguchi.notices.internal.domain.Notice;
import org.madoguchi.notices.internal.domain.Words;
import org.madoguchi.notices.internal.jpa.JpaChangeStore;
import org.madoguchi.notices.internal.jpa.JpaNoticeStore;
import org.madoguchi.notices.internal.jpa.NoticeUnit;
import org.madoguchi.notices.internal.rest.ChangeResource;
import org.madoguchi.notices.internal.rest.NoticeResource;
import org.madoguchi.testing.database.TestDatabase;
import org.madoguchi.tickets.ProblemTitles.Titled;

/** The room's parts on one database, wired as in the container, and who works with them. */
public final class Room {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final SectionId PENSION = new SectionId("hoken-nenkin");
  public static final SectionId TAX = new SectionId("shiminzei");
  public static final Instant BEGIN = Instant.parse("2026-11-02T01:00:00Z");

  public static final AccessScope OPERATOR = one("suzuki", MIHON, Role.OPERATOR, SectionId.NONE);
  public static final AccessScope SUPERVISOR = one("mori", MIHON, Role.SUPERVISOR, SectionId.NONE);
  public static final AccessScope PRESS =
      one("kouhou", MIHON, Role.PUBLIC_RELATIONS, SectionId.NONE);
  public static final AccessScope PENSION_STAFF = one("kato", MIHON, Role.SECTION_STAFF, PENSION);
  public static final AccessScope TAX_STAFF = one("kubo", MIHON, Role.SECTION_STAFF, TAX);
  public static final AccessScope AOBA_SUPERVISOR =
      one("aoki", AOBA, Role.SUPERVISOR, SectionId.NONE);
  public static final AccessScope ADMINISTRATOR =
      one("admin", MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE);

  /** What the tickets room knows of problems. */
  public final Map<Long, Titled> knownProblems = new HashMap<>();

  public final Notices notices;
  public final Changes changes;
  public final NoticeResource rest;
  public final ChangeResource changeRest;
  public final MovingClock clock = new MovingClock(BEGIN);
  final JpaNoticeStore store;
  final NoticeUnit unit;
  private final TestDatabase database;

  public Room(TestDatabase database) {
    this.database = database;
    MemoryDirectory directory = new MemoryDirectory();
    for (MunicipalityId town : List.of(MIHON, AOBA)) {
      directory.town(town, Map.of());
      directory.section(town, PENSION, "保険年金課");
      directory.section(town, TAX, "市民税課");
    }
    directory.staff("suzuki", "鈴木 美咲", "すずき みさき", true, OPERATOR.grants());
    directory.staff("mori", "森 京子", "もり きょうこ", true, SUPERVISOR.grants());
    directory.staff("kato", "加藤 学", "かとう まなぶ", true, PENSION_STAFF.grants());
    directory.staff("kubo", "久保 学", "くぼ まなぶ", true, TAX_STAFF.grants());
    directory.staff("admin", "管理者", "かんりしゃ", true, ADMINISTRATOR.grants());
    directory.staff("aoki", "青木 長", "あおき ちょう", true, AOBA_SUPERVISOR.grants());
    unit = new NoticeUnit(database.entityManagerFactory("madoguchi-notices"));
    store = new JpaNoticeStore(unit);
    NamedProblems problems = new NamedProblems();
    problems.titles = this::titles;
    notices =
        new Notices(
            unit, store, problems, directory, database.eventLog(), database.idSource(), clock);
    JpaChangeStore planned = new JpaChangeStore(unit);
    changes =
        new Changes(
            unit, planned, problems, directory, database.eventLog(), database.idSource(), clock);
    rest = new NoticeResource(notices, changes, directory, problems, clock);
    changeRest = new ChangeResource(changes, directory, problems);
  }

  private Map<Long, Titled> titles(AccessScope scope, Collection<Long> ids) {
    return knownProblems.values().stream()
        .filter(p -> ids.contains(p.id()))
        .filter(p -> scope.may(Permission.TICKET_READ, new MunicipalityId(p.municipality())))
        .collect(Collectors.toMap(Titled::id, p -> p));
  }

  private static AccessScope one(
      String login, MunicipalityId municipality, Role role, SectionId section) {
    return AccessScope.of(new StaffId(login), List.of(new Grant(municipality, role, section)));
  }

  /** For eight hours from now. */
  public Details details(SectionId section, String title) {
    Instant now = clock.instant();
    return new Details(
        section,
        title,
        "本文 " + title,
        Importance.NORMAL,
        false,
        now,
        now.plus(Duration.ofHours(8)));
  }

  /** For the whole of みほん市. */
  public Notice whole(String title) {
    return of(SectionId.NONE, title);
  }

  public Notice of(SectionId section, String title) {
    return publish(SUPERVISOR, MIHON, details(section, title));
  }

  public Notice publish(AccessScope scope, MunicipalityId municipality, Details details) {
    String request = UUID.randomUUID().toString();
    return notices.publish(scope, new Notices.Order(request, municipality, details)).notice();
  }

  public Notice edit(Notice notice, Details wanted) {
    return notices
        .edit(SUPERVISOR, notice.id(), notice.version(), (before, now) -> wanted)
        .notice();
  }

  public Notices.Today today(AccessScope scope) {
    return notices.today(scope, Optional.empty(), 50);
  }

  /** The titles of what a person is shown now, in order. */
  public List<String> shown(AccessScope scope) {
    return titles(today(scope).notices());
  }

  public List<String> shelf(AccessScope scope, Shelf shelf, String typed) {
    var wanted = new Notices.Wanted(shelf, Words.of(typed));
    return titles(notices.page(scope, Optional.empty(), wanted, Optional.empty(), 200).notices());
  }

  public static List<String> titles(List<Notices.Seen> notices) {
    return notices.stream().map(n -> n.notice().details().title()).toList();
  }

  public List<CommittedEvent> events() {
    database.stampEvents();
    return database.eventLog().after(0, 1_000);
  }
}

package org.madoguchi.search.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.IndexState;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.internal.jpa.JpaSynonymStore;
import org.madoguchi.search.internal.jpa.SearchUnit;
import org.madoguchi.search.internal.synonyms.SynonymDesk;
import org.madoguchi.search.internal.synonyms.SynonymImport;
import org.madoguchi.testing.database.TestDatabase;

/** The room's parts on one database, wired as in the container, and who works with them. */
public final class SearchRoom {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final AccessScope SUPERVISOR = one("mori", MIHON, Role.SUPERVISOR);
  public static final AccessScope RELATIONS = one("koho", MIHON, Role.PUBLIC_RELATIONS);
  public static final AccessScope OPERATOR = one("suzuki", MIHON, Role.OPERATOR);
  public static final AccessScope AOBA_SUPERVISOR = one("aoki", AOBA, Role.SUPERVISOR);
  public static final AccessScope SECTION_STAFF =
      AccessScope.of(
          new StaffId("kato"),
          List.of(new Grant(MIHON, Role.SECTION_STAFF, new SectionId("hoken-nenkin"))));

  public final MemoryDirectory directory = new MemoryDirectory();
  public final SearchUnit unit;
  public final JpaSynonymStore synonyms;
  public final SynonymDesk desk;
  public final SynonymImport imports;
  public final Day day = new Day();
  private final TestDatabase database;

  public SearchRoom(TestDatabase database) {
    this.database = database;
    directory.town(MIHON, Map.of());
    directory.town(AOBA, Map.of("search.recordDays", "30"));
    directory.staff("mori", "森 京子", "もり きょうこ", true, SUPERVISOR.grants());
    unit = new SearchUnit(database.entityManagerFactory("madoguchi-search"));
    synonyms = new JpaSynonymStore(unit);
    desk = desk(unit);
    imports =
        new SynonymImport(
            desk, unit, synonyms, directory, database.eventLog(), database.idSource(), day);
  }

  public SynonymDesk desk(SearchTransactions transactions) {
    return new SynonymDesk(
        transactions, synonyms, directory, database.eventLog(), database.idSource(), day);
  }

  private static AccessScope one(String login, MunicipalityId municipality, Role role) {
    return AccessScope.of(
        new StaffId(login), List.of(new Grant(municipality, role, SectionId.NONE)));
  }

  public List<CommittedEvent> events() {
    database.stampEvents();
    return new ArrayList<>(database.eventLog().after(0, 1_000));
  }

  /** A clock that goes on when it is told to. */
  public static final class Day extends Clock {
    public volatile Instant now = Instant.parse("2026-11-20T01:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** An index that remembers which synonyms it was given. */
  public static final class Given implements SearchIndex {
    public final Map<MunicipalityId, List<SynonymGroup>> synonyms = new ConcurrentHashMap<>();
    public final List<MunicipalityId> told = new CopyOnWriteArrayList<>();

    @Override
    public void useSynonyms(MunicipalityId municipality, List<SynonymGroup> groups) {
      synonyms.put(municipality, groups);
    }

    /** As it is written: 保険証=被保険者証. */
    public List<String> of(MunicipalityId municipality) {
      return synonyms.getOrDefault(municipality, List.of()).stream()
          .map(group -> String.join("=", group.words()))
          .collect(Collectors.toList());
    }

    @Override
    public SearchAnswer search(SearchQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Suggestion> suggest(SearchQuery query, int most) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rebuild() {
      throw new UnsupportedOperationException();
    }

    @Override
    public IndexState state() {
      throw new UnsupportedOperationException();
    }
  }

  /** As many different words as wanted. */
  public static List<String> words(String... words) {
    return Arrays.asList(words);
  }
}

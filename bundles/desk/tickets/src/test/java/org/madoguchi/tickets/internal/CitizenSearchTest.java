package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;

public class CitizenSearchTest extends DatabaseMatrix {
  private static final ContactPoint FAMILY =
      new ContactPoint(ContactPoint.Kind.PHONE, "０４６６－２５－１１１１");

  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private TicketRef called(String name, String kana, ContactPoint... points) {
    TicketRef ref = desk.call(OPERATOR, name, points);
    long id = idOf(ref);
    desk.citizens.edit(
        OPERATOR,
        MIHON,
        id,
        1,
        c -> c.with(new Contents(name, kana, "ja", "", c.contacts(), List.of())));
    return ref;
  }

  private long idOf(TicketRef ref) {
    return desk.ticket(ref).citizen().id();
  }

  private List<String> found(AccessScope scope, String words) {
    return desk.citizens.search(scope, Optional.of(MIHON), words).stream()
        .map(Citizen::name)
        .toList();
  }

  @Test
  public void readingsAreFoundInEitherKanaAndNumbersByTheirBeginning() {
    called("鈴木 一郎", "すずき いちろう", FAMILY);
    called("佐藤 花", "サトウ ハナ", new ContactPoint(ContactPoint.Kind.PHONE, "+81 90 1234 5678"));
    assertEquals(List.of("鈴木 一郎"), found(OPERATOR, "スズキ"));
    assertEquals(List.of("佐藤 花"), found(OPERATOR, "さとう"));
    assertEquals(List.of("鈴木 一郎"), found(OPERATOR, "0466-25"));
    assertEquals(List.of("佐藤 花"), found(OPERATOR, "0901234"));
    assertEquals(List.of("佐藤 花"), found(OPERATOR, "090-1234-5678"));
    assertEquals(List.of(), found(OPERATOR, "いない"));
  }

  @Test
  public void everybodyIsWalkedPageByPageAndWhoIsOutOfReachLeavesNoTrace() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String name = "市民%03d".formatted(i);
      // several are read alike, so that their names and numbers decide
      called(name, i % 3 == 0 ? "" : "しみん" + i % 2);
      all.add(name);
    }
    List<String> walked = new ArrayList<>();
    OptionalLong after = OptionalLong.empty();
    do {
      List<Citizen> page = desk.citizens.search(OPERATOR, Optional.of(MIHON), "市民", after);
      page.forEach(c -> walked.add(c.name()));
      after =
          page.size() < 50 ? OptionalLong.empty() : OptionalLong.of(page.get(page.size() - 1).id());
    } while (after.isPresent());
    assertEquals(all, walked.stream().sorted().toList());

    TicketRef hidden = called("市民のだれか", "あ");
    TicketRef theirs = called("市民のひとり", "い");
    desk.handOver(OPERATOR, theirs, PENSION);
    assertEquals(List.of("市民のひとり"), found(PENSION_STAFF, ""));
    assertEquals(
        "nor does a place in the list tell of them",
        List.of(),
        desk.citizens.search(PENSION_STAFF, Optional.of(MIHON), "", OptionalLong.of(idOf(hidden))));
  }

  @Test
  public void whoMayBeTheSamePersonIsProposed() {
    TicketRef one = called("鈴木 一郎", "すずき いちろう", FAMILY);
    called("鈴木 一郎", "すずき いちろう");
    called("鈴木 一郎", "すずき かずお");
    called("鈴木 みち", "すずき みち", new ContactPoint(ContactPoint.Kind.PHONE, "0466-25-1111"));
    called("鈴木 次郎", "すずき じろう");
    List<Citizen> similar = desk.citizens.similar(OPERATOR, MIHON, idOf(one));
    assertEquals(List.of("鈴木 一郎", "鈴木 みち"), similar.stream().map(Citizen::name).toList());
    desk.mergingCitizens.merge(OPERATOR, MIHON, similar.get(0).id(), idOf(one));
    assertEquals(1, desk.citizens.similar(OPERATOR, MIHON, idOf(one)).size());
    desk.handOver(OPERATOR, one, PENSION);
    assertEquals(List.of(), desk.citizens.similar(PENSION_STAFF, MIHON, idOf(one)));
  }
}

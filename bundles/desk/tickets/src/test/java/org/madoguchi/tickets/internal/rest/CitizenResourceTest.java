package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class CitizenResourceTest extends RestTest {
  private JsonNode citizen(String id) {
    return body(citizens.view(OPERATOR, "mihon", id));
  }

  private String citizenOf(TicketRef ticket) {
    return body(tickets.view(OPERATOR, ticket.toString())).get("citizen").get("id").asText();
  }

  private JsonNode list(AccessScope scope, String citizen, String after, String limit) {
    ListQuery query = new ListQuery();
    query.citizen = citizen;
    query.after = after;
    query.limit = limit;
    return json(tickets.list(scope, query));
  }

  private static Requests.CitizenEdit contacts(Requests.Contact... contacts) {
    return new Requests.CitizenEdit(null, null, null, null, List.of(contacts));
  }

  private static Requests.Contact contact(String kind, String value) {
    return new Requests.Contact(kind, value);
  }

  @Test
  public void citizenIsToldAsBesideTheTicket() {
    TicketRef last = null;
    for (int i = 0; i < 23; i++) {
      last = Tickets.open().at(desk);
      desk.clock.pass(Duration.ofDays(30));
    }
    String id = citizenOf(last);
    Response answer = citizens.view(OPERATOR, "mihon", id);
    assertEquals("\"1\"", answer.getHeaderString("ETag"));
    JsonNode alone = body(answer);
    assertEquals(1, alone.get("version").asInt());
    assertEquals(20, alone.get("earlier").size());
    assertEquals(23, alone.get("earlierTotal").asInt());
    assertEquals(last.toString(), alone.get("earlier").get(0).get("ref").asText());
    JsonNode beside = body(tickets.view(OPERATOR, last.toString())).get("citizen");
    assertEquals(names(beside), names(alone));
    assertEquals(names(beside.get("earlier").get(0)), names(alone.get("earlier").get(0)));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  public void wholeHistoryIsWalkedPageByPageNewestFirst() {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      newestFirst.add(0, Tickets.open().at(desk).toString());
      Tickets.open().from(STRANGER).named("別の 太郎").at(desk);
      if (i % 3 == 0) {
        desk.clock.pass(Duration.ofDays(300));
      }
    }
    String citizen = "mihon/" + citizenOf(TicketRef.parse(newestFirst.get(0)).orElseThrow());
    List<String> walked = new ArrayList<>();
    String after = null;
    do {
      JsonNode page = list(OPERATOR, citizen, after, "4");
      page.get("items").forEach(row -> walked.add(row.get("ref").asText()));
      after = page.has("next") ? page.get("next").asText() : null;
    } while (after != null);
    assertEquals(newestFirst, walked);
  }

  @Test
  public void othersTicketsStayOutOfTheHistory() throws Exception {
    TicketRef ours = Tickets.open().at(desk);
    TicketRef theirs = Tickets.open().at(desk);
    tickets.edit(
        OPERATOR,
        theirs.toString(),
        "\"1\"",
        new Requests.TicketEdit(
            null,
            null,
            null,
            null,
            PENSION.value(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    String id = citizenOf(ours);
    JsonNode seen = body(citizens.view(PENSION_STAFF, "mihon", id));
    assertEquals(1, seen.get("earlierTotal").asInt());
    assertEquals(theirs.toString(), seen.get("earlier").get(0).get("ref").asText());
    JsonNode page = list(PENSION_STAFF, "mihon/" + id, null, null);
    assertEquals(1, page.get("items").size());
    assertEquals(2, list(OPERATOR, "mihon/" + id, null, null).get("items").size());
  }

  @Test
  public void whoIsUnknownHereIsNotFound() {
    String id = citizenOf(Tickets.open().at(desk));
    Tickets.open().to(AOBA).at(desk);
    problem(TicketProblems.CITIZEN_NOT_FOUND, () -> list(OPERATOR, "mihon/999999", null, null));
    problem(TicketProblems.CITIZEN_NOT_FOUND, () -> list(OPERATOR, "mihon/x", null, null));
    problem(TicketProblems.CITIZEN_NOT_FOUND, () -> list(OPERATOR, id, null, null));
    problem(Problems.MUNICIPALITY_NOT_FOUND, () -> list(OPERATOR, "aoba/" + id, null, null));
    problem(Problems.MUNICIPALITY_NOT_FOUND, () -> citizens.view(OPERATOR, "aoba", id));
    problem(TicketProblems.CITIZEN_NOT_FOUND, () -> list(PENSION_STAFF, "mihon/" + id, null, null));
    problem(TicketProblems.CITIZEN_NOT_FOUND, () -> citizens.view(PENSION_STAFF, "mihon", id));
  }

  @Test
  public void everythingIsEditedAndToldBack() {
    TicketRef ticket = Tickets.open().at(desk);
    String id = citizenOf(ticket);
    Response edited =
        citizens.edit(
            OPERATOR,
            "mihon",
            id,
            "\"1\"",
            new Requests.CitizenEdit(
                "山田 はな",
                "やまだ はな",
                "en",
                "耳が遠い。ゆっくり話す。",
                List.of(contact("phone", "03-0000-0001"), contact("mail", "hanako@mail.example"))));
    assertEquals("\"2\"", edited.getHeaderString("ETag"));
    JsonNode after = body(edited);
    assertEquals("en", after.get("language").asText());
    assertEquals("phone", after.get("contacts").get(0).get("kind").asText());
    assertEquals(1, after.get("earlier").size());
    assertEquals(after, citizen(id));
    JsonNode beside = body(tickets.view(OPERATOR, ticket.toString()));
    assertEquals("山田 はな", beside.get("citizenName").asText());
    assertEquals("耳が遠い。ゆっくり話す。", beside.get("citizen").get("notes").asText());

    citizens.edit(
        OPERATOR, "mihon", id, "\"2\"", new Requests.CitizenEdit(null, "", "", "", List.of()));
    JsonNode cleared = citizen(id);
    assertEquals("山田 はな", cleared.get("name").asText());
    assertEquals("", cleared.get("kana").asText() + cleared.get("language").asText());
    assertEquals("", cleared.get("notes").asText());
    assertEquals(0, cleared.get("contacts").size());
  }

  @Test
  public void everyWrongFieldIsNamedAtOnce() {
    String id = citizenOf(Tickets.open().at(desk));
    Requests.CitizenEdit wrong =
        new Requests.CitizenEdit(
            " ",
            null,
            "日本語",
            "あ".repeat(4_001),
            List.of(contact("pigeon", "x"), contact("mail", "no address"), contact("phone", "")));
    assertEquals(
        Set.of(
            "name",
            "language",
            "notes",
            "contacts[0].kind",
            "contacts[1].value",
            "contacts[2].value"),
        fields(() -> citizens.edit(OPERATOR, "mihon", id, "\"1\"", wrong)));
  }

  @Test
  public void staleEditTellsWhatOthersChangedAndOnlyThat() {
    String id = citizenOf(Tickets.open().at(desk));
    citizens.edit(
        COLLEAGUE, "mihon", id, "\"1\"", new Requests.CitizenEdit(null, "はなこ", null, null, null));
    DomainException stale =
        problem(
            Problems.STALE_VERSION,
            () ->
                citizens.edit(
                    OPERATOR,
                    "mihon",
                    id,
                    "\"1\"",
                    new Requests.CitizenEdit(null, null, null, "杖", null)));
    JsonNode changed = json(stale.extensions().get("changed"));
    assertEquals(Set.of("kana"), names(changed));
    assertEquals("はなこ", changed.get("kana").get("theirs").asText());
    assertFalse(changed.get("kana").has("yours"));
    assertEquals("高橋 健", changed.get("kana").get("by").get("name").asText());
    JsonNode current = json(stale.extensions().get("current"));
    assertEquals(2, current.get("version").asInt());
    assertEquals("", citizen(id).get("notes").asText());
  }

  @Test
  public void mailAddressIsNeverTakenFromAnotherCitizen() {
    String elder = citizenOf(Tickets.open().at(desk));
    TicketRef strangers = Tickets.open().from(STRANGER).named("別の 太郎").at(desk);
    String younger = citizenOf(strangers);
    DomainException taken =
        problem(
            TicketProblems.CONTACT_OF_ANOTHER_CITIZEN,
            () ->
                citizens.edit(
                    OPERATOR,
                    "mihon",
                    elder,
                    "\"1\"",
                    contacts(
                        contact("mail", "hanako@mail.example"),
                        contact("mail", "ＴＡＲＯ@mail.example"))));
    JsonNode contacts = json(taken.extensions().get("contacts"));
    assertEquals(1, contacts.size());
    assertEquals("ＴＡＲＯ@mail.example", contacts.get(0).get("value").asText());
    assertEquals("別の 太郎", contacts.get(0).get("citizens").get(0).get("name").asText());
    TicketRef next = Tickets.open().from(STRANGER).named("別の 太郎").at(desk);
    assertEquals("mails still go to the one they came from", younger, citizenOf(next));

    citizens.edit(OPERATOR, "mihon", younger, "\"1\"", contacts());
    citizens.edit(
        OPERATOR, "mihon", elder, "\"1\"", contacts(contact("mail", "taro@mail.example")));
    assertEquals(elder, citizenOf(Tickets.open().from(STRANGER).at(desk)));
  }

  @Test
  public void familySharesATelephone() {
    String one = citizenOf(Tickets.open().at(desk));
    String other = citizenOf(Tickets.open().from(STRANGER).named("別の 太郎").at(desk));
    Requests.Contact phone = contact("phone", "03-0000-0001");
    citizens.edit(
        OPERATOR, "mihon", one, "\"1\"", contacts(contact("mail", "hanako@mail.example"), phone));
    citizens.edit(
        OPERATOR, "mihon", other, "\"1\"", contacts(phone, contact("mail", "taro@mail.example")));
    assertEquals("phone", citizen(other).get("contacts").get(0).get("kind").asText());
    assertTrue(citizen(one).get("contacts").toString().contains("03-0000-0001"));
  }

  @Test
  public void aNoteOnAContactPointStaysUntilItIsSentAnew() throws Exception {
    String id = citizenOf(Tickets.open().at(desk));
    Requests.Contact noted = new Requests.Contact("mail", "hanako@mail.example", " 勤務先 ");
    citizens.edit(OPERATOR, "mihon", id, "\"1\"", contacts(noted));
    assertEquals("勤務先", citizen(id).at("/contacts/0/note").asText());
    Requests.Contact same = contact("mail", "Hanako@MAIL.example");
    citizens.edit(OPERATOR, "mihon", id, "\"2\"", contacts(same, contact("phone", "0466-1")));
    assertEquals("勤務先", citizen(id).at("/contacts/0/note").asText());
    assertFalse(citizen(id).get("contacts").get(1).has("note"));
    Requests.Contact none = new Requests.Contact("mail", "hanako@mail.example", "");
    citizens.edit(OPERATOR, "mihon", id, "\"3\"", contacts(none));
    assertFalse(citizen(id).get("contacts").get(0).has("note"));
    Requests.Contact tooLong = new Requests.Contact("mail", "a@mail.example", "長".repeat(201));
    assertEquals(
        Set.of("contacts[0].note"),
        fields(() -> citizens.edit(OPERATOR, "mihon", id, "\"4\"", contacts(tooLong))));
  }

  @Test
  public void recordsOfOnePersonAreMergedTakenApartAndEachChangeIsTold() throws Exception {
    TicketRef ours = Tickets.open().at(desk);
    String id = citizenOf(ours);
    String other = citizenOf(Tickets.open().from(STRANGER).named("花子").at(desk));
    Response merged = citizens.merge(OPERATOR, "mihon", other, id);
    assertEquals("\"2\"", merged.getHeaderString("ETag"));
    assertEquals(other, body(merged).at("/merged/0/id").asText());
    assertEquals("花子", body(merged).at("/merged/0/name").asText());
    assertEquals(2, body(merged).get("earlierTotal").asInt());
    assertEquals(id, citizen(other).get("id").asText());
    assertFalse(body(tickets.view(OPERATOR, ours.toString())).get("citizen").has("merged"));
    DomainException away =
        problem(
            TicketProblems.CITIZEN_MERGED_AWAY,
            () -> citizens.edit(OPERATOR, "mihon", other, "\"2\"", contacts()));
    assertEquals(id, away.extensions().get("into"));

    JsonNode told = json(citizens.history(OPERATOR, "mihon", id, null)).at("/items/0");
    assertEquals("CitizenMerged", told.get("type").asText());
    assertEquals("staying", told.at("/other/side").asText());
    assertEquals(1, told.at("/before/contacts").size());
    assertEquals(2, told.at("/after/contacts").size());
    assertEquals(other, body(citizens.separate(OPERATOR, "mihon", other, id)).get("id").asText());
    assertFalse(citizen(id).has("merged"));
    assertEquals(List.of(), citizens.similar(OPERATOR, "mihon", id));

    citizens.edit(OPERATOR, "mihon", id, "\"3\"", contacts(contact("phone", "0466-1")));
    Response before =
        citizens.restore(OPERATOR, "mihon", id, "\"4\"", new Requests.CitizenRestore(3L));
    assertEquals("hanako@mail.example", body(before).at("/contacts/0/value").asText());
    problem(
        TicketProblems.CITIZEN_MERGED_SINCE,
        () -> citizens.restore(OPERATOR, "mihon", id, "\"5\"", new Requests.CitizenRestore(1L)));
    problem(
        Problems.STALE_VERSION,
        () -> citizens.restore(OPERATOR, "mihon", id, "\"4\"", new Requests.CitizenRestore(3L)));
    assertEquals(
        Set.of("version"),
        fields(
            () ->
                citizens.restore(
                    OPERATOR, "mihon", id, "\"5\"", new Requests.CitizenRestore(null))));
    assertEquals(Set.of("after"), fields(() -> citizens.search(OPERATOR, "mihon", "", "mihon/1")));
  }
}

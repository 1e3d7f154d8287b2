package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class AlertResourceTest extends RestTest {
  private String ref;

  private void ticket() {
    ref = Tickets.open().subject("水道の名義").at(desk).toString();
  }

  private void follow(AccessScope who) {
    desk.rest.follows.follow(who, ref);
  }

  private String note(AccessScope who, String text, String... mentions) {
    Response made =
        tickets.note(
            who,
            ref,
            new Requests.NewNote(UUID.randomUUID().toString(), text, null, List.of(mentions)));
    return body(made).get("id").asText();
  }

  private void edit(AccessScope who, String status, String owner) {
    String version = tickets.view(who, ref).getHeaderString("ETag");
    tickets.edit(
        who,
        ref,
        version,
        new Requests.TicketEdit(
            null, null, status, owner, null, null, null, null, null, null, null, null, null));
  }

  private JsonNode page(AccessScope who) {
    desk.tellNews();
    return json(desk.rest.alerts.list(who, null, null));
  }

  private List<String> kinds(AccessScope who) {
    List<String> kinds = new ArrayList<>();
    page(who).get("items").forEach(n -> kinds.add(n.get("kind").asText()));
    return kinds;
  }

  @Test
  public void followersAreToldWhatOthersDoNewestFirst() {
    ticket();
    follow(COLLEAGUE);
    Tickets.answering(org.madoguchi.tickets.TicketRef.parse(ref).orElseThrow()).at(desk);
    final String note = note(OPERATOR, "確認中です。");
    edit(OPERATOR, "callback-due", null);
    note(COLLEAGUE, "自分のメモ");
    assertEquals(List.of("status", "note", "message"), kinds(COLLEAGUE));
    JsonNode items = page(COLLEAGUE).get("items");
    assertEquals("水道の名義", items.get(0).get("subject").asText());
    assertEquals("callback-due", items.get(0).get("status").asText());
    assertFalse(items.get(0).has("entry"));
    assertEquals(note, items.get(1).get("entry").asText());
    assertEquals("鈴木 美咲", items.get(1).at("/actor/name").asText());
    assertFalse(items.get(2).has("actor"));
    assertEquals(List.of(), kinds(OPERATOR));
    assertEquals(List.of(), kinds(SUPERVISOR));
  }

  @Test
  public void ownerFollowsByBeingOwnerUntilTheyStop() {
    ticket();
    edit(OPERATOR, null, "takahashi");
    note(OPERATOR, "一つ目");
    assertEquals(List.of("note", "assigned"), kinds(COLLEAGUE));
    JsonNode state = json(desk.rest.follows.view(COLLEAGUE, ref));
    assertTrue(state.get("follows").asBoolean());
    assertTrue(state.get("owner").asBoolean());
    assertEquals("高橋 健", state.at("/followers/0/name").asText());
    JsonNode stopped = json(desk.rest.follows.stop(COLLEAGUE, ref));
    assertFalse(stopped.get("follows").asBoolean());
    note(OPERATOR, "二つ目");
    desk.tellNews();
    assertEquals(List.of("note", "assigned"), kinds(COLLEAGUE));
    assertTrue(json(desk.rest.follows.follow(COLLEAGUE, ref)).get("follows").asBoolean());
    note(OPERATOR, "三つ目");
    assertEquals(3, kinds(COLLEAGUE).size());
  }

  @Test
  public void whoeverIsNamedIsToldOnceAndAsThat() {
    ticket();
    follow(COLLEAGUE);
    note(OPERATOR, "@高橋 健 さん、@森 京子 さん、お願いします。", "takahashi", "mori", "takahashi");
    desk.tellNews();
    assertEquals(List.of("mention"), kinds(COLLEAGUE));
    assertEquals(List.of("mention"), kinds(SUPERVISOR));
    JsonNode entries = body(tickets.view(OPERATOR, ref)).get("entries");
    assertFalse(entries.get(0).has("mentions"));
    assertEquals(List.of("高橋 健", "森 京子"), entries.get(1).get("mentions").findValuesAsText("name"));
    assertEquals(
        Set.of("mentions[0]", "mentions[1]", "mentions[2]"),
        fields(() -> note(OPERATOR, "見えない人", "kato", "ishii", "nobody")));
    assertEquals(Set.of("mentions[0]"), fields(() -> note(OPERATOR, "誤り", "だれか")));
  }

  @Test
  public void whatIsOutOfReachIsNotShownCountedOrSeen() {
    ticket();
    tickets.edit(
        OPERATOR,
        ref,
        tickets.view(OPERATOR, ref).getHeaderString("ETag"),
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
    follow(PENSION_STAFF);
    note(OPERATOR, "課へ");
    JsonNode told = page(PENSION_STAFF);
    assertEquals(1, told.at("/unseen/count").asInt());
    final String id = told.at("/items/0/id").asText();
    tickets.edit(
        OPERATOR,
        ref,
        tickets.view(OPERATOR, ref).getHeaderString("ETag"),
        new Requests.TicketEdit(
            null, null, null, null, "shiminzei", null, null, null, null, null, null, null, null));
    note(OPERATOR, "別の課で");
    assertEquals(List.of(), kinds(PENSION_STAFF));
    assertEquals(0, json(desk.rest.alerts.unseen(PENSION_STAFF)).get("count").asInt());
    problem(TicketProblems.ALERT_NOT_FOUND, () -> desk.rest.alerts.see(PENSION_STAFF, id));
    problem(TicketProblems.TICKET_NOT_FOUND, () -> desk.rest.follows.view(PENSION_STAFF, ref));
    problem(TicketProblems.TICKET_NOT_FOUND, () -> desk.rest.follows.follow(AOBA_OPERATOR, ref));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.rest.follows.colleagues(AOBA_OPERATOR, ref, ""));
    assertEquals(List.of(), kinds(ADMINISTRATOR));
  }

  @Test
  public void alertsAreSeenOneByOneOrAllThatWereShown() {
    ticket();
    follow(COLLEAGUE);
    note(OPERATOR, "一");
    note(OPERATOR, "二");
    JsonNode first = page(COLLEAGUE);
    assertEquals(2, first.at("/unseen/count").asInt());
    String older = first.at("/items/1/id").asText();
    problem(TicketProblems.ALERT_NOT_FOUND, () -> desk.rest.alerts.see(OPERATOR, older));
    desk.rest.alerts.see(COLLEAGUE, older);
    desk.rest.alerts.see(COLLEAGUE, older);
    assertEquals(1, page(COLLEAGUE).at("/unseen/count").asInt());
    note(OPERATOR, "三");
    desk.tellNews();
    desk.rest.alerts.seeAll(COLLEAGUE, new AlertResource.SeenAll(first.at("/items/0/id").asText()));
    JsonNode now = page(COLLEAGUE);
    assertEquals(1, now.at("/unseen/count").asInt());
    assertFalse(now.at("/items/0/seen").asBoolean());
    assertTrue(now.at("/items/1/seen").asBoolean());
  }

  @Test
  public void alertsAreForgottenAfterNinetyDays() {
    ticket();
    follow(COLLEAGUE);
    note(OPERATOR, "古い");
    desk.clock.pass(java.time.Duration.ofDays(89));
    note(OPERATOR, "新しい");
    desk.tellNews();
    assertEquals(0, desk.forgetAlerts());
    desk.clock.pass(java.time.Duration.ofDays(2));
    assertEquals(1, desk.forgetAlerts());
    assertEquals(List.of("note"), kinds(COLLEAGUE));
  }

  @Test
  public void deskBeginsWithQueuesViewsAndWhatIsUnseen() {
    ticket();
    follow(COLLEAGUE);
    note(OPERATOR, "一");
    desk.tellNews();
    JsonNode start = json(desk.rest.start.open(COLLEAGUE, "mihon"));
    assertEquals(1, start.at("/queues/unassigned/count").asInt());
    assertEquals(0, start.get("views").size());
    assertEquals(1, start.at("/unseen/count").asInt());
    assertFalse(start.get("search").asBoolean());
    assertFalse(start.get("assistant").asBoolean());
    desk.rest.start.search = standIn(SearchIndex.class);
    desk.rest.start.assistant = standIn(AnswerAssistant.class);
    start = json(desk.rest.start.open(COLLEAGUE, "mihon"));
    assertTrue(start.get("search").asBoolean());
    assertTrue(start.get("assistant").asBoolean());
    assertEquals(0, start.at("/pinned/items").size());
  }

  @Test
  @Covers("X6")
  public void deskBeginsWithWhatIsPinned() {
    Instant end = Instant.parse("2026-12-01T00:00:00Z");
    desk.rest.start.pinned =
        Pinned.of(
            Pinned.answer(1, "mihon", "台風の避難所", "市民会館です。", Optional.of(end)),
            Pinned.answer(2, "aoba", "断水", "給水車が来ます。", Optional.empty()));
    for (String place : List.of("", "mihon")) {
      JsonNode pinned = json(desk.rest.start.open(COLLEAGUE, place)).get("pinned");
      assertEquals(place, 1, pinned.get("items").size());
      assertEquals("台風の避難所", pinned.at("/items/0/heading").asText());
      assertEquals("市民会館です。", pinned.at("/items/0/text").asText());
      assertEquals("mihon", pinned.at("/items/0/municipality").asText());
      assertEquals(end.toString(), pinned.at("/items/0/until").asText());
      assertTrue(pinned.has("now"));
    }
  }

  private static <T> T standIn(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (it, method, arguments) -> null));
  }

  @Test
  public void pagesFollowEachOther() {
    ticket();
    follow(COLLEAGUE);
    for (int i = 0; i < 5; i++) {
      note(OPERATOR, "メモ " + i);
    }
    desk.tellNews();
    Set<String> ids = new java.util.HashSet<>();
    String after = null;
    int pages = 0;
    do {
      JsonNode page = json(desk.rest.alerts.list(COLLEAGUE, after, "2"));
      page.get("items").forEach(n -> ids.add(n.get("id").asText()));
      after = page.path("next").asText(null);
      pages++;
    } while (after != null);
    assertEquals(5, ids.size());
    assertEquals(3, pages);
    assertEquals(
        Set.of("after", "limit"), fields(() -> desk.rest.alerts.list(COLLEAGUE, "x", "0")));
  }

  @Test
  public void everybodySettlesOfWhatTheyAreTold() {
    ticket();
    follow(COLLEAGUE);
    JsonNode settings =
        json(
            desk.rest.alerts.want(
                COLLEAGUE, new AlertResource.Wanted(Map.of("note", false, "status", false))));
    assertFalse(settings.at("/kinds/note").asBoolean());
    assertTrue(settings.at("/kinds/mention").asBoolean());
    note(OPERATOR, "聞かないメモ");
    note(OPERATOR, "名指し", "takahashi");
    edit(OPERATOR, "callback-due", null);
    assertEquals(List.of("mention"), kinds(COLLEAGUE));
    desk.rest.alerts.want(COLLEAGUE, new AlertResource.Wanted(Map.of("note", true)));
    assertTrue(json(desk.rest.alerts.settings(COLLEAGUE)).at("/kinds/note").asBoolean());
    assertFalse(json(desk.rest.alerts.settings(COLLEAGUE)).at("/kinds/status").asBoolean());
    assertEquals(
        Set.of("kinds.everything"),
        fields(
            () ->
                desk.rest.alerts.want(
                    COLLEAGUE, new AlertResource.Wanted(Map.of("everything", true)))));
  }

  @Test
  public void repliesOfColleaguesAreToldUnlessTheyAreTakenBack() {
    ticket();
    follow(COLLEAGUE);
    Response sent =
        tickets.reply(
            OPERATOR, ref, new Requests.NewReply("r1", "回答です。", null, false, null, null, null));
    String entry = body(sent).get("id").asText();
    assertEquals(List.of("reply"), kinds(COLLEAGUE));
    replies.takeBack(OPERATOR, ref, entry);
    assertEquals(List.of(), kinds(COLLEAGUE));
  }

  @Test
  public void followersOfWhatWasMergedAreToldWhereItGoesOn() {
    ticket();
    follow(COLLEAGUE);
    String into = Tickets.open().at(desk).toString();
    desk.rest.merges.merge(OPERATOR, ref, into, new Requests.NewMerge(true));
    ref = into;
    note(OPERATOR, "統合先で");
    assertEquals("note", kinds(COLLEAGUE).get(0));
  }

  @Test
  public void colleaguesWhoSeeTheTicketAreFoundByNameKanaAndLogin() {
    ticket();
    for (String typed : List.of("高橋", "タカハシ", "たかはしけ", "ﾀｶﾊｼ", "takaha", "健 高橋")) {
      JsonNode found = json(desk.rest.follows.colleagues(OPERATOR, ref, typed));
      assertEquals(typed, 1, found.size());
      assertEquals("takahashi", found.get(0).get("id").asText());
    }
    JsonNode all = json(desk.rest.follows.colleagues(OPERATOR, ref, ""));
    List<String> logins = new ArrayList<>();
    all.forEach(c -> logins.add(c.get("id").asText()));
    assertEquals(List.of("takahashi", "mori"), logins);
  }
}

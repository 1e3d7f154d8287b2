package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class TicketResourceTest extends RestTest {
  private static Requests.NewTicket call(String requestId) {
    return new Requests.NewTicket(
        requestId,
        "mihon",
        "page-report",
        "phone",
        "リンク切れ",
        "開きません。",
        "hoken-nenkin",
        "nenkin",
        "high",
        "2026-11-21T09:00:00Z",
        new Requests.Caller(
            null, "田中 花子", "たなか", List.of(new Requests.Contact("mail", "a@b.example"))));
  }

  @Test
  public void ticketIsWrittenDownOnceAndShownWhole() {
    Response created = tickets.open(OPERATOR, call("r1"));
    assertEquals(201, created.getStatus());
    JsonNode view = body(created);
    String ref = view.get("ref").asText();
    assertEquals("below the resource", ref, created.getHeaderString("Location"));
    assertEquals("\"1\"", created.getHeaderString("ETag"));
    assertEquals("page-report", view.get("kind").asText());
    assertEquals("high", view.get("priority").asText());
    assertEquals("鈴木 美咲", view.get("owner").get("name").asText());
    assertEquals("保険年金課", view.get("section").get("name").asText());
    assertEquals("年金", view.get("category").get("name").asText());
    assertEquals("2026-11-21T09:00:00Z", view.get("dueAt").asText());
    assertEquals("mail", view.get("citizen").get("contacts").get(0).get("kind").asText());
    assertEquals("citizen", view.get("entries").get(0).get("type").asText());
    assertFalse(view.has("entriesBefore"));
    assertFalse(view.has("row"));
    Response again = tickets.open(OPERATOR, call("r1"));
    assertEquals(200, again.getStatus());
    assertEquals(ref, body(again).get("ref").asText());
  }

  @Test
  public void whoeverDoesNotSayTheirNameIsServedToo() {
    List<String> citizens = new ArrayList<>();
    for (String request : List.of("r1", "r2")) {
      Requests.NewTicket call =
          new Requests.NewTicket(
              request,
              "mihon",
              "inquiry",
              "phone",
              "名乗らない方",
              "電話で聞き取りました。",
              null,
              null,
              null,
              null,
              new Requests.Caller(null, null, null, List.of()));
      Response created = tickets.open(OPERATOR, call);
      assertEquals(201, created.getStatus());
      JsonNode citizen = body(created).get("citizen");
      assertEquals("", citizen.get("name").asText());
      citizens.add(citizen.get("id").asText());
    }
    assertNotEquals("nobody knows that it is the same", citizens.get(0), citizens.get(1));
  }

  @Test
  public void everyWrongFieldIsNamedAtOnce() {
    Requests.NewTicket wrong =
        new Requests.NewTicket(
            "",
            "mihon",
            "wish",
            "Phone!",
            " ",
            "x".repeat(100_001),
            "nirgends",
            "zzz",
            "max",
            "gestern",
            new Requests.Caller(
                null, "x".repeat(201), null, List.of(new Requests.Contact("mail", "no address"))));
    assertEquals(
        new TreeSet<>(
            Set.of(
                "requestId",
                "kind",
                "channel",
                "subject",
                "text",
                "section",
                "category",
                "priority",
                "dueAt",
                "citizen.name",
                "citizen.contacts[0].value")),
        fields(() -> tickets.open(OPERATOR, wrong)));
    problem(Problems.MALFORMED_BODY, () -> tickets.open(OPERATOR, null));
  }

  @Test
  public void categoryThatIsOverIsShownAsSuchAndToldWhenItEnded() {
    Requests.NewTicket call = call("r1");
    assertFalse(body(tickets.open(OPERATOR, call)).get("category").has("state"));
    desk.retire("nenkin", LocalDate.of(2026, 11, 1));
    JsonNode view = json(tickets.open(OPERATOR, call).getEntity());
    assertEquals("年金", view.get("category").get("name").asText());
    assertEquals("past", view.get("category").get("state").asText());
    FieldProblem late =
        problem(Problems.INVALID_FIELDS, () -> tickets.open(OPERATOR, call("r2"))).fields().get(0);
    assertEquals(new FieldProblem("category", "no-longer", List.of("2026", "11", "1")), late);
  }

  @Test
  public void listQueryIsChecked() {
    ListQuery query = new ListQuery();
    query.queue = "everything";
    query.limit = "201";
    query.after = "!!!";
    query.status = "OPEN";
    query.section = "a b";
    query.owner = "A B";
    query.order = "random";
    assertEquals(
        new TreeSet<>(Set.of("queue", "limit", "after", "status", "section", "owner", "order")),
        fields(() -> tickets.list(OPERATOR, query)));
    ListQuery foreign = new ListQuery();
    foreign.municipality = "aoba";
    problem(Problems.MUNICIPALITY_NOT_FOUND, () -> tickets.list(OPERATOR, foreign));
  }

  @Test
  public void cursorLeadsThroughTheListAndFitsItsOrderOnly() {
    for (int i = 0; i < 5; i++) {
      Tickets.open().at(desk);
    }
    ListQuery query = new ListQuery();
    query.queue = "all-open";
    query.limit = "2";
    Set<String> refs = new TreeSet<>();
    int pages = 0;
    do {
      JsonNode page = json(tickets.list(OPERATOR, query));
      page.get("items").forEach(row -> refs.add(row.get("ref").asText()));
      query.after = page.has("next") ? page.get("next").asText() : null;
      pages++;
    } while (query.after != null);
    assertEquals(5, refs.size());
    assertEquals(3, pages);
    query.after = json(tickets.list(OPERATOR, query)).get("next").asText();
    query.order = "newest";
    assertEquals(Set.of("after"), fields(() -> tickets.list(OPERATOR, query)));
  }

  private static Requests.TicketEdit edit(String subject, String owner, String section) {
    return new Requests.TicketEdit(
        subject, null, null, owner, section, null, null, null, null, null, null, null, null);
  }

  @Test
  public void editNeedsTheVersionAndTellsWhatOthersChanged() {
    String ref = Tickets.open().at(desk).toString();
    Requests.TicketEdit mine = edit("私の件名", "suzuki", null);
    problem(Problems.VERSION_REQUIRED, () -> tickets.edit(OPERATOR, ref, null, mine));
    assertEquals(Set.of("If-Match"), fields(() -> tickets.edit(OPERATOR, ref, "*", mine)));
    Response edited = tickets.edit(OPERATOR, ref, "\"1\"", mine);
    assertEquals("\"2\"", edited.getHeaderString("ETag"));
    DomainException stale =
        problem(
            Problems.STALE_VERSION,
            () -> tickets.edit(COLLEAGUE, ref, "\"1\"", edit("別の件名", null, null)));
    JsonNode changed = json(stale.extensions().get("changed"));
    assertEquals("別の件名", changed.get("subject").get("yours").asText());
    assertEquals("私の件名", changed.get("subject").get("theirs").asText());
    assertEquals("鈴木 美咲", changed.get("subject").get("by").get("name").asText());
    assertEquals("suzuki", changed.get("owner").get("theirs").asText());
    assertFalse(changed.get("owner").has("yours"));
    assertEquals(2, json(stale.extensions().get("current")).get("version").asInt());
    Response cleared = tickets.edit(OPERATOR, ref, "\"2\"", edit(null, "", null));
    assertFalse(body(cleared).has("owner"));
  }

  @Test
  public void editChecksNamesAndHidesForeignTicketsFirst() {
    String ref = Tickets.open().at(desk).toString();
    assertEquals(
        new TreeSet<>(Set.of("owner", "section", "subject")),
        fields(() -> tickets.edit(OPERATOR, ref, "\"1\"", edit("", "ishii", "mihon"))));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> tickets.edit(PENSION_STAFF, ref, "\"1\"", edit("", "nobody", "x")));
    problem(TicketProblems.TICKET_NOT_FOUND, () -> tickets.view(OPERATOR, "x' OR 1=1 --"));
  }

  @Test
  public void sectionStaffHandOverAndStillGetTheirAnswer() {
    TicketRef ref = Tickets.open().at(desk);
    tickets.edit(OPERATOR, ref.toString(), "\"1\"", edit(null, null, "hoken-nenkin"));
    Response moved =
        tickets.edit(PENSION_STAFF, ref.toString(), "\"2\"", edit(null, null, "shiminzei"));
    assertEquals("市民税課", body(moved).get("section").get("name").asText());
    assertEquals(0, body(moved).get("actions").size());
  }

  @Test
  public void replyClosesWithCategoryAndResult() {
    String ref = Tickets.open().at(desk).toString();
    Requests.NewReply reply =
        new Requests.NewReply("r", "回答です。", null, true, "nenkin", "first-contact", null);
    Response created = tickets.reply(OPERATOR, ref, reply);
    assertEquals(201, created.getStatus());
    assertEquals("queued", body(created).get("delivery").get("state").asText());
    assertEquals(body(created).get("id"), body(tickets.reply(OPERATOR, ref, reply)).get("id"));
    JsonNode view = body(tickets.view(OPERATOR, ref));
    assertEquals("closed", view.get("status").asText());
    assertEquals("first-contact", view.get("result").asText());
    assertEquals(2, view.get("entries").size());
    JsonNode history = json(tickets.history(OPERATOR, ref));
    JsonNode last = history.get(history.size() - 1);
    assertEquals("TicketEdited", last.get("type").asText());
    assertEquals("new", last.get("changes").get("status").get("before").asText());
    assertEquals("closed", last.get("changes").get("status").get("after").asText());
  }

  @Test
  public void draftIsOnesOwn() {
    String ref = Tickets.open().at(desk).toString();
    assertEquals(204, tickets.draft(OPERATOR, ref, null).getStatus());
    tickets.keepDraft(OPERATOR, ref, new Requests.DraftText("reply", "途中\nまで"));
    assertEquals("途中\nまで", body(tickets.draft(OPERATOR, ref, null)).get("text").asText());
    assertEquals(204, tickets.draft(OPERATOR, ref, "note").getStatus());
    assertEquals(204, tickets.draft(COLLEAGUE, ref, null).getStatus());
    assertEquals(Set.of("kind"), fields(() -> tickets.draft(OPERATOR, ref, "poem")));
    tickets.dropDraft(OPERATOR, ref, null);
    assertEquals(204, tickets.draft(OPERATOR, ref, null).getStatus());
  }

  @Test
  public void uploadsWaitWithTheDraftTheyBelongTo() throws Exception {
    String ref = Tickets.open().at(desk).toString();
    InputStream map = new ByteArrayInputStream(new byte[] {1, 2});
    String id =
        body(tickets.upload(OPERATOR, ref, "note", "地図.bin", "image/png", map)).get("id").asText();
    assertEquals(204, tickets.draft(OPERATOR, ref, "reply").getStatus());
    assertEquals(204, tickets.draft(COLLEAGUE, ref, "note").getStatus());
    JsonNode draft = body(tickets.draft(OPERATOR, ref, "note"));
    assertEquals("", draft.get("text").asText());
    assertEquals("地図.bin", draft.get("attachments").get(0).get("fileName").asText());
    tickets.keepDraft(OPERATOR, ref, new Requests.DraftText("note", "図のとおり"));
    draft = body(tickets.draft(OPERATOR, ref, null));
    assertEquals("図のとおり", draft.get("text").asText());
    assertEquals(id, draft.get("attachments").get(0).get("id").asText());
    tickets.note(OPERATOR, ref, new Requests.NewNote("n", "図のとおり", List.of(id), null));
    assertFalse(body(tickets.draft(OPERATOR, ref, "note")).has("attachments"));
    String other =
        body(tickets.upload(
                OPERATOR,
                ref,
                "reply",
                "b.bin",
                "image/png",
                new ByteArrayInputStream(new byte[] {3})))
            .get("id")
            .asText();
    tickets.discard(OPERATOR, ref, other);
    assertEquals(204, tickets.draft(OPERATOR, ref, "reply").getStatus());
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> tickets.draft(PENSION_STAFF, "mihon-2020-000001", "note"));
  }

  @Test
  public void uploadComesBackInert() throws Exception {
    String ref = Tickets.open().at(desk).toString();
    byte[] html = "<script>alert(1)</script>".getBytes();
    JsonNode file =
        body(
            tickets.upload(
                OPERATOR,
                ref,
                null,
                "C:\\temp\\悪い\"名前;.html",
                "text/html",
                new ByteArrayInputStream(html)));
    assertEquals("悪い\"名前;.html", file.get("fileName").asText());
    String id = file.get("id").asText();
    Response download = tickets.download(OPERATOR, ref, id);
    assertEquals("application/octet-stream", download.getHeaderString("Content-Type"));
    assertEquals("nosniff", download.getHeaderString("X-Content-Type-Options"));
    assertEquals(
        "sandbox; default-src 'none'", download.getHeaderString("Content-Security-Policy"));
    assertEquals(
        "attachment; filename=\"______.html\"; filename*=UTF-8''"
            + "%E6%82%AA%E3%81%84%22%E5%90%8D%E5%89%8D%3B.html",
        download.getHeaderString("Content-Disposition"));
    try (InputStream content = (InputStream) download.getEntity()) {
      assertEquals(html.length, content.readAllBytes().length);
    }
    Requests.NewNote note = new Requests.NewNote("n", "添付", List.of(id), null);
    JsonNode entry = body(tickets.note(OPERATOR, ref, note));
    assertEquals(id, entry.get("attachments").get(0).get("id").asText());
    assertEquals(
        Set.of("fileName"),
        fields(
            () ->
                tickets.upload(
                    OPERATOR, ref, null, "", "text/html", InputStream.nullInputStream())));
    problem(TicketProblems.ATTACHMENT_NOT_FOUND, () -> tickets.download(OPERATOR, ref, "abc"));
  }

  @Test
  public void longConversationIsReadPageByPage() {
    TicketRef ref = Tickets.open().at(desk);
    for (int i = 0; i < 204; i++) {
      tickets.note(OPERATOR, ref.toString(), new Requests.NewNote("n" + i, "メモ", null, null));
    }
    JsonNode view = body(tickets.view(OPERATOR, ref.toString()));
    assertEquals(200, view.get("entries").size());
    JsonNode older =
        json(tickets.entries(OPERATOR, ref.toString(), view.get("entriesBefore").asText()));
    assertEquals(5, older.get("items").size());
    assertEquals("citizen", older.get("items").get(0).get("type").asText());
    assertFalse(older.has("entriesBefore"));
  }

  @Test
  public void countsAndNextSpeakTheContract() {
    assertEquals(204, tickets.next(OPERATOR).getStatus());
    String ref = Tickets.open().at(desk).toString();
    assertEquals(ref, body(tickets.next(OPERATOR)).get("ref").asText());
    JsonNode queues = json(tickets.counts(OPERATOR, "mihon")).get("queues");
    assertEquals(7, queues.size());
    assertEquals(1, queues.get("all-open").get("count").asInt());
    assertFalse(queues.get("waiting-department").get("capped").asBoolean());
  }

  @Test
  public void citizenIsFoundAndEdited() {
    Tickets.open().at(desk);
    CitizenResource citizens = desk.rest.citizens;
    JsonNode found = json(citizens.search(OPERATOR, "mihon", "花子", null));
    String id = found.get(0).get("id").asText();
    assertNull(found.get(0).get("earlier"));
    Requests.CitizenEdit edit = new Requests.CitizenEdit("山田 はな", null, null, "耳が遠い", null);
    problem(Problems.VERSION_REQUIRED, () -> citizens.edit(OPERATOR, "mihon", id, null, edit));
    Response edited = citizens.edit(OPERATOR, "mihon", id, "\"1\"", edit);
    assertEquals("\"2\"", edited.getHeaderString("ETag"));
    assertEquals("耳が遠い", body(citizens.view(OPERATOR, "mihon", id)).get("notes").asText());
    DomainException stale =
        problem(
            Problems.STALE_VERSION,
            () ->
                citizens.edit(
                    OPERATOR,
                    "mihon",
                    id,
                    "\"1\"",
                    new Requests.CitizenEdit("山川", null, null, null, null)));
    JsonNode changed = json(stale.extensions().get("changed"));
    assertEquals(2, changed.size());
    assertEquals("山川", changed.get("name").get("yours").asText());
    assertEquals("山田 はな", changed.get("name").get("theirs").asText());
    assertEquals("鈴木 美咲", changed.get("name").get("by").get("name").asText());
    assertEquals("耳が遠い", changed.get("notes").get("theirs").asText());
    assertFalse("not edited here", changed.get("notes").has("yours"));
    problem(TicketProblems.CITIZEN_NOT_FOUND, () -> citizens.view(OPERATOR, "mihon", "x"));
    problem(Problems.MUNICIPALITY_NOT_FOUND, () -> citizens.view(OPERATOR, "Aoba", id));
  }
}

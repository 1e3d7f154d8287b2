package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;

/**
 * Two municipalities, each with people of every role, and in みほん市 a record of every kind: one that
 * belongs to 市民窓口課 and a restricted one that belongs to nobody yet. Their texts carry {@link
 * #OWNED} and {@link #RESTRICTED}, so that a trace of them is found wherever it turns up.
 */
final class World {
  static final String OWNED = "ISOLATED-OWNED";
  static final String RESTRICTED = "ISOLATED-RESTRICTED";

  private static final String MANAGED_CATEGORY = "tameshi";
  private static final String SPECIAL_DAY = "2031-05-02";
  private static final Map<String, Object> STEPS =
      Map.of("priority", "high", "addTags", List.of("名のない"));
  private static final String STAFF_HEAD = "login,name,kana,mail,language,role,section\n";

  /** Somebody, with the permissions they hold anywhere. */
  record Person(String login, Api api, Set<String> permissions, Set<String> everywhere) {
    boolean may(Operation operation) {
      Set<String> held = operation.everywhere() ? everywhere : permissions;
      return operation.needs().isEmpty() || operation.needs().stream().anyMatch(held::contains);
    }

    @Override
    public String toString() {
      return login;
    }
  }

  /** What the arguments of operations name, by the kind the operation says. */
  record Specimen(String mark, Map<String, String> names) {}

  private final Api admin;
  private final Rows rows;
  private final String password;
  private final Map<String, Person> people = new HashMap<>();
  Specimen owned;
  Specimen restricted;
  JsonNode countsElsewhere;

  World(Api admin, Rows rows, String password) {
    this.admin = admin;
    this.rows = rows;
    this.password = password;
  }

  World made() throws Exception {
    employ();
    done(
        api("kanri")
            .send(
                "POST",
                "/api/calendar/mihon/special-days",
                Map.of("date", SPECIAL_DAY, "name", "創立記念日")));
    countsElsewhere = api("mori").read("/api/tickets/counts");
    owned = tickets(OWNED, "owned@mail.example");
    restricted = tickets(RESTRICTED, "restricted@mail.example");
    owned.names().put("other-ticket", restricted.names().get("ticket"));
    restricted.names().put("other-ticket", owned.names().get("ticket"));
    owned.names().put("twin", twin(owned));
    restricted.names().put("twin", owned.names().get("ticket"));
    owned.names().put("part", part(owned));
    restricted.names().put("part", owned.names().get("ticket"));
    owned.names().put("twin-citizen", anotherCitizen());
    restricted.names().put("twin-citizen", owned.names().get("citizen"));
    edited(owned.names().get("citizen"));
    hand(owned.names().get("ticket"), "shimin-madoguchi");
    share(owned.names().get("ticket"), "kouen");
    owned.names().put("template", textModule(OWNED, Map.of()));
    owned.names().put("macro", textModule(OWNED + "-macro", Map.of("macro", STEPS)));
    restricted.names().put("macro", owned.names().get("macro"));
    owned.names().put("notice", notice(OWNED));
    owned.names().put("change", change(OWNED));
    String article = article(OWNED);
    owned.names().put("article", article);
    owned.names().put("article-file", articleFile(article, OWNED));
    owned.names().put("article-import", articleImport());
    owned.names().put("proposal", proposal(OWNED));
    for (String name : List.of("pinned-answer", "spare-pinned-answer")) {
      owned.names().put(name, pinned());
      restricted.names().put(name, owned.names().get(name));
    }
    String problem = problem();
    owned.names().put("problem", problem);
    restricted.names().put("problem", problem);
    restrict(restricted.names().get("ticket"));
    staffChanges();
    category();
    return this;
  }

  Person person(String login) {
    return people.get(login);
  }

  /** Of the whole installation. */
  Api administrator() {
    return admin;
  }

  Api api(String login) {
    return people.get(login).api();
  }

  private void employ() throws Exception {
    take(
        "mihon/import/staff",
        STAFF_HEAD
            + "suzuki,鈴木 美咲,すずき みさき,,ja,OPERATOR,\n"
            + "ogawa,小川 真由,おがわ まゆ,,ja,OPERATOR,\n"
            + "sato,佐藤 恵子,さとう けいこ,,ja,SUPERVISOR,\n"
            + "hiruma,昼間 休,ひるま やすみ,,ja,SUPERVISOR,\n"
            + "yoru,夜 長,よる ながし,,ja,SUPERVISOR,\n"
            + "futari,二川 里,ふたがわ さと,,ja,SUPERVISOR,\n"
            + "tanaka,田中 大輔,たなか だいすけ,,ja,SECTION_STAFF,shimin-madoguchi\n"
            + "kubo,久保 学,くぼ まなぶ,,ja,SECTION_STAFF,shigen\n"
            + "kanri,市政 管理,しせい かんり,,ja,ADMINISTRATOR,\n");
    take(
        "aoba/import/staff",
        STAFF_HEAD
            + "mori,森 由美,もり ゆみ,,ja,OPERATOR,\n"
            + "aoki,青木 長,あおき ちょう,,ja,SUPERVISOR,\n"
            + "futari,二川 里,ふたがわ さと,,ja,SUPERVISOR,\n"
            + "akada,赤田 管理,あかだ かんり,,ja,ADMINISTRATOR,\n");
    for (String login :
        List.of(
            "suzuki", "sato", "hiruma", "yoru", "futari", "tanaka", "kubo", "kanri", "mori", "aoki",
            "akada")) {
      HttpResponse<String> set =
          admin.send(
              "PUT", "/api/directory/staff/" + login + "/password", Map.of("password", password));
      assertEquals(login + set.body(), 204, set.statusCode());
      people.put(login, person(login, new Api().changed(login, password, password)));
    }
  }

  /** For the classes behind this one: whose password was set once more has changed it. */
  void settle() throws Exception {
    new Api().changed(owned.names().get("staff"), password, password);
  }

  private void take(String address, String csv) throws Exception {
    HttpResponse<String> taken =
        admin.sendText(
            "POST", "/api/directory/" + address, csv, "Content-Type", "text/csv;charset=UTF-8");
    assertEquals(taken.body(), 200, taken.statusCode());
    assertEquals(taken.body(), true, Api.json(taken.body()).get("taken").asBoolean());
  }

  private static Person person(String login, Api api) throws Exception {
    JsonNode me = api.read("/api/directory/me");
    Set<String> permissions = new HashSet<>();
    me.get("municipalities")
        .forEach(m -> m.get("permissions").forEach(p -> permissions.add(p.asText())));
    Set<String> everywhere = new HashSet<>();
    me.get("everywhere").forEach(p -> everywhere.add(p.asText()));
    permissions.addAll(everywhere);
    return new Person(login, api, permissions, everywhere);
  }

  /** A ticket from outside with a file, an answer, a note, a draft and an upload not sent yet. */
  private Specimen tickets(String mark, String from) throws Exception {
    Api sato = api("sato");
    push(mark, Map.of("kind", "mail", "value", from));
    String ref = await(mark).until(() -> found(mark));
    String address = "/api/tickets/" + ref;
    JsonNode ticket = sato.read(address);
    Map<String, String> names = new HashMap<>();
    names.put("ticket", ref);
    names.put("citizen", ticket.at("/citizen/id").asText());
    names.put("entry", ticket.at("/entries/0/id").asText());
    names.put("attachment", ticket.at("/entries/0/attachments/0/id").asText());
    names.put("pdf", ticket.at("/entries/0/attachments/1/id").asText());
    done(sato.send("PUT", address + "/draft", Map.of("kind", "note", "text", "下書き " + mark)));
    names.put("note", note(address, "メモ " + mark));
    tag(sato, address, mark);
    names.put("upload", upload(sato, address, mark));
    names.put("spare-upload", upload(sato, address, mark));
    names.put("failed", reply(address, mark, "refuses", "failed"));
    names.put("in-doubt", reply(address, mark, "breaks-off", "in-doubt"));
    done(sato.send("PUT", "/api/loopback/loopback-mihon/peer", Map.of("behaviour", "up")));
    push("{", mark);
    push("{{", mark);
    names.put("spare-quarantined", quarantined(1));
    names.put("quarantined", quarantined(0));
    HttpResponse<String> token = token(sato, Map.of("name", mark));
    names.put("token", Api.json(token.body()).get("id").asText());
    names.put("bulk-job", bulkJob());
    names.put("view", view(mark));
    names.put("alert", alert(ref));
    names.put("import-job", importJob());
    names.put("session", anotherSession());
    names.put("municipality", "mihon");
    names.put("section", "shimin-madoguchi");
    names.put("contributor", "kouen");
    names.put("staff", "tanaka");
    names.put("channel", "loopback-mihon");
    names.put("category", "none");
    names.put("special-day", SPECIAL_DAY);
    return new Specimen(mark, names);
  }

  /** Somebody of whom nothing but a call is known. */
  private String anotherCitizen() throws Exception {
    String ref = Calls.openByHand(api("sato"), "mihon", "別の方の件");
    return api("sato").read("/api/tickets/" + ref).at("/citizen/id").asText();
  }

  /** So that there is something to go back to. */
  private void edited(String citizen) throws Exception {
    String address = "/api/citizens/mihon/" + citizen;
    String version = api("sato").get(address).headers().firstValue("ETag").orElseThrow();
    done(
        api("sato")
            .sendText(
                "PATCH",
                address,
                Api.text(Map.of("notes", "筆談")),
                "Content-Type",
                "application/json;charset=UTF-8",
                "If-Match",
                version));
  }

  private String note(String address, String text) throws Exception {
    HttpResponse<String> noted =
        api("sato")
            .send(
                "POST",
                address + "/notes",
                Map.of("requestId", UUID.randomUUID().toString(), "text", text));
    done(noted);
    return Api.json(noted.body()).get("id").asText();
  }

  /** A ticket that was split off. */
  private String part(Specimen of) throws Exception {
    String ref = of.names().get("ticket");
    String address = "/api/tickets/" + ref;
    String entry = note(address, "別の件");
    HttpResponse<String> split =
        api("sato")
            .send(
                "POST",
                "/api/splits/" + ref,
                Map.of("requestId", UUID.randomUUID().toString(), "entries", List.of(entry)),
                "If-Match",
                api("sato").get(address).headers().firstValue("ETag").orElseThrow());
    assertEquals(split.body(), 201, split.statusCode());
    return Api.json(split.body()).get("ref").asText();
  }

  /** Another ticket of the same citizen. */
  private String twin(Specimen of) throws Exception {
    HttpResponse<String> opened =
        api("sato")
            .send(
                "POST",
                "/api/tickets",
                Map.of(
                    "requestId", UUID.randomUUID().toString(),
                    "municipality", "mihon",
                    "kind", "inquiry",
                    "channel", "phone",
                    "subject", "二度目",
                    "text", "同じ件です",
                    "citizen", Map.of("id", of.names().get("citizen"))));
    assertEquals(opened.body(), 201, opened.statusCode());
    return Api.json(opened.body()).get("ref").asText();
  }

  /** One that waits for its person to say the word. */
  private String bulkJob() throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/bulk",
                Map.of(
                    "requestId",
                    UUID.randomUUID().toString(),
                    "municipality",
                    "mihon",
                    "selection",
                    Map.of("queue", "waiting-department"),
                    "change",
                    Map.of("priority", "high")));
    done(made);
    String id = Api.json(made.body()).get("id").asText();
    await("tickets of the job")
        .until(() -> api("sato").read("/api/bulk/" + id).at("/state").asText().equals("ready"));
    return id;
  }

  /** What 佐藤 is told: she follows the ticket, and 鈴木 writes there. */
  private String alert(String ref) throws Exception {
    done(api("sato").send("PUT", "/api/follows/" + ref, null));
    done(
        api("suzuki")
            .send(
                "POST",
                "/api/tickets/" + ref + "/notes",
                Map.of("requestId", UUID.randomUUID().toString(), "text", "お知らせ")));
    return await("the alert")
        .until(
            () -> {
              JsonNode newest = api("sato").read("/api/alerts").at("/items/0");
              if (!newest.path("ref").asText().equals(ref)) {
                throw new IllegalStateException("not told yet");
              }
              return newest.get("id").asText();
            });
  }

  /** A list of 佐藤's own. */
  private String view(String mark) throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/views",
                Map.of(
                    "requestId",
                    UUID.randomUUID().toString(),
                    "municipality",
                    "mihon",
                    "name",
                    mark,
                    "selection",
                    Map.of("queue", "waiting-department")));
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  /** A file of old tickets nobody has begun with. */
  private String importJob() throws Exception {
    HttpResponse<String> kept =
        api("kanri")
            .sendText(
                "POST",
                "/api/imports/files/mihon?fileName=old.csv",
                "番号,受付日,件名\n1,R5.4.1,昔の件\n",
                "Content-Type",
                "text/csv");
    assertEquals(kept.body(), 201, kept.statusCode());
    return Api.json(kept.body()).get("id").asText();
  }

  /** Of 佐藤, who goes on in the one there was; what is changed meanwhile ends it. */
  String anotherSession() throws Exception {
    new Api().login("sato", password);
    for (JsonNode session : api("sato").read("/api/sessions")) {
      if (!session.get("current").asBoolean()) {
        return session.get("id").asText();
      }
    }
    throw new AssertionError("there is no other session");
  }

  private static void tag(Api person, String address, String mark) throws Exception {
    String version = person.get(address).headers().firstValue("ETag").orElseThrow();
    done(person.send("PATCH", address, Map.of("tags", List.of(mark)), "If-Match", version));
  }

  private static String upload(Api person, String address, String mark) throws Exception {
    HttpResponse<String> kept =
        person.sendText(
            "POST",
            address + "/attachments?fileName=" + mark + ".txt",
            mark,
            "Content-Type",
            "text/plain");
    assertEquals(kept.body(), 201, kept.statusCode());
    return Api.json(kept.body()).get("id").asText();
  }

  private static String base64(String content) {
    return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  private void push(String mark, Map<String, String> contact) throws Exception {
    String file = base64(mark);
    push(
        Api.text(
            Map.of(
                "id",
                UUID.randomUUID().toString(),
                "contact",
                contact,
                "name",
                "市民 " + mark,
                "subject",
                "件名 " + mark,
                "text",
                "本文 " + mark,
                "html",
                "<p>本文 " + mark + "</p><img src='https://images.example/a.png'>",
                "forwarded",
                Map.of("name", "転送元 " + mark, "address", mark + "@forwarded.example"),
                "attachments",
                List.of(
                    Map.of("fileName", mark + ".txt", "mediaType", "text/plain", "content", file),
                    Map.of(
                        "fileName",
                        mark + ".pdf",
                        "mediaType",
                        "application/pdf",
                        "content",
                        base64("%PDF-1.4\n" + mark))))),
        "");
  }

  private void push(String content, String after) throws Exception {
    HttpResponse<String> taken =
        api("sato").sendText("POST", "/api/loopback/loopback-mihon", content + after);
    assertEquals(taken.body(), 202, taken.statusCode());
  }

  private String found(String mark) throws Exception {
    return api("sato")
        .read("/api/tickets?municipality=mihon&q=" + mark)
        .at("/items/0/ref")
        .textValue()
        .toString();
  }

  private String reply(String address, String mark, String behaviour, String state)
      throws Exception {
    Api sato = api("sato");
    done(sato.send("PUT", "/api/loopback/loopback-mihon/peer", Map.of("behaviour", behaviour)));
    done(
        sato.send(
            "POST",
            address + "/replies",
            Map.of("requestId", UUID.randomUUID().toString(), "text", "回答 " + mark)));
    String ref = address.substring(address.lastIndexOf('/') + 1);
    return await(state)
        .until(
            () -> {
              for (JsonNode row : sato.read("/api/channels/outbox?state=" + state).get("items")) {
                if (row.get("ticket").asText().equals(ref)) {
                  return row.get("id").asText();
                }
              }
              throw new IllegalStateException(state + " not yet");
            });
  }

  private String quarantined(int index) {
    return await("quarantine")
        .until(
            () ->
                api("sato")
                    .read("/api/channels/inbox?state=quarantined")
                    .get("items")
                    .get(index)
                    .get("id")
                    .asText());
  }

  private String textModule(String mark, Map<String, Object> macro) throws Exception {
    Map<String, Object> module = new HashMap<>(macro);
    module.putAll(
        Map.of(
            "municipality",
            "mihon",
            "section",
            "shimin-madoguchi",
            "shortcut",
            mark,
            "title",
            "題 " + mark,
            "text",
            "定型文 " + mark));
    HttpResponse<String> made = api("sato").send("POST", "/api/templates", module);
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  /** Everybody of the municipality sees it, so that it carries no mark. */
  private String pinned() throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/pinned-answers",
                Map.of(
                    "requestId", UUID.randomUUID().toString(),
                    "municipality", "mihon",
                    "heading", "避難所",
                    "text", "市民会館を開けています。"));
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  private String notice(String mark) throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/notices",
                Map.of(
                    "requestId",
                    UUID.randomUUID().toString(),
                    "municipality",
                    "mihon",
                    "section",
                    "shimin-madoguchi",
                    "title",
                    "題 " + mark,
                    "text",
                    "お知らせ " + mark,
                    "to",
                    Instant.now().plus(Duration.ofDays(30)).toString()));
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  private String change(String mark) throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/changes/mihon",
                Map.of(
                    "requestId", UUID.randomUUID().toString(),
                    "section", "shimin-madoguchi",
                    "title", "題 " + mark,
                    "from", "2031-05-02T00:00:00Z",
                    "to", "2031-05-02T03:00:00Z"));
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  /** A draft. */
  private String article(String mark) throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/articles",
                Map.of(
                    "requestId",
                    UUID.randomUUID().toString(),
                    "municipality",
                    "mihon",
                    "section",
                    "shimin-madoguchi",
                    "question",
                    "FAQ " + mark,
                    "body",
                    "<p>" + mark + "</p>"));
    assertEquals(made.body(), 201, made.statusCode());
    return Api.json(made.body()).at("/head/id").asText();
  }

  private String articleFile(String article, String mark) throws Exception {
    HttpResponse<String> kept =
        api("sato")
            .sendText(
                "POST",
                "/api/article-attachments/" + article + "?fileName=" + mark + ".txt",
                mark,
                "Content-Type",
                "text/plain");
    assertEquals(kept.body(), 201, kept.statusCode());
    return Api.json(kept.body()).get("id").asText();
  }

  /** Of a file that is only looked at. */
  private String articleImport() throws Exception {
    HttpResponse<String> kept =
        api("sato")
            .sendText(
                "POST",
                "/api/article-files/mihon/import?dryRun=true",
                "externalId,question,conclusion,body\nworld-1,問い,,\n",
                "Content-Type",
                "text/csv");
    assertEquals(kept.body(), 202, kept.statusCode());
    String id = Api.json(kept.body()).get("id").asText();
    await("the file of articles")
        .until(
            () ->
                api("sato")
                    .read("/api/article-imports/" + id)
                    .get("state")
                    .asText()
                    .equals("taken"));
    return id;
  }

  private String proposal(String mark) throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/article-proposals",
                Map.of(
                    "requestId",
                    UUID.randomUUID().toString(),
                    "municipality",
                    "mihon",
                    "section",
                    "shimin-madoguchi",
                    "question",
                    "FAQの提案 " + mark));
    assertEquals(made.body(), 201, made.statusCode());
    return Api.json(made.body()).get("id").asText();
  }

  /** What only the search has, once it is there. */
  void searched() throws Exception {
    for (Specimen specimen : List.of(owned, restricted)) {
      Map<String, Object> group =
          Map.of(
              "requestId",
              UUID.randomUUID().toString(),
              "words",
              List.of(specimen.mark(), "言葉 " + specimen.mark()));
      HttpResponse<String> made = api("sato").send("POST", "/api/search-synonyms/mihon", group);
      assertEquals(made.body(), 201, made.statusCode());
      specimen.names().put("synonyms", Api.json(made.body()).get("id").asText());
      specimen.names().put("search", UUID.randomUUID().toString());
    }
  }

  /** Everybody who works in the municipality sees it. */
  private String problem() throws Exception {
    HttpResponse<String> made =
        api("sato")
            .send(
                "POST",
                "/api/problems/mihon",
                Map.of(
                    "requestId", UUID.randomUUID().toString(),
                    "section", "shimin-madoguchi",
                    "title", "申請画面が開かない"));
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  /** One that waits for its day, and one that was carried out. */
  private void staffChanges() throws Exception {
    String planned = staffChange("retirement", today().plusDays(300));
    String done = staffChange("absence", today());
    for (Specimen specimen : List.of(owned, restricted)) {
      specimen.names().put("staff-change", planned);
      specimen.names().put("done-staff-change", done);
    }
    await("the change of staff")
        .until(
            () ->
                api("kanri")
                    .read("/api/staff-changes/mihon?state=done")
                    .at("/items/0/id")
                    .asText()
                    .equals(done));
  }

  private void category() throws Exception {
    done(api("kanri").send("POST", "/api/categories/mihon/items", managedCategory()));
    for (Specimen specimen : List.of(owned, restricted)) {
      specimen.names().put("managed-category", MANAGED_CATEGORY);
    }
  }

  /** The one of the specimens; written again it is the same. */
  static Map<String, Object> managedCategory() {
    return Map.of("code", MANAGED_CATEGORY, "name", "試しの分類", "section", "shimin-madoguchi");
  }

  /** In the city. */
  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Tokyo"));
  }

  private String staffChange(String kind, LocalDate on) throws Exception {
    HttpResponse<String> made =
        api("kanri").send("POST", "/api/staff-changes/mihon", staffChangeOf(kind, on));
    done(made);
    return Api.json(made.body()).get("id").asText();
  }

  static Map<String, Object> staffChangeOf(String kind, LocalDate on) {
    return Map.of(
        "requestId",
        UUID.randomUUID().toString(),
        "login",
        "ogawa",
        "kind",
        kind,
        "date",
        on.toString());
  }

  private void hand(String ref, String section) throws Exception {
    Api sato = api("sato");
    String version = sato.get("/api/tickets/" + ref).headers().firstValue("ETag").orElseThrow();
    done(
        sato.send("PATCH", "/api/tickets/" + ref, Map.of("section", section), "If-Match", version));
  }

  /** Another section contributes from now on. */
  private void share(String ref, String section) throws Exception {
    Api sato = api("sato");
    String version = sato.get("/api/tickets/" + ref).headers().firstValue("ETag").orElseThrow();
    Map<String, Object> edit = Map.of("contributors", List.of(section));
    done(sato.send("PATCH", "/api/tickets/" + ref, edit, "If-Match", version));
  }

  /** In the tables, so that no operation under test is needed to make what it is tested with. */
  private void restrict(String ref) throws Exception {
    String own = "(select ID from TICKET where SUBJECT like '%" + RESTRICTED + "%')";
    for (String table :
        List.of("TICKET_ENTRY", "TICKET_ATTACHMENT", "TICKET_DRAFT", "TICKET_TAG")) {
      rows.change("update " + table + " set CONFIDENTIALITY = 10 where TICKET_ID in " + own);
    }
    rows.change("update OUTBOX set CONFIDENTIALITY = 10 where TICKET = ?", ref);
    rows.change("update EVENT_LOG set CONFIDENTIALITY = 10 where AGGREGATE = ?", ref);
    assertEquals(1, rows.change("update TICKET set CONFIDENTIALITY = 10 where ID in " + own));
  }

  static void done(HttpResponse<String> answer) {
    assertEquals(answer.uri() + " " + answer.body(), 2, answer.statusCode() / 100);
  }

  static HttpResponse<String> token(Api owner, Map<String, ?> wanted) throws Exception {
    Map<String, Object> body = new HashMap<>(wanted);
    body.putIfAbsent("name", "試験 " + UUID.randomUUID());
    body.put("expiresAt", Instant.now().plus(Duration.ofDays(1)).toString());
    HttpResponse<String> issued = owner.send("POST", "/api/directory/tokens", body);
    done(issued);
    return issued;
  }

  /** A program of this person with these permissions of theirs. */
  static Api program(Api owner, Map<String, ?> wanted) throws Exception {
    return new Api().withToken(Api.json(token(owner, wanted).body()).get("token").asText());
  }

  /** Whoever was let in once and is not any more, by what became of the credential. */
  Map<String, Api> strangers() throws Exception {
    Api left = new Api().login("sato", password);
    done(left.send("DELETE", "/api/session", null));
    Timestamp past = Timestamp.from(Instant.now().minus(Duration.ofDays(40)));
    rows.change("update WEB_SESSION set LAST_SEEN_AT = ? where LOGIN = 'hiruma'", past);
    rows.change("update WEB_SESSION set CREATED_AT = ? where LOGIN = 'yoru'", past);
    HttpResponse<String> issued = token(api("sato"), Map.of());
    Api withdrawn = new Api().withToken(Api.json(issued.body()).get("token").asText());
    String id = Api.json(issued.body()).get("id").asText();
    done(api("sato").send("DELETE", "/api/directory/tokens/" + id, null));
    HttpResponse<String> old = token(api("sato"), Map.of());
    rows.change(
        "update API_TOKEN set EXPIRES_AT = ? where ID = ?",
        past,
        Api.json(old.body()).get("id").asLong());
    return Map.of(
        "nobody",
        new Api(),
        "ended session",
        left,
        "idle session",
        api("hiruma"),
        "old session",
        api("yoru"),
        "withdrawn token",
        withdrawn,
        "expired token",
        new Api().withToken(Api.json(old.body()).get("token").asText()));
  }
}

package org.madoguchi.knowledge.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.rest.Views.ArticleEdit;
import org.madoguchi.knowledge.internal.rest.Views.NewArticle;
import org.madoguchi.knowledge.internal.rest.Views.NewComment;
import org.madoguchi.knowledge.internal.rest.Views.NewUse;
import org.madoguchi.knowledge.internal.rest.Views.RuleEdit;
import org.madoguchi.knowledge.internal.rest.Views.StepView;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

public class ArticleResourceTest extends DatabaseMatrix {
  private Room room;
  private ArticleResource articles;
  private CommentResource comments;
  private UseResource uses;
  private RuleResource rules;
  private FileResource files;
  private ImportResource imports;
  private ProposalResource proposals;

  @Before
  public void openRoom() {
    room = new Room(database());
    room.directory.category(MIHON, "hoken", "保険", Room.PENSION);
    articles = new ArticleResource(room.desk, room.steps, room.directory);
    comments = new CommentResource(room.comments, room.directory);
    uses = new UseResource(room.uses, room.directory);
    rules = new RuleResource(room.rules, room.directory);
    files = new FileResource(room.imports, room.exports, room.directory);
    imports = new ImportResource(room.imports, room.directory);
    proposals = new ProposalResource(room.proposals, room.directory);
  }

  private static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  private static <T> T sent(Class<T> type, Map<String, ?> members) {
    ObjectNode body = Json.mapper().valueToTree(members);
    return Json.mapper().convertValue(body, type);
  }

  private static DomainException problem(ProblemType type, ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(type, thrown.type());
    return thrown;
  }

  private static Set<String> fields(ThrowingRunnable attempt) {
    Set<String> fields = new TreeSet<>();
    problem(Problems.INVALID_FIELDS, attempt).fields().stream()
        .map(FieldProblem::field)
        .forEach(fields::add);
    return fields;
  }

  private JsonNode created(Map<String, ?> members) {
    return json(articles.create(PENSION_STAFF, sent(NewArticle.class, members)).getEntity());
  }

  private String published() {
    JsonNode made =
        created(
            Map.ofEntries(
                Map.entry("requestId", "r1"),
                Map.entry("municipality", "mihon"),
                Map.entry("section", "hoken-nenkin"),
                Map.entry("category", "hoken"),
                Map.entry("question", "保険証をなくした"),
                Map.entry("conclusion", "再交付できます。"),
                Map.entry("body", "<h2>必要なもの</h2><p>本人確認書類</p><script>x</script>"),
                Map.entry("words", List.of("ほけんしょう")),
                Map.entry("visibility", "public"),
                Map.entry("scope", "in-part"),
                Map.entry("scopeNote", "資格の有無は担当課へ"),
                Map.entry(
                    "translations",
                    List.of(
                        Map.of(
                            "language",
                            "en",
                            "question",
                            "Lost card",
                            "body",
                            "<p>Reissue</p>")))));
    String id = made.at("/head/id").asText();
    step(PENSION_STAFF, id, Map.of("step", "submit", "comment", "お願いします"));
    step(SUPERVISOR, id, Map.of("step", "approve"));
    return id;
  }

  private JsonNode step(AccessScope who, String id, Map<String, ?> members) {
    String version = articles.view(who, id, "").getHeaderString("ETag");
    Response done = articles.step(who, id, version, sent(StepView.class, members));
    return json(done.getEntity());
  }

  @Test
  @Covers({"F2", "F4", "K4", "S2", "S3", "S5"})
  public void articleIsWrittenApprovedAndReadWithItsTranslationsAndScope() {
    String id = published();
    JsonNode read = json(articles.view(OPERATOR, id, "").getEntity());
    assertEquals("保険証をなくした", read.at("/head/question").asText());
    assertEquals("保険", read.at("/head/category/name").asText());
    assertEquals("保険年金課", read.at("/head/section/name").asText());
    assertEquals("in-part", read.at("/head/scope").asText());
    assertEquals("資格の有無は担当課へ", read.get("scopeNote").asText());
    assertFalse(read.get("body").asText().contains("script"));
    assertEquals("Lost card", read.at("/translations/0/question").asText());
    assertFalse(read.at("/translations/0/checked").asBoolean());
    // nothing of the work on it
    assertFalse(read.has("lets") || read.has("newest") || read.at("/head").has("progress"));
    JsonNode list =
        json(articles.list(OPERATOR, "mihon", "", "", "hoken", "", "", "", "証", "", ""));
    assertEquals("current", list.at("/items/0/standing").asText());
  }

  @Test
  public void whatDiffersBetweenEditionsIsTold() {
    String id = published();
    String version = articles.view(PENSION_STAFF, id, "").getHeaderString("ETag");
    articles.edit(
        PENSION_STAFF,
        id,
        version,
        sent(
            ArticleEdit.class,
            Map.of("body", "<h2>必要なもの</h2><p>本人確認書類と印鑑</p>", "visibility", "staff")));
    JsonNode compared = json(articles.comparison(PENSION_STAFF, id, "", ""));
    assertEquals("body", compared.at("/differences/0/field").asText());
    assertTrue(compared.toString(), compared.toString().contains("\"added\",\"text\":\"と印鑑\""));
    assertEquals("visibility", compared.at("/differences/1/field").asText());
    JsonNode editions = json(articles.editions(PENSION_STAFF, id, "", "1"));
    assertEquals("2", editions.get("next").asText());
    assertEquals("氏名 kato", editions.at("/items/0/editor/name").asText());
    // the translation was made of another original
    JsonNode now = json(articles.view(PENSION_STAFF, id, "").getEntity());
    assertTrue(now.at("/translations/0/behind").asBoolean());
    assertEquals("draft", now.at("/head/progress").asText());
  }

  @Test
  public void stepsThatOneMayTakeAreTold() {
    String id = published();
    String lets = json(articles.view(PENSION_STAFF, id, "").getEntity()).get("lets").toString();
    assertTrue(lets, lets.contains("submit") && !lets.contains("approve"));
    assertTrue(
        json(articles.view(SUPERVISOR, id, "").getEntity())
            .get("lets")
            .toString()
            .contains("approve"));
    JsonNode said = json(comments.list(SUPERVISOR, id, "", ""));
    assertEquals("submit", said.at("/items/0/step").asText());
    comments.add(SUPERVISOR, id, new NewComment("c1", "後で見ます"));
    comments.add(SUPERVISOR, id, new NewComment("c1", "後で見ます"));
    assertEquals(2, json(comments.list(SUPERVISOR, id, "", "")).get("items").size());
    problem(Problems.FORBIDDEN, () -> comments.list(OPERATOR, id, "", ""));
  }

  @Test
  public void everyBadFieldIsToldAtOnce() {
    assertEquals(
        Set.of("municipality", "question", "requestId"),
        fields(() -> articles.create(SUPERVISOR, sent(NewArticle.class, Map.of()))));
    assertEquals(
        Set.of(
            "body.img.alt",
            "language",
            "reviewMonths",
            "scope",
            "translations[0].language",
            "translations[0].question",
            "validFrom",
            "visibility"),
        fields(
            () ->
                created(
                    Map.of(
                        "requestId", "r",
                        "municipality", "mihon",
                        "question", "問い",
                        "body", "<img src='attachment:1'>",
                        "language", "日本語",
                        "reviewMonths", 999,
                        "scope", "all",
                        "visibility", "friends",
                        "validFrom", "明日",
                        "translations", List.of(Map.of("language", ""))))));
    assertEquals(
        Set.of("after", "limit", "progress", "q", "section", "standing", "visibility", "work"),
        fields(
            () ->
                articles.list(
                    OPERATOR,
                    "",
                    "yes",
                    "no such!",
                    "",
                    "new",
                    "x",
                    "y",
                    "x".repeat(101),
                    "z",
                    "201")));
    problem(Problems.MALFORMED_BODY, () -> articles.create(SUPERVISOR, null));
    problem(KnowledgeProblems.ARTICLE_NOT_FOUND, () -> articles.view(SUPERVISOR, "x", ""));
    String id = published();
    problem(
        Problems.VERSION_REQUIRED,
        () -> articles.edit(PENSION_STAFF, id, null, sent(ArticleEdit.class, Map.of())));
    assertEquals(Set.of("edition"), fields(() -> step(SUPERVISOR, id, Map.of("step", "restore"))));
    assertEquals(Set.of("step"), fields(() -> step(SUPERVISOR, id, Map.of("step", "dance"))));
  }

  @Test
  @Covers({"F8", "K11", "S9"})
  public void usesAreCountedByDayAndComplaintsKept() {
    String id = published();
    for (String use : List.of("viewed", "viewed", "used", "helpful")) {
      uses.count(OPERATOR, id, new NewUse(null, use, null, null));
    }
    NewUse complaint = new NewUse("u1", "unhelpful", "outdated", "料金が古い");
    uses.count(OPERATOR, id, complaint);
    uses.count(OPERATOR, id, complaint);
    JsonNode told = json(uses.show(PENSION_STAFF, id, "", ""));
    assertEquals(
        "{\"day\":\"2026-11-02\",\"views\":2,\"uses\":1,\"helpful\":1,\"unhelpful\":1}",
        told.at("/days/0").toString());
    assertEquals("outdated", told.at("/complaints/0/fault").asText());
    problem(Problems.FORBIDDEN, () -> uses.show(OPERATOR, id, "", ""));
    assertEquals(
        Set.of("to"), fields(() -> uses.show(PENSION_STAFF, id, "2020-01-01", "2026-01-01")));
    assertEquals(Set.of("to"), fields(() -> uses.show(PENSION_STAFF, id, "", "-999999999-01-01")));
    assertEquals(
        Set.of("use"), fields(() -> uses.count(OPERATOR, id, new NewUse(null, "", "", ""))));
    assertEquals(
        Set.of("requestId"),
        fields(() -> uses.count(OPERATOR, id, new NewUse(null, "unhelpful", "", ""))));
  }

  @Test
  public void rulesAreSettledWhole() {
    Response none = rules.view(PENSION_STAFF, "mihon", "hoken-nenkin");
    assertEquals("\"0\"", none.getHeaderString("ETag"));
    Response settled =
        rules.settle(
            PENSION_STAFF, "mihon", "hoken-nenkin", "\"0\"", new RuleEdit(List.of("oka"), false));
    assertEquals("\"1\"", settled.getHeaderString("ETag"));
    assertEquals("氏名 oka", json(settled.getEntity()).at("/approvers/0/name").asText());
    problem(
        Problems.STALE_VERSION,
        () ->
            rules.settle(
                PENSION_STAFF, "mihon", "hoken-nenkin", "\"0\"", new RuleEdit(null, true)));
  }

  @Test
  @Covers("F4")
  public void proposalIsToldWithItsTicket() {
    JsonNode made =
        json(
            proposals
                .propose(
                    OPERATOR,
                    sent(
                        ProposalResource.NewProposal.class,
                        Map.of(
                            "requestId", "p1",
                            "municipality", "mihon",
                            "section", "hoken-nenkin",
                            "ticket", "mihon-2026-004512",
                            "question", "年金手帳をなくした")))
                .getEntity());
    String id = made.get("id").asText();
    assertEquals("mihon-2026-004512", made.get("ticket").asText());
    assertEquals(
        id,
        json(proposals.list(PENSION_STAFF, "mihon", "", "", "", "")).at("/items/0/id").asText());
    Response done =
        proposals.decide(
            PENSION_STAFF,
            id,
            "\"1\"",
            new ProposalResource.DecisionEdit("declined", null, "対象外です", null));
    assertEquals("\"2\"", done.getHeaderString("ETag"));
    assertEquals(
        "対象外です",
        json(proposals.list(OPERATOR, "", "true", "", "", "")).at("/items/0/answer").asText());
    assertEquals(
        Set.of("article"),
        fields(
            () ->
                proposals.propose(
                    OPERATOR,
                    sent(
                        ProposalResource.NewProposal.class,
                        Map.of(
                            "requestId", "p2", "municipality", "mihon", "wanted", "correction")))));
  }

  @Test
  @Covers("X1")
  public void filesAreReadInEitherEncodingAndWrittenInThree() throws IOException {
    String csv = "externalId,question,conclusion,body,state\nA,髙島①,結論,<p>文</p>,published\n";
    for (byte[] file :
        List.of(
            ("\ufeff" + csv).getBytes(StandardCharsets.UTF_8),
            csv.getBytes(StandardCharsets.UTF_8),
            csv.getBytes(Charset.forName("windows-31j")))) {
      JsonNode outcome = imported("", "text/csv", file);
      assertEquals(outcome.toString(), "taken", outcome.get("state").asText());
    }
    assertEquals(List.of("髙島①"), room.listed(OPERATOR, false));
    for (String format : List.of("csv", "csv-shift-jis", "json-lines")) {
      Response exported = files.exportFile(SUPERVISOR, "mihon", format);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ((StreamingOutput) exported.getEntity()).write(out);
      Charset charset =
          format.endsWith("jis") ? Charset.forName("windows-31j") : StandardCharsets.UTF_8;
      assertTrue(out.toString(charset), out.toString(charset).contains("髙島①"));
    }
    JsonNode refused =
        imported("true", "application/x-ndjson", "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals("refused", refused.get("state").asText());
    assertEquals("値がありません。", refused.at("/badLines/0/message").asText());
    problem(Problems.FORBIDDEN, () -> files.exportFile(PENSION_STAFF, "mihon", ""));
  }

  private JsonNode imported(String dryRun, String type, byte[] file) throws IOException {
    Response kept =
        files.importFile(SUPERVISOR, "mihon", dryRun, type, new ByteArrayInputStream(file));
    assertEquals(202, kept.getStatus());
    String id = json(kept.getEntity()).get("id").asText();
    assertEquals("../article-imports/" + id, kept.getLocation().toString());
    room.work();
    assertEquals(id, json(imports.list(SUPERVISOR)).at("/0/id").asText());
    return json(imports.view(SUPERVISOR, Locale.JAPANESE, id));
  }
}

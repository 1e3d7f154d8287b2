package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.BOTH_TOWNS;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.rest.SavedViewForms.NewView;
import org.madoguchi.tickets.internal.rest.SavedViewForms.ViewEdit;
import org.madoguchi.tickets.internal.rest.SavedViewForms.ViewOrder;

public class SavedViewResourceTest extends RestTest {
  private static Requests.Selection selection(String queue, String section, String kind, String q) {
    return new Requests.Selection(queue, null, section, null, kind, null, null, null, q, null);
  }

  private static NewView view(String name, String audience, String section) {
    return new NewView(
        UUID.randomUUID().toString(),
        "mihon",
        name,
        audience,
        section,
        selection("all-open", null, "inquiry", null),
        null);
  }

  private JsonNode saved(AccessScope who, NewView view) {
    return body(desk.rest.views.save(who, view));
  }

  private List<String> names(AccessScope who) {
    List<String> names = new ArrayList<>();
    json(desk.rest.views.list(who)).get("items").forEach(v -> names.add(v.get("name").asText()));
    return names;
  }

  private static String id(JsonNode view) {
    return view.get("id").asText();
  }

  private static ViewEdit rename(String name) {
    return new ViewEdit(name, null, null, null, null);
  }

  @Test
  public void everythingTheListIsNarrowedToIsKept() {
    Requests.Selection whole =
        new Requests.Selection(
            "all-open",
            "open",
            "shiminzei",
            "suzuki",
            "opinion",
            "mail",
            "nenkin",
            "台風",
            "税",
            null);
    JsonNode view =
        saved(OPERATOR, new NewView("r", "mihon", " 税の意見 ", null, null, whole, "newest"));
    assertEquals("税の意見", view.get("name").asText());
    assertEquals("personal", view.get("audience").asText());
    assertEquals("newest", view.get("order").asText());
    JsonNode selection = json(desk.rest.views.list(OPERATOR)).at("/items/0/selection");
    assertEquals(
        "{\"queue\":\"all-open\",\"status\":\"open\",\"section\":\"shiminzei\",\"owner\":\"suzuki\","
            + "\"kind\":\"opinion\",\"channel\":\"mail\",\"category\":\"nenkin\",\"tag\":\"台風\","
            + "\"q\":\"税\"}",
        selection.toString());
  }

  @Test
  public void sameRequestTwiceIsOneView() {
    NewView view = view("一度だけ", null, null);
    assertEquals(id(saved(OPERATOR, view)), id(saved(OPERATOR, view)));
    assertEquals(List.of("一度だけ"), names(OPERATOR));
  }

  @Test
  public void personalViewsAreThereForNobodyElse() {
    String id = id(saved(OPERATOR, view("自分の", "personal", null)));
    assertEquals(List.of(), names(COLLEAGUE));
    problem(TicketProblems.VIEW_NOT_FOUND, () -> desk.rest.views.read(COLLEAGUE, id));
    problem(TicketProblems.VIEW_NOT_FOUND, () -> desk.rest.views.delete(SUPERVISOR, id));
    problem(
        TicketProblems.VIEW_NOT_FOUND,
        () -> desk.rest.views.change(COLLEAGUE, id, "\"1\"", rename("他人の")));
  }

  @Test
  public void sharedViewsAreSeenByThoseTheyAreFor() {
    String town = id(saved(SUPERVISOR, view("全体の", "municipality", null)));
    saved(PENSION_STAFF, view("課の", "section", PENSION.value()));
    assertEquals(List.of("全体の"), names(OPERATOR));
    assertEquals(List.of("課の", "全体の"), names(PENSION_STAFF));
    assertEquals(List.of("全体の"), names(BOTH_TOWNS));
    assertEquals(List.of(), names(AOBA_OPERATOR));
    assertEquals(List.of(), names(ADMINISTRATOR));
    problem(TicketProblems.VIEW_NOT_FOUND, () -> desk.rest.views.read(AOBA_OPERATOR, town));
    JsonNode seen = json(desk.rest.views.list(OPERATOR)).at("/items/0");
    assertFalse(seen.get("changeable").asBoolean());
    problem(
        Problems.FORBIDDEN, () -> desk.rest.views.change(OPERATOR, town, "\"1\"", rename("変えた")));
    problem(Problems.FORBIDDEN, () -> desk.rest.views.delete(OPERATOR, town));
  }

  @Test
  public void whoMayNotShareIsRefused() {
    problem(
        Problems.FORBIDDEN,
        () -> desk.rest.views.save(OPERATOR, view("全体の", "municipality", null)));
    problem(
        Problems.FORBIDDEN,
        () -> desk.rest.views.save(PENSION_STAFF, view("全体の", "municipality", null)));
    problem(
        Problems.FORBIDDEN,
        () -> desk.rest.views.save(PENSION_STAFF, view("他課の", "section", "shiminzei")));
    String own = id(saved(OPERATOR, view("自分の", null, null)));
    problem(
        Problems.FORBIDDEN,
        () ->
            desk.rest.views.change(
                OPERATOR, own, "\"1\"", new ViewEdit(null, "municipality", null, null, null)));
  }

  @Test
  public void sharedViewShowsEachPersonOnlyWhatTheyMaySee() {
    Tickets.open().at(desk);
    Tickets.open().at(desk);
    String id = id(saved(SUPERVISOR, view("全体の", "municipality", null)));
    assertEquals(2, json(desk.rest.views.counts(OPERATOR)).at("/views/" + id + "/count").asInt());
    assertEquals(
        0, json(desk.rest.views.counts(PENSION_STAFF)).at("/views/" + id + "/count").asInt());
  }

  @Test
  public void countsFollowTheFilterAndTellWhatIsOverdue() {
    Tickets.open().subject("水道の名義").at(desk);
    Tickets.open().subject("税の減免").at(desk);
    NewView words =
        new NewView("w", "mihon", "税", null, null, selection(null, null, null, "税の"), null);
    NewView nothing =
        new NewView(
            "n",
            "mihon",
            "ない札",
            null,
            null,
            new Requests.Selection(null, null, null, null, null, null, null, "ない札", null, null),
            null);
    final String id = id(saved(OPERATOR, words));
    final String none = id(saved(OPERATOR, nothing));
    JsonNode counts = json(desk.rest.views.counts(OPERATOR)).get("views");
    assertEquals(1, counts.at("/" + id + "/count").asInt());
    assertFalse(counts.at("/" + id + "/capped").asBoolean());
    assertEquals(0, counts.at("/" + none + "/count").asInt());
    desk.clock.pass(java.time.Duration.ofDays(60));
    assertEquals(1, json(desk.rest.views.counts(OPERATOR)).at("/views/" + id + "/overdue").asInt());
  }

  @Test
  public void changesCountVersionsAndStaleOnesAreRefused() {
    String id = id(saved(SUPERVISOR, view("元の", "municipality", null)));
    JsonNode renamed = body(desk.rest.views.change(SUPERVISOR, id, "\"1\"", rename("新しい")));
    assertEquals(2, renamed.get("version").asInt());
    assertEquals("all-open", renamed.at("/selection/queue").asText());
    var stale =
        problem(
            Problems.STALE_VERSION,
            () -> desk.rest.views.change(SUPERVISOR, id, "\"1\"", rename("遅い")));
    assertEquals("新しい", json(stale.extensions().get("current")).get("name").asText());
    body(
        desk.rest.views.change(
            SUPERVISOR,
            id,
            "\"2\"",
            new ViewEdit(null, null, null, selection("closed", null, null, null), null)));
    JsonNode now = body(desk.rest.views.read(SUPERVISOR, id));
    assertEquals("{\"queue\":\"closed\"}", now.get("selection").toString());
    assertEquals("updated", now.get("order").asText());
    body(
        desk.rest.views.change(
            SUPERVISOR, id, "\"3\"", new ViewEdit(null, "personal", null, null, null)));
    assertEquals(List.of(), names(OPERATOR));
    assertEquals(List.of("新しい"), names(SUPERVISOR));
  }

  @Test
  public void deletedViewsComeBack() {
    String id = id(saved(OPERATOR, view("消す", null, null)));
    desk.rest.views.delete(OPERATOR, id);
    desk.rest.views.delete(OPERATOR, id);
    assertEquals(List.of(), names(OPERATOR));
    problem(TicketProblems.VIEW_NOT_FOUND, () -> desk.rest.views.read(OPERATOR, id));
    problem(TicketProblems.VIEW_NOT_FOUND, () -> desk.rest.views.restore(COLLEAGUE, id));
    desk.rest.views.restore(OPERATOR, id);
    desk.rest.views.restore(OPERATOR, id);
    assertEquals(List.of("消す"), names(OPERATOR));
  }

  @Test
  public void deletedViewsAreForgottenAfterThirtyDays() {
    String id = id(saved(OPERATOR, view("古い", null, null)));
    desk.rest.views.delete(OPERATOR, id);
    desk.clock.pass(java.time.Duration.ofDays(31));
    desk.rest.views.delete(OPERATOR, id(saved(OPERATOR, view("新しい", null, null))));
    problem(TicketProblems.VIEW_NOT_FOUND, () -> desk.rest.views.restore(OPERATOR, id));
  }

  @Test
  public void everybodyHasTheirOwnOrder() {
    String one = id(saved(SUPERVISOR, view("一", "municipality", null)));
    String two = id(saved(SUPERVISOR, view("二", "municipality", null)));
    desk.rest.views.order(OPERATOR, new ViewOrder(List.of(two, one, "987654321")));
    assertEquals(List.of("二", "一"), names(OPERATOR));
    desk.rest.views.order(OPERATOR, new ViewOrder(List.of(two)));
    assertEquals(List.of("二", "一"), names(OPERATOR));
    desk.rest.views.order(OPERATOR, new ViewOrder(List.of(one)));
    assertEquals(List.of("一", "二"), names(OPERATOR));
    assertEquals(List.of("一", "二"), names(COLLEAGUE));
    assertEquals(
        Set.of("ids[0]"),
        fields(() -> desk.rest.views.order(OPERATOR, new ViewOrder(List.of("x")))));
  }

  @Test
  public void noMoreThanFiftyFitHoweverManyAreSavedAtOnce() throws Exception {
    for (int i = 1; i < 49; i++) {
      saved(OPERATOR, view("ビュー " + i, null, null));
    }
    List<Throwable> refused = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> people = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      NewView view = view("同時 " + i, null, null);
      Thread thread = new Thread(() -> desk.rest.views.save(OPERATOR, view));
      thread.setUncaughtExceptionHandler((t, e) -> refused.add(e));
      people.add(thread);
    }
    people.forEach(Thread::start);
    for (Thread thread : people) {
      thread.join();
    }
    assertEquals(50, names(OPERATOR).size());
    assertEquals(4, refused.size());
    for (Throwable full : refused) {
      problem(
          TicketProblems.VIEWS_FULL,
          () -> {
            throw full;
          });
    }
    saved(COLLEAGUE, view("ほかの人の", null, null));
  }

  @Test
  public void viewOfWhatIsNoMoreSaysSoAndOpens() {
    NewView gone =
        new NewView(
            "g",
            "mihon",
            "なくなった課",
            null,
            null,
            new Requests.Selection(
                "all-open",
                null,
                "haishi-ka",
                "taishoku",
                null,
                null,
                "kyu-bunrui",
                null,
                null,
                null),
            null);
    JsonNode view = saved(OPERATOR, gone);
    assertEquals("[\"owner\",\"section\",\"category\"]", view.get("stale").toString());
    JsonNode read = body(desk.rest.views.read(OPERATOR, id(view)));
    assertEquals(view.get("stale"), read.get("stale"));
    assertTrue(json(desk.rest.views.counts(OPERATOR)).at("/views/" + id(view)).has("count"));
    assertEquals("[]", saved(OPERATOR, view("今の", null, null)).get("stale").toString());
  }

  @Test
  public void wrongFieldsAreNamedAtOnce() {
    NewView wrong =
        new NewView(
            "", "mihon", "", "everybody", null, selection("all-open", null, null, null), "up");
    assertEquals(
        Set.of("requestId", "name", "audience", "order"),
        fields(() -> desk.rest.views.save(OPERATOR, wrong)));
    assertEquals(
        Set.of("section"),
        fields(() -> desk.rest.views.save(SUPERVISOR, view("課の", "section", "haishi-ka"))));
    NewView everywhere =
        new NewView("r", "", "全部", null, null, selection("mine", null, null, null), null);
    assertFalse(saved(BOTH_TOWNS, everywhere).has("municipality"));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> desk.rest.views.save(AOBA_OPERATOR, view("よその", null, null)));
    problem(
        Problems.VERSION_REQUIRED, () -> desk.rest.views.change(OPERATOR, "1", null, rename("x")));
    assertNotEquals(List.of(), names(BOTH_TOWNS));
  }
}

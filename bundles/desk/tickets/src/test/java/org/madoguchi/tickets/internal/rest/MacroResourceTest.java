package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.core.Response;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.rest.MacroResource.MacroUse;

public class MacroResourceTest extends RestTest {
  private MacroResource macros;
  private String ref;
  private Macro kept;

  @Before
  public void openTicket() {
    macros = desk.rest.macros;
    ref = Tickets.open().at(desk).toString();
    kept = macro(MIHON, 3, "hoken-nenkin", Macro.Steps.ME, "nenkin");
    macros.macros = (scope, id) -> Optional.of(kept).filter(macro -> macro.id() == id);
  }

  private static Macro macro(
      MunicipalityId town, long version, String section, String owner, String category) {
    return new Macro(
        7,
        town,
        version,
        "年金の取次",
        "ja",
        "{{氏名}}様",
        new Macro.Steps(
            "waiting-department",
            section,
            owner,
            category,
            "high",
            "",
            List.of("ﾈﾝｷﾝ"),
            List.of(),
            null,
            "取次",
            true,
            false));
  }

  private static MacroUse use(long edition) {
    return new MacroUse("request", edition);
  }

  @Test
  public void macroIsLookedAtAndApplied() {
    Response shown = macros.preview(OPERATOR, ref, "7");
    JsonNode preview = body(shown);
    assertEquals(3, preview.get("edition").asInt());
    assertEquals("suzuki", preview.at("/changes/owner/after").asText());
    assertEquals("鈴木 美咲", preview.at("/changes/owner/afterName").asText());
    assertEquals("ネンキン", preview.at("/changes/tags/after").asText());
    assertEquals("山田 花子様", preview.get("reply").asText());
    assertTrue(preview.get("follows").asBoolean());
    assertFalse(preview.get("sends").asBoolean());
    assertEquals(0, preview.get("obstacles").size());
    Response done = macros.apply(OPERATOR, ref, "7", shown.getHeaderString("ETag"), use(3));
    assertEquals("保険年金課", body(done).at("/section/name").asText());
    assertEquals("\"2\"", done.getHeaderString("ETag"));
    JsonNode history = json(tickets.history(OPERATOR, ref));
    assertEquals("年金の取次", history.get(history.size() - 3).at("/details/macro").asText());
    // the same again, as when its answer was lost
    assertEquals(
        "\"2\"", macros.apply(OPERATOR, ref, "7", "\"1\"", use(3)).getHeaderString("ETag"));
    problem(
        Problems.STALE_VERSION,
        () -> macros.apply(SUPERVISOR, ref, "7", "\"1\"", new MacroUse("another", 3L)));
  }

  @Test
  public void followersAreToldOnce() {
    desk.rest.follows.follow(COLLEAGUE, ref);
    String version = tickets.view(OPERATOR, ref).getHeaderString("ETag");
    macros.apply(OPERATOR, ref, "7", version, use(3));
    desk.tellNews();
    JsonNode told = json(desk.rest.alerts.list(COLLEAGUE, null, null)).get("items");
    assertEquals(1, told.size());
    assertEquals("note", told.get(0).get("kind").asText());
  }

  @Test
  public void whatIsGoneIsNamed() {
    kept = macro(MIHON, 3, "nowhere", "nobody", "no.such");
    JsonNode obstacle = body(macros.preview(OPERATOR, ref, "7")).at("/obstacles/0");
    assertEquals("gone", obstacle.get("reason").asText());
    assertEquals(json(List.of("owner", "section", "category")), obstacle.get("names"));
    assertEquals(
        List.of("owner", "section", "category"),
        problem(
                TicketProblems.MACRO_NOT_APPLICABLE,
                () -> macros.apply(OPERATOR, ref, "7", "\"1\"", use(3)))
            .extensions()
            .get("names"));
  }

  @Test
  public void onlyWhatWasShownIsApplied() {
    problem(TicketProblems.MACRO_CHANGED, () -> macros.apply(OPERATOR, ref, "7", "\"1\"", use(2)));
    problem(Problems.VERSION_REQUIRED, () -> macros.apply(OPERATOR, ref, "7", null, use(3)));
    problem(Problems.MALFORMED_BODY, () -> macros.apply(OPERATOR, ref, "7", "\"1\"", null));
    assertEquals(
        Set.of("requestId", "edition"),
        fields(() -> macros.apply(OPERATOR, ref, "7", "\"1\"", new MacroUse(null, null))));
    assertEquals(1, json(tickets.history(OPERATOR, ref)).size());
  }

  @Test
  public void whatIsNotThereIsNotFound() {
    problem(TicketProblems.MACRO_NOT_FOUND, () -> macros.preview(OPERATOR, ref, "8"));
    problem(TicketProblems.MACRO_NOT_FOUND, () -> macros.preview(OPERATOR, ref, "x"));
    problem(TicketProblems.TICKET_NOT_FOUND, () -> macros.preview(PENSION_STAFF, ref, "7"));
    problem(
        TicketProblems.TICKET_NOT_FOUND, () -> macros.apply(PENSION_STAFF, ref, "7", "1", null));
    kept = macro(AOBA, 3, null, null, null);
    problem(TicketProblems.MACRO_NOT_FOUND, () -> macros.preview(OPERATOR, ref, "7"));
    macros.macros = null;
    problem(TicketProblems.MACRO_NOT_FOUND, () -> macros.preview(OPERATOR, ref, "7"));
  }

  @Test
  public void macrosAreSpelledAsTicketsAre() {
    assertEquals(
        Arrays.stream(Priority.values()).map(Checks::written).toList(), Macro.Steps.PRIORITIES);
    assertEquals(
        Arrays.stream(ContactResult.values())
            .map(r -> r == ContactResult.NONE ? "" : Checks.written(r))
            .toList(),
        Macro.Steps.RESULTS);
    assertEquals(Tags.MOST, Macro.Steps.MOST_TAGS);
    assertEquals(Tags.LONGEST, Macro.Steps.LONGEST_TAG);
  }
}

package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.TAX;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.jpa.JpaTicketExportLog;
import org.madoguchi.tickets.internal.rest.ListQuery;
import org.madoguchi.tickets.internal.rest.TicketColumns;
import org.madoguchi.tickets.internal.rest.TicketListResource;
import org.madoguchi.web.ListDownloads;

/** The list of tickets as a file. */
public class TicketFileTest extends DatabaseMatrix {
  private static final AccessScope SUPERVISOR = scope(Role.SUPERVISOR);
  private Desk desk;
  private TicketListResource rest;

  private static AccessScope scope(Role... roles) {
    List<Grant> grants = new ArrayList<>();
    for (Role role : roles) {
      grants.add(new Grant(MIHON, role, SectionId.NONE));
    }
    return AccessScope.of(new StaffId("sato"), grants);
  }

  @Before
  public void open() {
    desk = new Desk(database());
    rest =
        new TicketListResource(
            desk.queues,
            desk.citizens,
            new TicketColumns(desk.directory, desk.clock),
            new JpaTicketExportLog(desk.unit, desk.log),
            new ListDownloads(database().idSource(), desk.clock));
  }

  private static ListQuery query(String queue) {
    ListQuery query = new ListQuery();
    query.queue = queue;
    return query;
  }

  private List<String> lines(AccessScope scope, ListQuery query) throws IOException {
    Response answer = rest.export(scope, Locale.JAPANESE, query, "csv", null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  public void fileHoldsWhatTheListHoldsInWordsAndLocalTime() throws IOException {
    desk.historic.take(
        AccessScope.system(),
        List.of(ImportTest.closed("=a", Instant.parse("2026-03-31T14:00:00Z"), CITIZEN)));
    List<String> lines = lines(SUPERVISOR, query("closed"));
    assertEquals(
        "\ufeff受付番号,自治体,件名,種別,状態,優先度,受付方法,氏名,所管,関係課,担当,分類,タグ,期限,期限超過," + "送信の問題,受付日時,更新日時,完了日時",
        lines.get(0));
    assertTrue(
        lines.get(1),
        lines
            .get(1)
            .matches(
                "2025-0*1,[^,]+,住民税について =a,苦情,完了,通常,電話,田中 花子,[^,]+,,[^,]+,[^,]+,,"
                    + "2026-04-01 23:00,,,2026-03-31 23:00,2026-04-01 00:00,2026-04-01 00:00"));
    assertEquals(1, lines(SUPERVISOR, query("all-open")).size());
  }

  @Test
  public void sectionsThatWorkOnItTooAreNamed() throws IOException {
    TicketRef ref = Tickets.open().to(MIHON).at(desk);
    desk.editing.edit(
        SUPERVISOR, ref, 1, d -> d.withContributors(new Contributors(List.of(TAX, PENSION))));
    assertTrue(lines(SUPERVISOR, query("all-open")).get(1).contains(",市民税課、保険年金課,"));
  }

  @Test
  public void onlyWhatIsReadUnderARoleThatMayExportIsInTheFile() throws IOException {
    Tickets.open().to(MIHON).at(desk);
    Tickets.open().to(People.AOBA).at(desk);
    assertEquals(2, lines(SUPERVISOR, query("all-open")).size());
    // who reads tickets as an operator may not take them away as an administrator
    for (AccessScope other : List.of(OPERATOR, scope(Role.OPERATOR, Role.ADMINISTRATOR))) {
      assertEquals(
          Problems.FORBIDDEN,
          assertThrows(DomainException.class, () -> lines(other, query("all-open"))).type());
    }
    ListQuery elsewhere = query("all-open");
    elsewhere.municipality = "aoba";
    assertEquals(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(DomainException.class, () -> lines(SUPERVISOR, elsewhere)).type());
  }

  @Test
  public void takingAListIsInTheLog() throws IOException {
    lines(SUPERVISOR, query("all-open"));
    assertEquals(
        List.of("ListExported", "ListExportEnded"),
        desk.log.of(ListDownloads.STREAM, "export-1").stream().map(e -> e.type()).toList());
  }

  private WholeList closedOnes() {
    return new WholeList(
        desk.queues,
        SUPERVISOR,
        Optional.<MunicipalityId>empty(),
        Desk.filter(Queue.CLOSED),
        Order.UPDATED);
  }

  private void history(int tickets) {
    List<HistoricTicket> batch = new ArrayList<>();
    for (int i = 1; i <= tickets; i++) {
      batch.add(
          ImportTest.closed("k" + i, desk.clock.instant().minusSeconds(86_400L + i), CITIZEN));
      if (batch.size() == 500 || i == tickets) {
        desk.historic.take(AccessScope.system(), batch);
        batch.clear();
      }
    }
  }

  @Test
  public void ticketThatMovesWhileTheListIsReadIsInItOnce() {
    history(2_100);
    WholeList list = closedOnes();
    List<Ticket> first = list.next();
    assertEquals(1_000, first.size());
    // one that has not come yet moves before those that have, as does one that has
    Ticket behind =
        desk.queues
            .page(
                SUPERVISOR,
                Optional.empty(),
                Desk.filter(Queue.CLOSED),
                Order.NEWEST,
                Optional.empty(),
                2_100)
            .tickets()
            .get(2_050);
    desk.close(OPERATOR, behind.ref(), "追伸");
    desk.close(OPERATOR, first.get(0).ref(), "追伸");
    List<String> refs = new ArrayList<>();
    first.forEach(t -> refs.add(t.ref().toString()));
    for (List<Ticket> page = list.next(); !page.isEmpty(); page = list.next()) {
      page.forEach(t -> refs.add(t.ref().toString()));
    }
    Set<String> different = new HashSet<>(refs);
    assertEquals(2_100, refs.size());
    assertEquals(2_100, different.size());
  }

  @Test
  public void everyWordHasATextInBothLanguages() {
    Set<Set<String>> keys = new HashSet<>();
    for (Locale locale : List.of(Locale.ROOT, Locale.JAPANESE)) {
      keys.add(
          new HashSet<>(
              ResourceBundle.getBundle(
                      "org.madoguchi.tickets.internal.list",
                      locale,
                      ResourceBundle.Control.getNoFallbackControl(
                          ResourceBundle.Control.FORMAT_PROPERTIES))
                  .keySet()));
    }
    assertEquals(1, keys.size());
  }
}

package org.madoguchi.tickets.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketViews.Action;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.LifeCycle;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.web.internal.json.Json;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A ticket, and a page of fifty, as JSON. */
@State(Scope.Benchmark)
public class TicketJsonBenchmark {
  private static final Instant AT = Instant.ofEpochSecond(1_795_000_000);

  private final ObjectMapper json = Json.mapper();
  private final TicketJson.View view = view();
  private final TicketJson.Page page = page();

  @Benchmark
  public byte[] viewOfFiveEntries() throws JsonProcessingException {
    return json.writeValueAsBytes(view);
  }

  @Benchmark
  public byte[] pageOfFifty() throws JsonProcessingException {
    return json.writeValueAsBytes(page);
  }

  private static TicketJson.Row row(int number) {
    return new TicketJson.Row(
        "mihon-2026-00" + number,
        "2026-00" + number,
        "mihon",
        TicketKind.INQUIRY,
        TicketStatus.OPEN,
        Priority.NORMAL,
        "転出届を郵送で出したいです",
        "mail",
        "木村 結衣",
        new TicketJson.Person("suzuki", "鈴木 美咲"),
        new TicketJson.Named("shimin-madoguchi", "市民窓口課"),
        null,
        Confidentiality.NORMAL,
        AT,
        AT,
        AT,
        false,
        false,
        true,
        3);
  }

  private static TicketJson.Page page() {
    List<TicketJson.Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(row(4_500 + i));
    }
    return new TicketJson.Page(rows, "MTpkdWU6MTc5NTAwMDAwMDAwMDoxMjM0NTY");
  }

  private static TicketJson.View view() {
    List<TicketJson.EntryJson> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      entries.add(
          new TicketJson.EntryJson(
              "" + i,
              null,
              EntryType.CITIZEN,
              "mail",
              null,
              "木村 結衣",
              "平日は仕事で市役所に行けないため、転出届を郵送で出したいと思っています。".repeat(6),
              null,
              List.of(),
              null,
              false,
              AT,
              List.of(),
              null,
              null,
              List.of()));
    }
    TicketJson.Citizen citizen =
        new TicketJson.Citizen(
            "17",
            "木村 結衣",
            "きむら ゆい",
            "ja",
            List.of(new TicketJson.Contact("mail", "kimura.yui30@docomo.example", null, null)),
            "",
            List.of(),
            0,
            null,
            1L);
    return new TicketJson.View(
        row(4_512),
        null,
        List.of(),
        null,
        new TicketJson.NamedCategory("hikkoshi.todoke.tenshutsu", "転出届", null),
        ContactResult.NONE,
        "ja",
        citizen,
        entries,
        null,
        List.of(),
        List.of(),
        List.of(Action.REPLY, Action.NOTE, Action.EDIT),
        List.of(),
        LifeCycle.possible(TicketStatus.OPEN),
        null,
        null,
        null,
        false,
        List.of());
  }
}

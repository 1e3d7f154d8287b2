package org.madoguchi.tickets.internal.macros;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.People;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;

public class PlaceholdersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T16:00:00Z");

  private final MemoryDirectory directory =
      new MemoryDirectory()
          .town(People.MIHON, "みほん市", Map.of())
          .section(People.MIHON, People.PENSION, "保険年金課")
          .staff("suzuki", "鈴木 美咲", "すずき みさき", true, People.OPERATOR.grants());

  private String filled(String text, String language, Optional<Instant> due) {
    Details details =
        new Details(
            "$1 住民票\\",
            TicketKind.INQUIRY,
            TicketStatus.OPEN,
            Priority.NORMAL,
            SectionId.NONE,
            Confidentiality.NORMAL,
            StaffId.NONE,
            "",
            ContactResult.NONE,
            due,
            Tags.NONE);
    Ticket ticket =
        Ticket.open(
                1,
                new TicketRef(People.MIHON, 2026, 12),
                "mail",
                "ja",
                new Ticket.CitizenName(1, "山田 花子"),
                details,
                NOW,
                NOW,
                false,
                List.of())
            .ticket();
    return Placeholders.on(
            directory,
            ticket,
            details.withSection(People.PENSION),
            new StaffId("suzuki"),
            language,
            NOW)
        .fill(text);
  }

  @Test
  public void everyPlaceholderHasTwoNamesAndDatesAreTheMunicipalitys() {
    String japanese = "{{氏名}}様 {{案件番号}} {{件名}} {{期限}} {{課名}} {{担当者名}} {{自治体名}} {{本日和暦}} {{本日西暦}}";
    String english =
        "{{citizen.name}}様 {{ Ticket.Number }} {{ticket.subject}} {{ticket.due}} {{section.name}}"
            + " {{operator.name}} {{municipality.name}} {{today.era}} {{ｔｏｄａｙ}}";
    String filled = "山田 花子様 2026-000012 $1 住民票\\ 令和8年12月1日 保険年金課 鈴木 美咲 みほん市 令和8年11月22日 2026年11月22日";
    Optional<Instant> due = Optional.of(Instant.parse("2026-12-01T08:15:00Z"));
    assertEquals(filled, filled(japanese, "ja", due));
    assertEquals(filled, filled(english, "ja-JP", due));
    assertEquals(
        "1 December 2026, November 22, 8 Reiwa, 22 November 2026",
        filled("{{期限}}, {{本日和暦}}, {{本日西暦}}", "en", due));
  }

  @Test
  public void whatIsUnknownOrHasNoValueStays() {
    String text = "{{期限}} {{課電話番号}} {{合言葉}} {{}} {{a\nb}}";
    assertEquals(text, filled(text, "ja", Optional.empty()));
    assertEquals(List.of("{{期限}}", "{{課電話番号}}", "{{合言葉}}"), Placeholders.leftIn(text + "{{期限}}"));
  }
}

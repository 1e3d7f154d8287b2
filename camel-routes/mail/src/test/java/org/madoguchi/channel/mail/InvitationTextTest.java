package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.channel.mail.mime.Invitation;
import org.madoguchi.channel.mail.mime.Invitation.When;

public class InvitationTextTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 25, 12, 0);

  private static String words(Locale language, boolean repeats, When start, When end) {
    return new InvitationText(new Texts(language))
        .of(
            new Invitation(
                false,
                "打合せ",
                Optional.ofNullable(start),
                Optional.ofNullable(end),
                "第一会議室",
                "",
                repeats));
  }

  private static String when(When start, When end) {
    return words(Locale.JAPANESE, false, start, end).lines().skip(2).findFirst().orElse("");
  }

  private static When at(LocalDateTime time) {
    return new When(time, false, "");
  }

  private static When day(LocalDateTime time) {
    return new When(time.toLocalDate().atStartOfDay(), true, "");
  }

  @Test
  public void timesAreToldAsPeopleWriteThem() {
    assertEquals("日時: 2026年11月25日（水）12:00～13:30", when(at(NOON), at(NOON.plusMinutes(90))));
    assertEquals(
        "日時: 2026年11月25日（水）12:00～2026年11月26日（木）9:00", when(at(NOON), at(NOON.plusHours(21))));
    assertEquals("日時: 2026年11月25日（水）12:00", when(at(NOON), null));
    assertEquals(
        "an end before the start is none",
        "日時: 2026年11月25日（水）12:00",
        when(at(NOON), at(NOON.minusDays(1))));
    assertEquals("日時: 2026年11月25日（水）（終日）", when(day(NOON), day(NOON)));
    assertEquals("日時: 2026年11月25日（水）～2026年11月27日（金）（終日）", when(day(NOON), day(NOON.plusDays(2))));
    assertEquals(
        "日時: 2026年11月25日（水）12:00（Mars/Olympus）", when(new When(NOON, false, "Mars/Olympus"), null));
    assertEquals("場所: 第一会議室", when(null, null));
  }

  @Test
  public void everythingIsToldInTheDesksLanguage() {
    assertEquals(
        "［窓口］予定表が添付されています。\n件名: 打合せ\n日時: 2026年11月25日（水）12:00（繰り返しあり）\n場所: 第一会議室",
        words(Locale.JAPANESE, true, at(NOON), null));
    assertEquals(
        "[Madoguchi] A calendar entry is attached.\nTitle: 打合せ\n"
            + "When: Wed, 25 Nov 2026 12:00 to 13:00, repeatedly\nWhere: 第一会議室",
        words(Locale.ENGLISH, true, at(NOON), at(NOON.plusHours(1))));
  }
}

package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;
import static org.madoguchi.itests.instance.Calls.openByHand;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** あおば町 counts due dates in business hours, told so by its file while everything runs. */
public class DueDatesIT extends ContainerTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final String NAME = "あおば町";
  private static final String RENAMED = "あおば町役場";

  private final LocalDate today = LocalDate.now(TOKYO);
  private final List<LocalDate> closed = today.datesUntil(today.plusDays(5)).toList();
  private final Api admin = new Api();
  private String before;

  @Before
  public void closeForDays() throws Exception {
    admin.login("admin", PASSWORD);
    before = Files.readString(file());
    for (LocalDate date : closed) {
      HttpResponse<String> made =
          admin.send(
              "POST",
              "/api/calendar/aoba/special-days",
              Map.of("date", date.toString(), "name", "庁舎の移転"));
      assertEquals(made.body(), 201, made.statusCode());
    }
  }

  @After
  public void asItWas() throws Exception {
    settle(before, NAME);
    for (LocalDate date : closed) {
      admin.send("DELETE", "/api/calendar/aoba/special-days/" + date, null);
    }
  }

  /** The name tells when the file was read. */
  private void settle(String content, String name) throws Exception {
    Path beside = Files.createTempFile("aoba", ".cfg");
    Files.writeString(beside, content);
    Files.move(beside, file(), StandardCopyOption.REPLACE_EXISTING);
    await(name).until(() -> nameOfAoba().equals(name));
  }

  private static Path file() {
    return Path.of(System.getProperty("karaf.etc"), "org.madoguchi.municipality-aoba.cfg");
  }

  private String nameOfAoba() throws Exception {
    for (var municipality : admin.read("/api/directory/municipalities")) {
      if (municipality.get("slug").asText().equals("aoba")) {
        return municipality.get("name").asText();
      }
    }
    throw new IOException("aoba is not there");
  }

  @Test
  public void ticketIsNotDueWhileItIsClosed() throws Exception {
    Api mori = new Api().login("mori", PASSWORD);
    Instant byTheClock = due(mori, openByHand(mori, "aoba", "移転中の相談"));
    assertTrue(byTheClock.toString(), closed.contains(dateOf(byTheClock)));

    settle(before.replace(NAME, RENAMED) + "\ninquiry.dueBusinessHours=1\n", RENAMED);
    Instant inBusinessTime = due(mori, openByHand(mori, "aoba", "移転中の相談、二件目"));
    LocalDate last = closed.get(closed.size() - 1);
    assertTrue(inBusinessTime.toString(), dateOf(inBusinessTime).isAfter(last));
  }

  private static Instant due(Api operator, String ref) throws Exception {
    return Instant.parse(operator.read("/api/tickets/" + ref).get("dueAt").asText());
  }

  private static LocalDate dateOf(Instant at) {
    return at.atZone(TOKYO).toLocalDate();
  }
}

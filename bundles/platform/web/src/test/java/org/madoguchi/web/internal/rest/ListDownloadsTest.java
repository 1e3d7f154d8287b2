package org.madoguchi.web.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.problem;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.web.ListDownloads;
import org.madoguchi.web.ListFile;
import org.madoguchi.web.internal.WebServer;

/** Lists as files, over a real web server. */
public class ListDownloadsTest {
  private static final int PAGE = 1_000;

  @Rule public final WebServer web = new WebServer();

  /** A list of so many pages that may fail before one of them. */
  @Path("/")
  public static final class Numbers {
    final BlockingQueue<NewEvent> events = new LinkedBlockingQueue<>();
    final AtomicInteger pagesRead = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final ListDownloads downloads =
        new ListDownloads(series -> ids.incrementAndGet(), Clock.systemUTC());

    @GET
    @Produces("*/*")
    @OwnOnly
    public Response take(
        @Context AccessScope scope,
        @QueryParam("pages") int pages,
        @QueryParam("fails") int fails,
        @QueryParam("text") String text,
        @QueryParam("format") String format) {
      AtomicInteger page = new AtomicInteger();
      return downloads.answer(
          scope,
          format,
          new ListFile<Integer>(
              "numbers",
              "数の一覧",
              MunicipalityId.EVERY,
              LocalDate.of(2026, 11, 22),
              List.of(new ListFile.Column<>("数", n -> n), new ListFile.Column<>("字", n -> text)),
              () -> {
                int now = page.incrementAndGet();
                pagesRead.set(now);
                if (now == fails) {
                  throw new IllegalStateException("the database is gone");
                }
                return now > pages ? List.of() : Collections.nCopies(PAGE, now);
              },
              events::add));
    }
  }

  private Numbers numbers() {
    Numbers numbers = new Numbers();
    web.publish("/numbers", numbers);
    return numbers;
  }

  @Test
  public void fileHasANameWithItsDateAndAllItsRows() throws Exception {
    Numbers numbers = numbers();
    HttpResponse<String> answer = web.get("suzuki", "/api/numbers?pages=3&text=a");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "attachment; filename=\"numbers-2026-11-22.csv\"; filename*=UTF-8''"
            + "%E6%95%B0%E3%81%AE%E4%B8%80%E8%A6%A7-2026-11-22.csv",
        answer.headers().firstValue("Content-Disposition").orElse(""));
    assertTrue(answer.body().startsWith("\ufeff数,字\r\n1,a\r\n"));
    assertEquals(1 + 3 * PAGE, answer.body().lines().count());
    NewEvent begun = numbers.events.poll(60, TimeUnit.SECONDS);
    assertEquals("{\"list\":\"numbers\",\"format\":\"csv\"}", begun.payload());
    NewEvent ended = numbers.events.poll(60, TimeUnit.SECONDS);
    assertEquals("ListExportEnded", ended.type());
    assertEquals("{\"rows\":3000,\"whole\":true,\"replaced\":0}", ended.payload());
    assertEquals(begun.aggregate(), ended.aggregate());
  }

  @Test
  public void failureBeforeTheFirstRowIsAProblem() {
    Numbers numbers = numbers();
    assertEquals("500 internal-error", problem(web.get("suzuki", "/api/numbers?pages=3&fails=1")));
    assertEquals("400 invalid-fields", problem(web.get("suzuki", "/api/numbers?format=pdf")));
    assertTrue(numbers.events.isEmpty());
  }

  @Test
  public void failureMidwayBreaksTheConnectionInEveryFormat() throws Exception {
    Numbers numbers = numbers();
    for (String format : List.of("csv", "csv-shift-jis", "xlsx")) {
      assertThrows(
          format,
          Exception.class,
          () ->
              web.get("suzuki", "/api/numbers?pages=400&fails=300&text=abcdefg&format=" + format));
      numbers.events.poll(60, TimeUnit.SECONDS);
      NewEvent ended = numbers.events.poll(60, TimeUnit.SECONDS);
      assertTrue(ended.payload(), ended.payload().contains("\"whole\":false"));
    }
    // the place is free again
    assertEquals(200, web.get("suzuki", "/api/numbers?pages=1").statusCode());
  }

  @Test
  public void failureInAShortListIsNoWholeFileEither() {
    numbers();
    assertThrows(Exception.class, () -> web.get("suzuki", "/api/numbers?pages=3&fails=3&text=a"));
  }

  @Test
  public void whatShiftJisLacksIsToldInTheLastLine() {
    numbers();
    HttpResponse<byte[]> answer =
        web.send(
            web.as("suzuki", "/api/numbers?pages=1&text=%F0%9F%98%80&format=csv-shift-jis"),
            BodyHandlers.ofByteArray());
    String csv = new String(answer.body(), Charset.forName("windows-31j"));
    assertTrue(csv, csv.contains("1,〓\r\n"));
    assertTrue(csv, csv.contains("1,000") && csv.stripTrailing().lines().count() == PAGE + 2);
  }

  @Test
  public void clientThatIsGoneEndsTheWork() throws Exception {
    Numbers numbers = numbers();
    try (InputStream rows =
        web.send(
                web.as("suzuki", "/api/numbers?pages=1000000&text=abcdefghijklmnopqrstuvwxyz"),
                BodyHandlers.ofInputStream())
            .body()) {
      assertEquals(100, rows.readNBytes(100).length);
    }
    assertEquals("ListExported", numbers.events.poll(60, TimeUnit.SECONDS).type());
    NewEvent ended = numbers.events.poll(60, TimeUnit.SECONDS);
    assertTrue(ended.payload(), ended.payload().contains("\"whole\":false"));
    assertTrue(numbers.pagesRead.get() < 1_000_000);
  }
}

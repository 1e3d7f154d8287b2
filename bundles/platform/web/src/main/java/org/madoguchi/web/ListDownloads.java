package org.madoguchi.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.madoguchi.gate.Answers;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tables.TableForm;
import org.madoguchi.tables.TableWriter;
import org.madoguchi.web.internal.rest.CurrentRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole lists as files, of any length in the same memory. What goes wrong before the first row is a
 * problem document; later the connection is broken off, so that nobody takes a part for the whole.
 * That a list is taken is an event before its first row leaves, and how it ended another.
 */
@Component(service = ListDownloads.class)
public final class ListDownloads {
  /** The stream of these events. */
  public static final String STREAM = "exports";

  private static final Logger LOG = LoggerFactory.getLogger(ListDownloads.class);
  private static final int BUFFER = 64 * 1024;

  /** Each holds a thread of the web server for as long as its client takes. */
  private static final int MOST_AT_ONCE = 4;

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public ListDownloads(@Reference IdSource ids, @Reference Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param form as sent: csv (the default), csv-shift-jis or xlsx
   * @throws DomainException invalid-fields; unavailable while too many lists are taken
   */
  public <T> Response answer(AccessScope scope, String form, ListFile<T> list) {
    Checks checks = new Checks();
    TableForm wanted = checks.choice("format", form, TableForm.class, TableForm.CSV);
    checks.done();
    if (places.availablePermits() == 0) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    List<T> first = list.pages().next();
    String export = "export-" + ids.next("export");
    Optional<HttpServletRequest> request = CurrentRequest.find();
    StreamingOutput rows =
        out -> {
          // nothing has been sent yet: still a problem document
          if (!places.tryAcquire()) {
            throw new DomainException(Problems.UNAVAILABLE);
          }
          try {
            String payload = begun(list, wanted);
            list.log().accept(event(scope.who(), list, export, 1, "ListExported", payload));
            new Taking<>(scope.who(), request, export, wanted, list).write(first, out);
          } finally {
            places.release();
          }
        };
    return Response.ok(rows, wanted.mediaType())
        .header("Content-Disposition", disposition(list, wanted))
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  /**
   * The language of a file: a link cannot say which one its page is in other than by its address.
   *
   * @param asked as sent; anything but a language there are texts in stands for {@code otherwise}
   */
  public static Locale language(String asked, Locale otherwise) {
    boolean known = "ja".equals(asked) || "en".equals(asked);
    return known ? Locale.forLanguageTag(asked) : otherwise;
  }

  private static String begun(ListFile<?> list, TableForm form) {
    return "{\"list\":\"%s\",\"format\":\"%s\"}".formatted(list.list(), Checks.written(form));
  }

  private NewEvent event(
      StaffId who, ListFile<?> list, String export, long sequence, String type, String payload) {
    return new NewEvent(
        STREAM,
        export,
        sequence,
        type,
        1,
        payload,
        AccessTag.of(list.municipality()),
        who,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** RFC 6266 with the encoding of RFC 8187, and plain ASCII for whoever cannot read it. */
  private static String disposition(ListFile<?> list, TableForm form) {
    String end = "-" + list.today() + "." + form.ending();
    StringBuilder encoded = new StringBuilder();
    for (byte b : list.title().getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format("%%%02X", b & 0xff));
    }
    String plain = list.list() + end;
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded + end;
  }

  /** One list on its way out. */
  private final class Taking<T> {
    private final StaffId who;
    private final Optional<HttpServletRequest> request;
    private final String export;
    private final TableForm form;
    private final ListFile<T> list;
    private long rows;

    Taking(
        StaffId who,
        Optional<HttpServletRequest> request,
        String export,
        TableForm form,
        ListFile<T> list) {
      this.who = who;
      this.request = request;
      this.export = export;
      this.form = form;
      this.list = list;
    }

    /** Never throws: what is thrown here would be written behind the rows that are out. */
    void write(List<T> first, OutputStream out) {
      Optional<Exception> failure = Optional.empty();
      long replaced = 0;
      try {
        replaced = writeAll(first, new BufferedOutputStream(out, BUFFER));
      } catch (IOException | RuntimeException e) {
        failure = Optional.of(e);
        request.ifPresent(Answers::breakOff);
      }
      failure.ifPresent(this::tell);
      ended(failure.isEmpty(), replaced);
    }

    private long writeAll(List<T> first, OutputStream out) throws IOException {
      TableWriter table = form.writer(out, list.title());
      table.row(list.columns().stream().map(ListFile.Column::heading).toList());
      for (List<T> page = first; !page.isEmpty(); page = list.pages().next()) {
        for (T row : page) {
          table.row(list.columns().stream().map(c -> c.cell().apply(row)).toList());
          rows++;
        }
        // a client that is gone is noticed here, before another page is read for it
        table.flush();
      }
      if (table.replaced() > 0) {
        table.row(List.of(note(table.replaced())));
      }
      table.finish();
      out.flush();
      return table.replaced();
    }

    private String note(long replaced) {
      return ListTexts.replaced(request.map(Requests::locale).orElse(Locale.JAPANESE), replaced);
    }

    private String correlation() {
      return request.map(Requests::correlation).orElse("");
    }

    private void tell(Exception failure) {
      if (failure instanceof IOException) {
        LOG.debug("{}: the client of {} broke off", correlation(), export);
      } else {
        LOG.error("{}: {} failed midway", correlation(), export, failure);
      }
    }

    private void ended(boolean whole, long replaced) {
      String payload =
          "{\"rows\":%d,\"whole\":%b,\"replaced\":%d}".formatted(rows, whole, replaced);
      try {
        list.log().accept(event(who, list, export, 2, "ListExportEnded", payload));
      } catch (RuntimeException e) {
        LOG.warn("{}: how {} ended is not logged", correlation(), export, e);
      }
    }
  }
}

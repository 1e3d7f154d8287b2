package org.madoguchi.channels.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.channels.internal.ChannelDesk;
import org.madoguchi.channels.internal.InboxEntry;
import org.madoguchi.channels.internal.ListLog;
import org.madoguchi.channels.internal.OutboxEntry;
import org.madoguchi.channels.internal.Reasons;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.ListDownloads;
import org.madoguchi.web.ListFile;
import org.madoguchi.web.ListFile.Column;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The lists of the inbox and the outbox as files. */
@Component(service = ChannelListResource.class)
@RestResource("/exports/channels")
@Path("/")
@Produces(MediaType.WILDCARD)
public final class ChannelListResource {
  private static final int PAGE = 1_000;
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final ChannelDesk desk;
  private final Directory directory;
  private final ListLog log;
  private final ListDownloads downloads;
  private final Clock clock;

  @Activate
  public ChannelListResource(
      @Reference ChannelDesk desk,
      @Reference Directory directory,
      @Reference ListLog log,
      @Reference ListDownloads downloads,
      @Reference Clock clock) {
    this.desk = desk;
    this.directory = directory;
    this.log = log;
    this.downloads = downloads;
    this.clock = clock;
  }

  @GET
  @Path("inbox")
  @Operation(
      operationId = "exportInbox",
      summary = "All deliveries in a state as a file; format: csv, csv-shift-jis or xlsx")
  @Needs(Permission.LIST_EXPORT)
  public Response inbox(
      @QueryParam("state") String state,
      @Refers(Refers.To.CHANNEL) @QueryParam("channel") String channel,
      @QueryParam("format") String format,
      @QueryParam("language") String language,
      @Context AccessScope scope,
      @Context Locale locale) {
    Checks checks = new Checks();
    InboxEntry.State wanted =
        checks.choice("state", state, InboxEntry.State.class, InboxEntry.State.WAITING);
    String of = checks.optional("channel", channel, 60);
    checks.done();
    AccessScope exporting = exporting(scope);
    Texts texts = new Texts(language, locale);
    List<Column<ChannelDesk.Delivered>> columns =
        List.of(
            texts.column("id", d -> Long.toString(d.entry().id())),
            texts.column("channel", d -> d.entry().channel()),
            texts.column("municipality", d -> name(d.entry().access().municipality())),
            texts.column("state", d -> texts.word("inbox", d.entry().state())),
            texts.column("receivedAt", d -> local(d.entry().access(), d.entry().receivedAt())),
            texts.column("size", d -> d.entry().content().size()),
            texts.column("attempts", d -> d.entry().attempts()),
            texts.column("reason", d -> texts.reason(d.entry().reason())),
            texts.column("tickets", d -> String.join(" ", d.tickets())));
    return answer(
        scope,
        format,
        "inbox",
        texts,
        columns,
        before -> desk.deliveries(exporting, wanted, of, before, PAGE),
        d -> d.entry().id());
  }

  @GET
  @Path("outbox")
  @Operation(
      operationId = "exportOutbox",
      summary = "All messages in a state as a file; format: csv, csv-shift-jis or xlsx")
  @Needs(Permission.LIST_EXPORT)
  public Response outbox(
      @QueryParam("state") String state,
      @Refers(Refers.To.CHANNEL) @QueryParam("channel") String channel,
      @QueryParam("format") String format,
      @QueryParam("language") String language,
      @Context AccessScope scope,
      @Context Locale locale) {
    Checks checks = new Checks();
    List<OutboxEntry.State> states = ChannelResource.outboxStates(checks, state);
    String of = checks.optional("channel", channel, 60);
    checks.done();
    AccessScope exporting = exporting(scope);
    Texts texts = new Texts(language, locale);
    List<Column<OutboxEntry>> columns =
        List.of(
            texts.column("id", m -> Long.toString(m.id())),
            texts.column("channel", m -> m.channel().isEmpty() ? m.source() : m.channel()),
            texts.column("municipality", m -> name(m.access().municipality())),
            texts.column("state", m -> texts.word("outbox", m.state())),
            texts.column("ticket", m -> m.ticket().toString()),
            texts.column("queuedAt", m -> local(m.access(), m.queuedAt())),
            texts.column("attempts", m -> m.attempts()),
            texts.column("reason", m -> texts.reason(m.reason())));
    return answer(
        scope,
        format,
        "outbox",
        texts,
        columns,
        before -> desk.messages(exporting, states, of, before, PAGE),
        OutboxEntry::id);
  }

  private static AccessScope exporting(AccessScope scope) {
    AccessScope exporting = scope.under(Permission.LIST_EXPORT);
    if (!exporting.mayAnywhere(Permission.CHANNEL_READ)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    return exporting;
  }

  private <T> Response answer(
      AccessScope scope,
      String format,
      String list,
      Texts texts,
      List<Column<T>> columns,
      LongFunction<List<T>> before,
      ToLongFunction<T> id) {
    ListFile.Pages<T> pages =
        new ListFile.Pages<>() {
          private long last = Long.MAX_VALUE;

          @Override
          public List<T> next() {
            List<T> page = before.apply(last);
            last = page.isEmpty() ? last : id.applyAsLong(page.get(page.size() - 1));
            return page;
          }
        };
    return downloads.answer(
        scope,
        format,
        new ListFile<>(
            list,
            texts.of("title." + list),
            MunicipalityId.EVERY,
            clock.instant().atZone(JAPAN).toLocalDate(),
            columns,
            pages,
            log::append));
  }

  private Optional<Municipality> municipality(MunicipalityId id) {
    return directory.municipality(id);
  }

  private String name(MunicipalityId id) {
    return municipality(id)
        .map(Municipality::name)
        .orElse(id.equals(MunicipalityId.EVERY) ? "" : id.value());
  }

  private LocalDateTime local(AccessTag access, Instant at) {
    return LocalDateTime.ofInstant(
        at, municipality(access.municipality()).map(Municipality::timeZone).orElse(JAPAN));
  }

  /** The words of a file in one language. */
  private static final class Texts {
    private final Locale locale;
    private final ResourceBundle texts;

    Texts(String language, Locale otherwise) {
      locale = ListDownloads.language(language, otherwise);
      texts =
          ResourceBundle.getBundle(
              "org.madoguchi.channels.internal.lists",
              locale,
              ChannelListResource.class.getClassLoader(),
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String of(String key) {
      return texts.getString(key);
    }

    String word(String words, Enum<?> constant) {
      return of(words + "." + Checks.written(constant));
    }

    String reason(String stored) {
      return Reasons.text(stored, locale);
    }

    <T> Column<T> column(String name, Function<T, ?> cell) {
      return new Column<>(of("column." + name), cell);
    }
  }
}

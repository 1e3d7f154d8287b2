package org.madoguchi.channels.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.channels.internal.ChannelDesk;
import org.madoguchi.channels.internal.ChannelOverview;
import org.madoguchi.channels.internal.InboxEntry;
import org.madoguchi.channels.internal.OutboxEntry;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Channels, their inbox and their outbox. */
@Component(service = ChannelResource.class)
@RestResource("/channels")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelResource {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final Map<String, List<OutboxEntry.State>> OUTBOX_STATES =
      Map.of(
          "queued", List.of(OutboxEntry.State.QUEUED, OutboxEntry.State.SENDING),
          "failed", List.of(OutboxEntry.State.FAILED),
          "in-doubt", List.of(OutboxEntry.State.IN_DOUBT),
          "sent", List.of(OutboxEntry.State.SENT));

  private final ChannelDesk desk;
  private final ChannelOverview overview;

  @Activate
  public ChannelResource(@Reference ChannelDesk desk, @Reference ChannelOverview overview) {
    this.desk = desk;
    this.overview = overview;
  }

  @GET
  @Operation(summary = "Every channel instance with its state and what waits at it")
  @Needs(Permission.CHANNEL_READ)
  public List<Views.Channel> channels(@Context AccessScope scope, @Context Locale locale) {
    return overview.instances(scope, locale).stream().map(Views.Channel::of).toList();
  }

  @GET
  @Path("inbox")
  @Operation(summary = "Deliveries in a state, newest first")
  @Needs(Permission.CHANNEL_READ)
  public Views.Page<Views.Delivery> inbox(
      @QueryParam("state") String state,
      @Refers(Refers.To.CHANNEL) @QueryParam("channel") String channel,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @Context AccessScope scope,
      @Context Locale locale) {
    Checks checks = new Checks();
    InboxEntry.State wanted =
        checks.choice("state", state, InboxEntry.State.class, InboxEntry.State.WAITING);
    Cut cut = cut(checks, channel, after, limit);
    List<ChannelDesk.Delivered> found =
        desk.deliveries(scope, wanted, cut.channel(), cut.before(), cut.limit() + 1);
    return page(found, cut, d -> d.entry().id(), d -> Views.Delivery.of(d, locale));
  }

  @GET
  @Path("inbox/{id}/raw")
  @Produces(MediaType.WILDCARD)
  @Operation(summary = "The delivery as it came, as a download")
  @Needs(Permission.CHANNEL_MANAGE)
  public Response raw(
      @Refers(Refers.To.DELIVERY) @PathParam("id") String id, @Context AccessScope scope)
      throws IOException {
    InboxEntry entry = desk.downloadable(scope, number(id));
    InputStream content = desk.content(entry);
    return Response.ok(content, "message/rfc822")
        .header("Content-Disposition", "attachment; filename=\"delivery-" + entry.id() + ".eml\"")
        .header("Content-Length", entry.content().size())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Path("inbox/{id}/retry")
  @Operation(summary = "Reads a delivery again")
  @Needs(Permission.CHANNEL_MANAGE)
  public Response retryDelivery(
      @Refers(Refers.To.DELIVERY) @PathParam("id") String id, @Context AccessScope scope) {
    desk.retryDelivery(scope, number(id));
    return Response.noContent().build();
  }

  @POST
  @Path("inbox/{id}/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Puts a delivery aside that is not for a ticket")
  @Needs(Permission.CHANNEL_MANAGE)
  public Response discard(
      @Refers(Refers.To.DELIVERY) @PathParam("id") String id,
      Views.Discard body,
      @Context AccessScope scope) {
    desk.discard(scope, number(id), body == null ? null : body.reason());
    return Response.noContent().build();
  }

  @GET
  @Path("outbox")
  @Operation(summary = "Messages to citizens in a state, newest first")
  @Needs(Permission.CHANNEL_READ)
  public Views.Page<Views.Message> outbox(
      @QueryParam("state") String state,
      @Refers(Refers.To.CHANNEL) @QueryParam("channel") String channel,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @Context AccessScope scope,
      @Context Locale locale) {
    Checks checks = new Checks();
    List<OutboxEntry.State> states = outboxStates(checks, state);
    Cut cut = cut(checks, channel, after, limit);
    List<OutboxEntry> found =
        desk.messages(scope, states, cut.channel(), cut.before(), cut.limit() + 1);
    return page(found, cut, OutboxEntry::id, m -> Views.Message.of(m, locale));
  }

  @POST
  @Path("outbox/{id}/retry")
  @Operation(summary = "Sends a failed message again")
  @Needs(Permission.CHANNEL_MANAGE)
  public Response retryMessage(
      @Refers(Refers.To.MESSAGE) @PathParam("id") String id, @Context AccessScope scope) {
    desk.retryMessage(scope, number(id));
    return Response.noContent().build();
  }

  @POST
  @Path("outbox/{id}/settle")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Decides what became of a message in doubt")
  @Needs(Permission.CHANNEL_MANAGE)
  public Response settle(
      @Refers(Refers.To.MESSAGE) @PathParam("id") String id,
      Views.Settlement body,
      @Context AccessScope scope) {
    Checks checks = new Checks();
    if (body == null || body.delivered() == null) {
      checks.note("delivered", "required", body);
    }
    checks.done();
    desk.settle(scope, number(id), body.delivered());
    return Response.noContent().build();
  }

  static List<OutboxEntry.State> outboxStates(Checks checks, String state) {
    String wanted = state == null || state.isBlank() ? "queued" : state;
    List<OutboxEntry.State> states = OUTBOX_STATES.get(wanted);
    return states == null
        ? checks.note("state", "not-allowed", List.of(), "queued, failed, in-doubt, sent")
        : states;
  }

  private record Cut(String channel, long before, int limit) {}

  private static Cut cut(Checks checks, String channel, String after, String limit) {
    String of = checks.optional("channel", channel, 60);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, USUAL_PAGE);
    long before = Long.MAX_VALUE;
    if (after != null && !after.isBlank()) {
      before =
          after.matches("[0-9]{1,18}")
              ? Long.parseLong(after)
              : checks.note("after", "invalid", before);
    }
    checks.done();
    return new Cut(of, before, most);
  }

  /** One row more than asked for tells whether there is another page. */
  private static <R, V> Views.Page<V> page(
      List<R> found, Cut cut, ToLongFunction<R> id, Function<R, V> view) {
    List<R> shown = found.subList(0, Math.min(found.size(), cut.limit()));
    String next =
        found.size() > cut.limit()
            ? Long.toString(id.applyAsLong(shown.get(shown.size() - 1)))
            : null;
    return new Views.Page<>(shown.stream().map(view).toList(), next);
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw new DomainException(Problems.NOT_FOUND);
    }
    return Long.parseLong(id);
  }
}

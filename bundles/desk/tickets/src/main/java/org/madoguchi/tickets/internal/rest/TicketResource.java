package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.Drafts;
import org.madoguchi.tickets.internal.EditTicket;
import org.madoguchi.tickets.internal.Histories;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.LinkTickets;
import org.madoguchi.tickets.internal.OpenTicket;
import org.madoguchi.tickets.internal.TicketFiles;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.EntryPlace;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.WriteEntry;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tickets: listed, written down, looked at, edited, answered. */
@Component(service = TicketResource.class)
@RestResource("/tickets")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TicketResource {
  private final TicketQueues queues;
  private final OpenTicket opening;
  private final EditTicket editing;
  private final LinkTickets linking;
  private final WriteEntry writing;
  private final TicketViews views;
  private final Drafts drafts;
  private final TicketFiles files;
  private final Histories histories;
  private final CitizenDesk citizens;
  private final TicketForms forms;
  private final TicketRendering rendering;

  @Activate
  public TicketResource(
      @Reference TicketQueues queues,
      @Reference OpenTicket opening,
      @Reference EditTicket editing,
      @Reference LinkTickets linking,
      @Reference WriteEntry writing,
      @Reference TicketViews views,
      @Reference Drafts drafts,
      @Reference TicketFiles files,
      @Reference Histories histories,
      @Reference CitizenDesk citizens,
      @Reference TicketForms forms,
      @Reference TicketRendering rendering) {
    this.queues = queues;
    this.opening = opening;
    this.editing = editing;
    this.linking = linking;
    this.writing = writing;
    this.views = views;
    this.drafts = drafts;
    this.files = files;
    this.histories = histories;
    this.citizens = citizens;
    this.forms = forms;
    this.rendering = rendering;
  }

  @GET
  @Operation(operationId = "listTickets", summary = "A page of a queue or search")
  @Needs(Permission.TICKET_READ)
  public TicketJson.Page list(
      @Parameter(hidden = true) @Context AccessScope scope, @BeanParam ListQuery query) {
    ListQuery.Checked checked = query.checked();
    Optional<CitizenKey> citizen =
        checked.filter().citizen().map(c -> citizens.mustBeKnown(scope, c));
    return rendering.page(
        queues.page(
            scope,
            Paths.optionalMunicipality(query.municipality)
                .or(() -> citizen.map(CitizenKey::municipality)),
            citizen.map(checked.filter()::of).orElse(checked.filter()),
            checked.order(),
            checked.after(),
            checked.limit()));
  }

  @GET
  @Path("counts")
  @Operation(operationId = "countTickets", summary = "How many tickets are in each queue")
  @Needs(Permission.TICKET_READ)
  public TicketJson.Counts counts(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality) {
    return TicketRendering.counts(queues.counts(scope, Paths.optionalMunicipality(municipality)));
  }

  @GET
  @Path("tags")
  @Operation(operationId = "suggestTags", summary = "Tags in use that begin so; at most 20")
  @Needs(Permission.TICKET_READ)
  public List<String> tags(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @QueryParam("q") String q) {
    String beginning = TicketForms.beginning(q);
    return queues.tags(scope, Paths.optionalMunicipality(municipality), beginning);
  }

  @GET
  @Path("next")
  @Operation(operationId = "nextTicket", summary = "The most urgent ticket for the caller")
  @Needs(Permission.TICKET_REPLY)
  public Response next(@Parameter(hidden = true) @Context AccessScope scope) {
    return queues
        .next(scope)
        .map(ref -> Response.ok(new TicketJson.Next(ref.toString())).build())
        .orElseGet(() -> Response.noContent().build());
  }

  @POST
  @Operation(operationId = "openTicket", summary = "Writes a contact down as a new ticket")
  @Needs(Permission.TICKET_WRITE)
  public Response open(
      @Parameter(hidden = true) @Context AccessScope scope, Requests.NewTicket body) {
    Requests.NewTicket sent = TicketForms.present(body);
    OpenTicket.Opened opened =
        opening.open(scope, forms.opening(Paths.municipality(sent.municipality()), sent));
    TicketViews.View view =
        opened
            .written()
            .map(written -> views.afterOpening(scope, written))
            .orElseGet(() -> views.view(scope, opened.ticket(), Optional.empty()));
    Response.ResponseBuilder answer =
        opened.written().isEmpty()
            ? Response.ok()
            // below this resource's own address, which is put before it
            : Response.created(URI.create(opened.ticket().toString()));
    return answer
        .header("ETag", EntityTag.of(view.ticket().version()))
        .entity(rendering.view(view))
        .build();
  }

  @GET
  @Path("{ref}")
  @Operation(operationId = "viewTicket", summary = "Everything about a ticket")
  @Needs(Permission.TICKET_READ)
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    return view(views.view(scope, Paths.ticket(ref), Optional.empty()));
  }

  private Response view(TicketViews.View view) {
    return Response.ok(rendering.view(view))
        .header("ETag", EntityTag.of(view.ticket().version()))
        .build();
  }

  @GET
  @Path("{ref}/entries")
  @Operation(operationId = "olderEntries", summary = "Entries before a cursor")
  @Needs(Permission.TICKET_READ)
  public TicketJson.Entries entries(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @QueryParam("before") String before) {
    Optional<EntryPlace> place = Cursors.before(before);
    TicketRef ticket = Paths.ticket(ref);
    return rendering.page(ticket.municipality(), views.conversation(scope, ticket, place));
  }

  @PATCH
  @Path("{ref}")
  @Operation(operationId = "editTicket", summary = "Edits details of a ticket")
  @Needs(Permission.TICKET_WRITE)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @HeaderParam("If-Match") String ifMatch,
      Requests.TicketEdit body) {
    TicketRef ticket = Paths.ticket(ref);
    long version = EntityTag.version(ifMatch);
    // found first: whoever may not see the ticket learns nothing from the checks
    views.mustBeReadable(scope, ticket);
    Requests.TicketEdit sent = TicketForms.present(body);
    try {
      Ticket edited = editing.edit(scope, ticket, version, forms.edit(ticket.municipality(), sent));
      return view(views.afterEdit(scope, edited));
    } catch (EditTicket.Stale e) {
      throw Conflicts.stale(e, rendering, rendering.row(e.current(), views.now()));
    }
  }

  @PUT
  @Path("{ref}/links/{other}")
  @Operation(
      operationId = "linkTicket",
      summary = "Ties a ticket to another one; answers the linked tickets")
  @Needs(Permission.TICKET_WRITE)
  public List<TicketJson.Linked> link(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TICKET) @PathParam("other") String other,
      Requests.NewLink body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    Relation relation = TicketForms.relation(TicketForms.present(body));
    return TicketRendering.linked(linking.link(scope, ticket, Paths.ticket(other), relation));
  }

  @DELETE
  @Path("{ref}/links/{other}")
  @Operation(
      operationId = "unlinkTicket",
      summary = "Unties two tickets; answers the linked tickets that are left")
  @Needs(Permission.TICKET_WRITE)
  public List<TicketJson.Linked> unlink(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TICKET) @PathParam("other") String other) {
    return TicketRendering.linked(linking.unlink(scope, Paths.ticket(ref), Paths.ticket(other)));
  }

  @POST
  @Path("{ref}/notes")
  @Operation(operationId = "addNote", summary = "Adds a note, seen by staff only")
  @Needs(Permission.TICKET_WRITE)
  public Response note(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      Requests.NewNote body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    return created(ticket, writing.note(scope, ticket, forms.note(TicketForms.present(body))));
  }

  @POST
  @Path("{ref}/replies")
  @Operation(operationId = "reply", summary = "Answers the citizen")
  @Needs(Permission.TICKET_REPLY)
  public Response reply(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      Requests.NewReply body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    TicketForms.Reply reply = forms.reply(ticket.municipality(), TicketForms.present(body));
    return created(ticket, writing.reply(scope, ticket, reply.written(), reply.wrapUp()));
  }

  private Response created(TicketRef ticket, Entry entry) {
    return Response.status(Response.Status.CREATED)
        .entity(rendering.entry(ticket.municipality(), entry))
        .build();
  }

  @GET
  @Path("{ref}/draft")
  @Operation(operationId = "readDraft", summary = "The caller's own draft, if there is one")
  @Needs(Permission.TICKET_READ)
  public Response draft(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @QueryParam("kind") String kind) {
    TicketRef ticket = Paths.ticket(ref);
    Optional<Draft.Kind> wanted = TicketForms.draftKind(kind);
    Optional<Draft> found = drafts.find(scope, ticket, wanted);
    Draft draft = found.orElseGet(() -> Draft.empty(wanted.orElse(Draft.Kind.REPLY)));
    List<Attachment> waiting = files.waiting(scope, ticket, draft.kind());
    return found.isEmpty() && waiting.isEmpty()
        ? Response.noContent().build()
        : Response.ok(rendering.draft(ticket.municipality(), draft, waiting)).build();
  }

  @PUT
  @Path("{ref}/draft")
  @Operation(operationId = "keepDraft", summary = "Keeps the caller's draft as typed")
  @Needs({Permission.TICKET_WRITE, Permission.TICKET_REPLY})
  public TicketJson.DraftJson keepDraft(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      Requests.DraftText body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    TicketForms.DraftText draft = forms.draft(TicketForms.present(body));
    return TicketRendering.draft(drafts.put(scope, ticket, draft.kind(), draft.text()));
  }

  @DELETE
  @Path("{ref}/draft")
  @Operation(operationId = "dropDraft", summary = "Throws the caller's draft away")
  @Needs({Permission.TICKET_WRITE, Permission.TICKET_REPLY})
  public void dropDraft(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @QueryParam("kind") String kind) {
    drafts.remove(scope, Paths.ticket(ref), TicketForms.draftKind(kind));
  }

  @POST
  @Path("{ref}/attachments")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "upload", summary = "Keeps a file for the caller's next entry")
  @Needs(Permission.TICKET_WRITE)
  public Response upload(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @QueryParam("kind") String kind,
      @QueryParam("fileName") String fileName,
      @HeaderParam("Content-Type") String mediaType,
      InputStream content)
      throws IOException {
    TicketRef ticket = Paths.ticket(ref);
    Optional<Draft.Kind> with = TicketForms.draftKind(kind);
    views.mustBeReadable(scope, ticket);
    String name = Downloads.uploadedName(fileName);
    String type = InboundText.line(mediaType, Limits.MEDIA_TYPE);
    return Response.status(Response.Status.CREATED)
        .entity(
            rendering.file(
                ticket.municipality(),
                files.upload(scope, ticket, with, name, type, TicketForms.present(content))))
        .build();
  }

  @GET
  @Path("{ref}/attachments/{id}")
  @Produces(MediaType.WILDCARD)
  @Operation(operationId = "download", summary = "A file, inert")
  @Needs(Permission.TICKET_READ)
  public Response download(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ATTACHMENT) @PathParam("id") String id)
      throws IOException {
    return Downloads.inert(
        files.attachment(
            scope, Paths.ticket(ref), Paths.id(id, TicketProblems.ATTACHMENT_NOT_FOUND)));
  }

  @DELETE
  @Path("{ref}/attachments/{id}")
  @Operation(operationId = "discardUpload", summary = "Takes back an upload not sent yet")
  @Needs(Permission.TICKET_WRITE)
  public void discard(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ATTACHMENT) @PathParam("id") String id) {
    files.discard(scope, Paths.ticket(ref), Paths.id(id, TicketProblems.ATTACHMENT_NOT_FOUND));
  }

  @GET
  @Path("{ref}/entries/{id}/original")
  @Produces(MediaType.WILDCARD)
  @Operation(operationId = "downloadOriginal", summary = "A citizen's message as it came")
  @Needs(Permission.TICKET_READ)
  public Response original(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ENTRY) @PathParam("id") String id)
      throws IOException {
    return Downloads.inert(
        files.original(scope, Paths.ticket(ref), Paths.id(id, TicketProblems.ENTRY_NOT_FOUND)));
  }

  @GET
  @Path("{ref}/history")
  @Operation(operationId = "ticketHistory", summary = "What happened to a ticket")
  @Needs(Permission.TICKET_READ)
  public List<TicketJson.Happening> history(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    return histories.of(scope, Paths.ticket(ref)).stream().map(rendering::happening).toList();
  }
}

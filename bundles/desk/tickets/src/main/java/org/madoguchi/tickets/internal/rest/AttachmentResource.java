package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.EnclosedMessages;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketFiles;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.files.QuietPdf;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Files on tickets, looked at without being saved. Pictures are shown by their download itself. */
@Component(service = AttachmentResource.class)
@RestResource("/files")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AttachmentResource {
  /**
   * @param sentAt absent when the mail does not say
   * @param html sanitised; absent when there is none
   */
  record Message(
      String from, String subject, Instant sentAt, String text, String html, List<String> files) {}

  private static final int AT_ONCE = 4;

  private final TicketFiles files;

  /** Each takes the whole file into memory for a moment. */
  private final Semaphore looking = new Semaphore(AT_ONCE);

  // Comes and goes with the channels.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile EnclosedMessages messages;

  @Activate
  public AttachmentResource(@Reference TicketFiles files) {
    this.files = files;
  }

  @GET
  @Path("{ref}/{id}/preview")
  @Produces(MediaType.WILDCARD)
  @Operation(operationId = "showFile", summary = "A PDF for the browser's own viewer, in a tab")
  @Needs(Permission.TICKET_READ)
  public Response preview(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ATTACHMENT) @PathParam("id") String id)
      throws IOException {
    TicketFiles.Download file = previewed(scope, Paths.ticket(ref), id, "pdf");
    if (!looking.tryAcquire()) {
      file.content().close();
      throw new DomainException(TicketProblems.NO_PREVIEW);
    }
    try (InputStream content = file.content()) {
      byte[] pdf = content.readNBytes(QuietPdf.LARGEST + 1);
      if (pdf.length > QuietPdf.LARGEST || !QuietPdf.isQuiet(pdf)) {
        throw new DomainException(TicketProblems.NO_PREVIEW);
      }
      return Downloads.shown(file, pdf);
    } finally {
      looking.release();
    }
  }

  @GET
  @Path("{ref}/{id}/message")
  @Operation(operationId = "readFile", summary = "A mail that lies as a file on a ticket")
  @Needs(Permission.TICKET_READ)
  public Message message(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ATTACHMENT) @PathParam("id") String id)
      throws IOException {
    TicketRef ticket = Paths.ticket(ref);
    TicketFiles.Download file = previewed(scope, ticket, id, "message");
    file.content().close();
    EnclosedMessages present = messages;
    Optional<EnclosedMessages.Enclosed> read =
        present == null
            ? Optional.empty()
            : present.read(ticket.municipality(), file.file().content());
    return read.map(
            m ->
                new Message(
                    m.from(),
                    m.subject(),
                    m.sentAt().orElse(null),
                    m.text(),
                    m.html().isEmpty() ? null : m.html(),
                    m.files()))
        .orElseThrow(() -> new DomainException(TicketProblems.NO_PREVIEW));
  }

  private TicketFiles.Download previewed(
      AccessScope scope, TicketRef ticket, String id, String preview) throws IOException {
    TicketFiles.Download file =
        files.attachment(scope, ticket, Paths.id(id, TicketProblems.ATTACHMENT_NOT_FOUND));
    if (!file.finding().preview().equals(preview)) {
      file.content().close();
      throw new DomainException(TicketProblems.NO_PREVIEW);
    }
    return file;
  }
}

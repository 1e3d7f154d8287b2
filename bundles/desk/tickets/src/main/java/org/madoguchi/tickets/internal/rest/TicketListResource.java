package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.TicketExportLog;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.WholeList;
import org.madoguchi.web.ListDownloads;
import org.madoguchi.web.ListFile;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The list of tickets as a file, as it stands with its queue, filters and order. */
@Component(service = TicketListResource.class)
@RestResource("/exports/tickets")
@Path("/")
public final class TicketListResource {
  private final TicketQueues queues;
  private final CitizenDesk citizens;
  private final TicketColumns columns;
  private final TicketExportLog log;
  private final ListDownloads downloads;

  @Activate
  public TicketListResource(
      @Reference TicketQueues queues,
      @Reference CitizenDesk citizens,
      @Reference TicketColumns columns,
      @Reference TicketExportLog log,
      @Reference ListDownloads downloads) {
    this.queues = queues;
    this.citizens = citizens;
    this.columns = columns;
    this.log = log;
    this.downloads = downloads;
  }

  @GET
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "exportTickets",
      summary = "The whole list as a file; format: csv, csv-shift-jis or xlsx")
  @Needs(Permission.LIST_EXPORT)
  public Response export(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @BeanParam ListQuery query,
      @QueryParam("format") String format,
      @QueryParam("language") String language) {
    ListQuery.Checked checked = query.checked();
    AccessScope exporting = scope.under(Permission.LIST_EXPORT);
    if (!exporting.mayAnywhere(Permission.TICKET_READ)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    Optional<CitizenKey> citizen =
        checked.filter().citizen().map(c -> citizens.mustBeKnown(exporting, c));
    Filter filter = citizen.map(checked.filter()::of).orElse(checked.filter());
    Optional<MunicipalityId> municipality =
        Paths.optionalMunicipality(query.municipality)
            .or(() -> citizen.map(CitizenKey::municipality));
    WholeList list = new WholeList(queues, exporting, municipality, filter, checked.order());
    TicketColumns.Sheet sheet = columns.in(ListDownloads.language(language, locale));
    return downloads.answer(
        scope,
        format,
        new ListFile<>(
            "tickets",
            sheet.title(),
            municipality.orElse(MunicipalityId.EVERY),
            columns.today(municipality),
            sheet.columns(list::at),
            list::next,
            log::append));
  }
}

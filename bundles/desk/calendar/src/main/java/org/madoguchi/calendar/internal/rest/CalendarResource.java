package org.madoguchi.calendar.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.internal.Access;
import org.madoguchi.calendar.internal.edit.OfficeHoursDesk;
import org.madoguchi.calendar.internal.edit.OfficeHoursDesk.Holding;
import org.madoguchi.calendar.internal.edit.SpecialDays;
import org.madoguchi.calendar.internal.imports.HolidayImport;
import org.madoguchi.calendar.internal.rest.Views.CalendarView;
import org.madoguchi.calendar.internal.rest.Views.HoursChange;
import org.madoguchi.calendar.internal.rest.Views.ImportedView;
import org.madoguchi.calendar.internal.rest.Views.NewSpecialDay;
import org.madoguchi.calendar.internal.rest.Views.OutcomeView;
import org.madoguchi.calendar.internal.rest.Views.SpecialDayView;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.snapshot.LiveCalendars;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/calendar}: business days, office hours, special days and holidays. */
@Component(service = CalendarResource.class)
@RestResource("/calendar")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CalendarResource {
  static final int LARGEST_FILE = 512 * 1024;

  private final LiveCalendars calendars;
  private final OfficeHoursDesk hours;
  private final SpecialDays specialDays;
  private final HolidayImport holidays;
  private final Directory directory;

  @Activate
  public CalendarResource(
      @Reference LiveCalendars calendars,
      @Reference OfficeHoursDesk hours,
      @Reference SpecialDays specialDays,
      @Reference HolidayImport holidays,
      @Reference Directory directory) {
    this.calendars = calendars;
    this.hours = hours;
    this.specialDays = specialDays;
    this.holidays = holidays;
    this.directory = directory;
  }

  @GET
  @Path("/{municipality}")
  @Operation(summary = "The days from one date to another, at most 400, as they are worked")
  @Needs(Permission.DIRECTORY_READ)
  public CalendarView days(
      @Context AccessScope scope,
      @Context Locale locale,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    MunicipalityId municipality = Access.visible(directory, scope, slug).id();
    SectionId id = Access.section(directory, municipality, section);
    Forms.Range range = Forms.range(from, to);
    BusinessCalendar calendar = calendars.of(municipality, id);
    return new CalendarView(
        municipality.value(),
        id.value(),
        calendar.timeZone().getId(),
        range
            .from()
            .datesUntil(range.to().plusDays(1))
            .map(date -> Presenter.day(calendar.day(date), locale))
            .toList());
  }

  @GET
  @Path("/{municipality}/hours")
  @Operation(summary = "The office hours of the municipality; the ETag is for changing them")
  @Needs(Permission.DIRECTORY_READ)
  public Response hours(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug) {
    return answer(scope, slug, "", hours.look(scope, slug, ""));
  }

  @PUT
  @Path("/{municipality}/hours")
  @Operation(summary = "Change the office hours of the municipality")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response changeHours(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @HeaderParam("If-Match") String ifMatch,
      HoursChange change) {
    return change(scope, slug, "", ifMatch, change);
  }

  @GET
  @Path("/{municipality}/hours/{section}")
  @Operation(summary = "The office hours that hold for a section, its own or inherited")
  @Needs(Permission.DIRECTORY_READ)
  public Response sectionHours(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.SECTION) @PathParam("section") String section) {
    return answer(scope, slug, section, hours.look(scope, slug, section));
  }

  @PUT
  @Path("/{municipality}/hours/{section}")
  @Operation(summary = "Give a section office hours of its own; sections below inherit them")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response changeSectionHours(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.SECTION) @PathParam("section") String section,
      @HeaderParam("If-Match") String ifMatch,
      HoursChange change) {
    return change(scope, slug, section, ifMatch, change);
  }

  @DELETE
  @Path("/{municipality}/hours/{section}")
  @Operation(summary = "Let a section inherit its office hours again")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response inheritSectionHours(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.SECTION) @PathParam("section") String section,
      @HeaderParam("If-Match") String ifMatch) {
    Access.managed(directory, scope, slug);
    long version = EntityTag.version(ifMatch);
    try {
      return answer(scope, slug, section, hours.withdraw(scope, slug, section, version));
    } catch (OfficeHoursDesk.Stale stale) {
      throw refusal(section, stale, Map.of());
    }
  }

  private Response change(
      AccessScope scope, String slug, String section, String ifMatch, HoursChange change) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    Access.section(directory, municipality, section);
    long version = EntityTag.version(ifMatch);
    OfficeHours wanted = Forms.hours(change);
    try {
      return answer(scope, slug, section, hours.change(scope, slug, section, version, wanted));
    } catch (OfficeHoursDesk.Stale stale) {
      throw refusal(section, stale, Presenter.changed(stale.current().hours(), wanted));
    }
  }

  private Response answer(AccessScope scope, String slug, String section, Holding holding) {
    List<SectionId> own = section.isEmpty() ? hours.own(scope, slug) : null;
    return Response.ok(Presenter.hours(new SectionId(section), holding, own))
        .header("ETag", EntityTag.of(holding.version()))
        .build();
  }

  private static DomainException refusal(
      String section, OfficeHoursDesk.Stale stale, Map<String, Views.Conflict> changed) {
    Views.HoursView current = Presenter.hours(new SectionId(section), stale.current(), null);
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", current));
  }

  @GET
  @Path("/{municipality}/special-days")
  @Operation(summary = "The special days of the municipality and its sections, by date")
  @Needs(Permission.DIRECTORY_READ)
  public List<SpecialDayView> specialDays(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    Access.visible(directory, scope, slug);
    Forms.Range range = Forms.range(from, to);
    return specialDays.between(scope, slug, range.from(), range.to()).stream()
        .map(Presenter::specialDay)
        .toList();
  }

  @POST
  @Path("/{municipality}/special-days")
  @Operation(summary = "Enter a special day; the very same one again changes nothing")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response addSpecialDay(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      NewSpecialDay wanted) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    SectionId section = Access.section(directory, municipality, Forms.present(wanted).section());
    SpecialDays.Added added = specialDays.add(scope, slug, Forms.specialDay(wanted, section));
    return Response.status(added.entered() ? Response.Status.CREATED : Response.Status.OK)
        .entity(Presenter.specialDay(added.day()))
        .build();
  }

  @DELETE
  @Path("/{municipality}/special-days/{date}")
  @Operation(summary = "Remove the special day of the municipality, or of one section")
  @Needs(Permission.DIRECTORY_MANAGE)
  public void removeSpecialDay(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.SPECIAL_DAY) @PathParam("date") String date,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section) {
    specialDays.remove(scope, slug, section == null ? "" : section, Forms.date(date));
  }

  @GET
  @Path("/{municipality}/holidays")
  @Operation(summary = "For which years the holidays were imported")
  @Needs(Permission.DIRECTORY_READ)
  public ImportedView importedHolidays(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug) {
    MunicipalityId municipality = Access.visible(directory, scope, slug).id();
    return new ImportedView(calendars.holidays(municipality).years().stream().sorted().toList());
  }

  @POST
  @Path("/{municipality}/holidays")
  @Consumes("text/csv")
  @Operation(summary = "Take the Cabinet Office's list of holidays, whole or not at all")
  @Needs(Permission.DIRECTORY_MANAGE)
  public OutcomeView importHolidays(
      @Context AccessScope scope,
      @Context Locale locale,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("dryRun") String dryRun,
      @HeaderParam("Content-Type") String contentType,
      InputStream body)
      throws IOException {
    Access.managed(directory, scope, slug);
    boolean dry = Forms.flag("dryRun", dryRun);
    String csv = CsvBody.read(contentType, body, LARGEST_FILE);
    return Presenter.outcome(holidays.take(scope, slug, csv, dry), dry, locale);
  }
}

package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.UseStore.Complaint;
import org.madoguchi.knowledge.internal.UseStore.Day;
import org.madoguchi.knowledge.internal.Uses;
import org.madoguchi.knowledge.internal.rest.Views.ComplaintView;
import org.madoguchi.knowledge.internal.rest.Views.DayView;
import org.madoguchi.knowledge.internal.rest.Views.NewUse;
import org.madoguchi.knowledge.internal.rest.Views.UsesView;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-uses}: how often an article is looked at and used, and whether it helps. */
@Component(service = UseResource.class)
@RestResource("/article-uses")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UseResource {
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_DAYS = 400;
  private static final int USUAL_DAYS = 90;
  private static final int COMPLAINTS = 50;

  private final Uses uses;
  private final Presenter presenter;

  @Activate
  public UseResource(@Reference Uses uses, @Reference Directory directory) {
    this.uses = uses;
    this.presenter = new Presenter(directory);
  }

  @POST
  @Path("{id}")
  @Operation(operationId = "countArticleUse", summary = "Counts that an article was used")
  @Needs({Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE})
  public void count(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      NewUse body) {
    NewUse wanted = Forms.present(body);
    Checks checks = new Checks();
    checks.required("use", wanted.use(), LONGEST_TEXT);
    Uses.Kind kind = checks.choice("use", wanted.use(), Uses.Kind.class, Uses.Kind.VIEWED);
    Uses.Fault fault = checks.choice("fault", wanted.fault(), Uses.Fault.class, Uses.Fault.OTHER);
    String text = checks.optional("text", wanted.text(), LONGEST_TEXT).strip();
    String requestId =
        kind == Uses.Kind.UNHELPFUL
            ? checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST)
            : "";
    checks.done();
    uses.count(scope, Forms.article(id), new Uses.Order(kind, fault, text, requestId));
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "showArticleUses",
      summary = "The counts by day, of 90 days when nothing is said, and the newest complaints")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public UsesView show(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    long article = Forms.article(id);
    LocalDate today = uses.today(scope, article);
    Checks checks = new Checks();
    LocalDate last = day(checks, "to", to, today);
    LocalDate first = day(checks, "from", from, last.minusDays(USUAL_DAYS - 1L));
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MOST_DAYS) {
      checks.note("to", "too-many", "", MOST_DAYS);
    }
    checks.done();
    return new UsesView(
        uses.days(scope, article, first, last).stream().map(UseResource::view).toList(),
        uses.complaints(scope, article, OptionalLong.empty(), COMPLAINTS).stream()
            .map(this::view)
            .toList());
  }

  private static LocalDate day(Checks checks, String field, String written, LocalDate otherwise) {
    if (written == null || written.isBlank()) {
      return otherwise;
    }
    try {
      // years beyond the calendar's end could not be counted back from
      if (written.length() == "2026-11-23".length()) {
        return LocalDate.parse(written);
      }
    } catch (DateTimeException e) {
      // noted below
    }
    return checks.note(field, "not-a-date", otherwise);
  }

  private static DayView view(Day day) {
    return new DayView(
        day.day().toString(), day.views(), day.uses(), day.helpful(), day.unhelpful());
  }

  private ComplaintView view(Complaint complaint) {
    return new ComplaintView(
        Long.toString(complaint.id()),
        complaint.edition(),
        Checks.written(complaint.fault()),
        complaint.text(),
        presenter.person(complaint.by()),
        complaint.at());
  }
}

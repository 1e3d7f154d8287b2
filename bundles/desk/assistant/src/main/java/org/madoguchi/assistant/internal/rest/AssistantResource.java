package org.madoguchi.assistant.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.assistant.SuggestRequest;
import org.madoguchi.assistant.Suggestions;
import org.madoguchi.assistant.Summary;
import org.madoguchi.assistant.internal.AssistantProblems;
import org.madoguchi.assistant.internal.Assistants;
import org.madoguchi.assistant.internal.Assistants.Answered;
import org.madoguchi.assistant.internal.rest.Views.NewText;
import org.madoguchi.assistant.internal.rest.Views.SuggestedView;
import org.madoguchi.assistant.internal.rest.Views.SuggestionsView;
import org.madoguchi.assistant.internal.rest.Views.SummaryView;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/assistant}: proposals for whoever answers. Nothing is kept of them. */
@Component(service = AssistantResource.class)
@RestResource("/assistant")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AssistantResource {
  /** Whoever comes while so many are at work is asked to come again. */
  static final int AT_ONCE = 8;

  private static final int AGAIN_SECONDS = 2;
  private static final int LONGEST_SLUG = 200;
  private static final int SHOWN = 60;

  private final Assistants assistants;
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Activate
  public AssistantResource(@Reference Assistants assistants) {
    this.assistants = assistants;
  }

  @POST
  @Path("{ref}/summary")
  @Operation(
      operationId = "summarise",
      summary = "Proposes what the record needs of all that was said in the ticket")
  @Needs(Permission.TICKET_READ)
  public SummaryView summarise(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    TicketRef ticket =
        TicketRef.parse(ref)
            .orElseThrow(() -> new DomainException(AssistantProblems.TICKET_NOT_FOUND, cut(ref)));
    Answered<Summary> answered = placed(() -> assistants.summary(scope, ticket));
    Summary summary = answered.answer();
    return new SummaryView(
        summary.request(),
        summary.answer(),
        summary.left(),
        answered.by(),
        answered.away().orElse(null),
        true);
  }

  @POST
  @Path("suggestions")
  @Operation(
      operationId = "suggestAnswers",
      summary = "Proposes articles, and tickets that were answered, for a running text")
  @Needs(Permission.KNOWLEDGE_READ)
  public SuggestionsView suggest(
      @Parameter(hidden = true) @Context AccessScope scope, NewText body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    Checks checks = new Checks();
    String slug = checks.required("municipality", body.municipality(), LONGEST_SLUG);
    String text = checks.required("text", body.text(), SuggestRequest.LONGEST_TEXT);
    checks.done();
    MunicipalityId municipality = municipality(scope, slug);
    Answered<Suggestions> answered =
        placed(() -> assistants.suggestions(scope, municipality, text));
    Suggestions suggestions = answered.answer();
    return new SuggestionsView(
        suggestions.question(),
        suggestions.items().stream()
            .map(
                s ->
                    new SuggestedView(
                        Checks.written(s.key().kind()), s.key().id(), s.title(), s.excerpt()))
            .toList(),
        Checks.written(suggestions.state()),
        answered.by(),
        answered.away().orElse(null));
  }

  private static MunicipalityId municipality(AccessScope scope, String slug) {
    if (!MunicipalityId.isSlug(slug)
        || !scope.may(Permission.KNOWLEDGE_READ, new MunicipalityId(slug))) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, cut(slug));
    }
    return new MunicipalityId(slug);
  }

  private static String cut(String asked) {
    return asked.substring(0, Math.min(asked.length(), SHOWN));
  }

  private <T> T placed(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new DomainException(Problems.TOO_MANY_REQUESTS, AGAIN_SECONDS);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}

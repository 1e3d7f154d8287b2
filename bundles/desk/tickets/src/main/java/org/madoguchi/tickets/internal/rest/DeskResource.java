package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.alerts.Alerts;
import org.madoguchi.tickets.internal.saved.SavedViews;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What a desk shows around its list when it is opened: one answer instead of three. */
@Component(service = DeskResource.class)
@RestResource("/desk")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class DeskResource {
  private final TicketQueues queues;
  private final SavedViews views;
  private final Alerts alerts;
  private final TicketRendering rendering;

  // the desk is there without the search
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SearchIndex search;

  // and without an assistant
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AnswerAssistant assistant;

  // and without the knowledge
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PinnedAnswers pinned;

  private final Clock clock;

  @Activate
  public DeskResource(
      @Reference TicketQueues queues,
      @Reference SavedViews views,
      @Reference Alerts alerts,
      @Reference TicketRendering rendering,
      @Reference Clock clock) {
    this.queues = queues;
    this.views = views;
    this.alerts = alerts;
    this.rendering = rendering;
    this.clock = clock;
  }

  /**
   * @param queues as counted alone
   * @param views as listed alone
   * @param unseen alerts, as counted alone
   * @param search whether {@code /api/search} is there: a console need not try in vain
   * @param assistant the same of {@code /api/assistant}
   * @param pinned as {@code /api/pinned-answers} tells it
   */
  record Desk(
      Map<String, TicketJson.QueueCount> queues,
      List<SavedViewJson> views,
      AlertResource.Unseen unseen,
      boolean search,
      boolean assistant,
      PinnedJson pinned) {}

  @GET
  @Operation(operationId = "openDesk", summary = "Queues, saved views and alerts of the caller")
  @Needs(Permission.TICKET_READ)
  public Desk open(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality) {
    Optional<MunicipalityId> place = Paths.optionalMunicipality(municipality);
    return new Desk(
        TicketRendering.counts(queues.counts(scope, place)).queues(),
        SavedViewJson.of(views.list(scope), rendering),
        AlertResource.unseen(alerts.unseen(scope)),
        search != null,
        assistant != null,
        PinnedJson.of(shown(scope, place), clock.instant()));
  }

  private List<PinnedAnswer> shown(AccessScope scope, Optional<MunicipalityId> place) {
    PinnedAnswers present = pinned;
    if (present == null) {
      return List.of();
    }
    return place.map(present::now).orElseGet(present::everywhere).stream()
        .filter(answer -> scope.may(Permission.TICKET_READ, answer.municipality()))
        .toList();
  }
}

package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.SectionRules;
import org.madoguchi.knowledge.internal.domain.Rule;
import org.madoguchi.knowledge.internal.rest.Views.RuleEdit;
import org.madoguchi.knowledge.internal.rest.Views.RuleView;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-rules}: who approves the articles of a section. */
@Component(service = RuleResource.class)
@RestResource("/article-rules")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RuleResource {
  private final SectionRules rules;
  private final Presenter presenter;

  @Activate
  public RuleResource(@Reference SectionRules rules, @Reference Directory directory) {
    this.rules = rules;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Path("{municipality}/{section}")
  @Operation(operationId = "viewArticleRule", summary = "Who approves the articles of a section")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.SECTION) @PathParam("section") String section) {
    return answer(rules.find(scope, Forms.municipality(municipality), Forms.section(section)));
  }

  @PUT
  @Path("{municipality}/{section}")
  @Operation(operationId = "settleArticleRule", summary = "Settles who approves; whole, not parts")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response settle(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.SECTION) @PathParam("section") String section,
      @HeaderParam("If-Match") String ifMatch,
      RuleEdit body) {
    long version = EntityTag.version(ifMatch);
    RuleEdit edit = Forms.present(body);
    Checks checks = new Checks();
    List<StaffId> approvers = approvers(checks, edit.approvers());
    checks.done();
    return answer(
        rules.settle(
            scope,
            Forms.municipality(municipality),
            Forms.section(section),
            version,
            approvers,
            Boolean.TRUE.equals(edit.direct())));
  }

  private static List<StaffId> approvers(Checks checks, List<String> logins) {
    if (logins == null) {
      return List.of();
    }
    if (logins.size() > Rule.MOST_APPROVERS) {
      return checks.note("approvers", "too-many", List.of(), Rule.MOST_APPROVERS);
    }
    return logins.stream().allMatch(StaffId::isLogin)
        ? logins.stream().distinct().map(StaffId::new).toList()
        : checks.note("approvers", "unknown", List.of());
  }

  private Response answer(Rule rule) {
    return Response.ok(
            new RuleView(
                rule.approvers().stream().map(presenter::person).toList(),
                rule.direct(),
                rules.letsPublish(rule.municipality()),
                rule.version()))
        .header("ETag", EntityTag.of(rule.version()))
        .build();
  }
}

package org.madoguchi.templates.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tables.BadLineTexts;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.ImportReport;
import org.madoguchi.templates.internal.TextModuleStore.Place;
import org.madoguchi.templates.internal.TextModules;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.templates.internal.imports.TextModuleImport;
import org.madoguchi.templates.internal.rest.Views.NewTemplate;
import org.madoguchi.templates.internal.rest.Views.PageView;
import org.madoguchi.templates.internal.rest.Views.TemplateEdit;
import org.madoguchi.templates.internal.rest.Views.TemplateView;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/templates}: the text modules of the caller's municipalities and sections. */
@Component(service = TemplateResource.class)
@RestResource("/templates")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TemplateResource {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final String BAD_LINES = "org.madoguchi.templates.internal.bad-line";

  static final int LARGEST_FILE = 5 * 1024 * 1024;

  private final TextModules modules;
  private final TextModuleImport imports;
  private final Presenter presenter;

  @Activate
  public TemplateResource(
      @Reference TextModules modules,
      @Reference TextModuleImport imports,
      @Reference Directory directory) {
    this.modules = modules;
    this.imports = imports;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Operation(
      operationId = "listTemplates",
      summary = "A page of text modules, or of macros; q is looked for in title, shortcut and text")
  @Needs({Permission.TICKET_WRITE, Permission.TEMPLATE_MANAGE})
  public PageView list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @Parameter(description = "what is of use there: its own, and the whole municipality's")
          @Refers(Refers.To.SECTION)
          @QueryParam("section")
          String section,
      @QueryParam("q") String q,
      @Parameter(description = "true = only those in use") @QueryParam("active") String active,
      @Parameter(description = "true = macros instead of texts") @QueryParam("macros")
          String macros,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    Optional<SectionId> where = Forms.optionalSection(checks, section);
    TextModules.Wanted wanted = Forms.wanted(checks, q, active, macros);
    Optional<Place> place = Forms.place(checks, after);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    checks.done();
    return presenter.page(
        scope,
        modules.page(scope, Forms.optionalMunicipality(municipality), where, wanted, place, most));
  }

  @POST
  @Operation(operationId = "createTemplate", summary = "Writes a text module or a macro")
  @Needs(Permission.TEMPLATE_MANAGE)
  public Response create(@Parameter(hidden = true) @Context AccessScope scope, NewTemplate body) {
    NewTemplate wanted = Forms.present(body);
    Checks checks = new Checks();
    String municipality = checks.required("municipality", wanted.municipality(), 100);
    checks.done();
    TextModule made =
        modules.create(scope, Forms.municipality(municipality), Forms.details(wanted));
    return answer(Response.created(URI.create(Long.toString(made.id()))), scope, made);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewTemplate", summary = "One text module or macro")
  @Needs({Permission.TICKET_WRITE, Permission.TEMPLATE_MANAGE})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TEMPLATE) @PathParam("id") String id) {
    return answer(Response.ok(), scope, modules.find(scope, Forms.id(id)));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      operationId = "editTemplate",
      summary =
          "Edits a text module or macro; active=false withdraws it, active=true brings it back")
  @Needs(Permission.TEMPLATE_MANAGE)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TEMPLATE) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      TemplateEdit body) {
    long version = EntityTag.version(ifMatch);
    TemplateEdit edit = Forms.present(body);
    try {
      return answer(
          Response.ok(),
          scope,
          modules.edit(scope, Forms.id(id), version, before -> Forms.edited(before, edit)));
    } catch (TextModules.Stale e) {
      throw presenter.stale(scope, e);
    }
  }

  private Response answer(Response.ResponseBuilder answer, AccessScope scope, TextModule module) {
    TemplateView view = presenter.template(scope, module);
    return answer.entity(view).header("ETag", EntityTag.of(view.version())).build();
  }

  @POST
  @Path("{municipality}/import")
  @Consumes("text/csv")
  @Operation(
      operationId = "importTemplates",
      summary = "Takes text modules from CSV, whole or not at all; removes none")
  @Needs(Permission.TEMPLATE_MANAGE)
  public ImportReport importFile(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @QueryParam("dryRun") String dryRun,
      @HeaderParam("Content-Type") String contentType,
      InputStream body)
      throws IOException {
    Checks checks = new Checks();
    boolean dry = Forms.flag(checks, "dryRun", dryRun);
    checks.done();
    String csv = CsvBody.read(contentType, body, LARGEST_FILE);
    return ImportReport.of(
        imports.take(scope, Forms.municipality(municipality), csv, dry),
        dry,
        BadLineTexts.of(BAD_LINES, TemplateResource.class, locale));
  }

  @GET
  @Path("{municipality}/export")
  @Produces("text/csv;charset=UTF-8")
  @Operation(
      operationId = "exportTemplates",
      summary = "What the caller may write, as a file that can be imported again")
  @Needs(Permission.TEMPLATE_MANAGE)
  public Response export(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality) {
    byte[] csv = imports.export(scope, Forms.municipality(municipality));
    return Response.ok(csv)
        .header(
            "Content-Disposition", "attachment; filename=\"templates-" + municipality + ".csv\"")
        .build();
  }
}

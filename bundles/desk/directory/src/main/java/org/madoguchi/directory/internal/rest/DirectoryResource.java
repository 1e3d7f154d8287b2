package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import javax.ws.rs.core.Cookie;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.imports.CsvDirectoryImport;
import org.madoguchi.directory.internal.imports.DirectoryFiles;
import org.madoguchi.directory.internal.login.Passwords;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.municipality.MunicipalityFile;
import org.madoguchi.directory.internal.rest.Views.CategoryView;
import org.madoguchi.directory.internal.rest.Views.IssuedTokenView;
import org.madoguchi.directory.internal.rest.Views.LanguageChoice;
import org.madoguchi.directory.internal.rest.Views.Me;
import org.madoguchi.directory.internal.rest.Views.MunicipalityView;
import org.madoguchi.directory.internal.rest.Views.NewPassword;
import org.madoguchi.directory.internal.rest.Views.NewToken;
import org.madoguchi.directory.internal.rest.Views.PasswordChange;
import org.madoguchi.directory.internal.rest.Views.SectionView;
import org.madoguchi.directory.internal.rest.Views.StaffView;
import org.madoguchi.directory.internal.rest.Views.TokenView;
import org.madoguchi.directory.internal.session.ApiTokens;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.staff.OwnLanguage;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.BadLineTexts;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.ImportReport;
import org.madoguchi.tables.Outcome;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/directory}: the caller, the municipalities, their organisation, staff and categories.
 */
@Component(service = DirectoryResource.class)
@RestResource("/directory")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DirectoryResource {
  static final int LARGEST_FILE = 5 * 1024 * 1024;

  static final String BAD_LINES = "org.madoguchi.directory.internal.bad-line";

  private static final int STAFF_LIMIT = 500;
  private static final int LARGEST_STAFF_LIMIT = 5_000;

  private final LiveDirectory directory;
  private final Municipalities municipalities;
  private final CsvDirectoryImport imports;
  private final DirectoryFiles files;
  private final Passwords passwords;
  private final ApiTokens tokens;
  private final OwnLanguage languages;
  private final Clock clock;

  @Activate
  public DirectoryResource(
      @Reference LiveDirectory directory,
      @Reference Municipalities municipalities,
      @Reference CsvDirectoryImport imports,
      @Reference DirectoryFiles files,
      @Reference Passwords passwords,
      @Reference ApiTokens tokens,
      @Reference OwnLanguage languages,
      @Reference Clock clock) {
    this.directory = directory;
    this.municipalities = municipalities;
    this.imports = imports;
    this.files = files;
    this.passwords = passwords;
    this.tokens = tokens;
    this.languages = languages;
    this.clock = clock;
  }

  @GET
  @Path("/me")
  @Operation(summary = "The caller, with roles and permissions in each municipality")
  @OwnOnly
  public Me me(@Context AccessScope scope) {
    Staff staff =
        directory
            .staff(scope.who())
            .orElseThrow(() -> new DomainException(Problems.UNAUTHENTICATED));
    return Presenter.me(scope, staff, municipalities.all());
  }

  @PUT
  @Path("/me/language")
  @Operation(summary = "Choose the language of the screens")
  @OwnOnly(inPerson = true)
  public void chooseLanguage(@Context AccessScope scope, LanguageChoice choice) {
    languages.choose(scope.who(), present(choice).language());
  }

  @PUT
  @Path("/me/password")
  @Operation(summary = "Change the own password; ends the caller's other sessions")
  @OwnOnly(inPerson = true)
  public void changePassword(
      @Context AccessScope scope, @Context HttpHeaders headers, PasswordChange change) {
    Collection<String> cookies =
        headers.getCookies().values().stream().map(Cookie::getValue).toList();
    char[] current = present(change).current();
    try {
      passwords.change(
          scope.who(), current == null ? new char[0] : current, change.next(), cookies);
    } finally {
      change.wipe();
    }
  }

  @GET
  @Path("/municipalities")
  @Operation(summary = "The municipalities the caller sees; for administrators failed ones too")
  @Needs({Permission.DIRECTORY_READ, Permission.DIRECTORY_MANAGE})
  public List<MunicipalityView> municipalities(@Context AccessScope scope, @Context Locale locale) {
    Stream<MunicipalityView> ready =
        municipalities.all().stream()
            .filter(m -> scope.may(Permission.DIRECTORY_READ, m.id()))
            .map(Presenter::municipality);
    Stream<MunicipalityView> failed =
        municipalities.files().stream()
            .filter(file -> file.problem().isPresent() && mayRepair(scope, file))
            .map(file -> Presenter.failed(file, locale));
    return Stream.concat(ready, failed).toList();
  }

  private static boolean mayRepair(AccessScope scope, MunicipalityFile file) {
    return scope.mayEverywhere(Permission.DIRECTORY_MANAGE)
        || MunicipalityId.isSlug(file.slug())
            && scope.may(Permission.DIRECTORY_MANAGE, new MunicipalityId(file.slug()));
  }

  @GET
  @Path("/{municipality}/sections")
  @Operation(summary = "The organisation, in its own order")
  @Needs(Permission.DIRECTORY_READ)
  public List<SectionView> sections(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    return directory.sections(municipality.id()).stream().map(Presenter::section).toList();
  }

  @GET
  @Path("/{municipality}/staff")
  @Operation(summary = "Active staff by kana; q finds parts of login, name or kana")
  @Needs(Permission.DIRECTORY_READ)
  public List<StaffView> staff(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("q") String words,
      @QueryParam("limit") String limit) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    Checks checks = new Checks();
    String wanted = checks.optional("q", words, 100);
    int most = checks.number("limit", limit, 1, LARGEST_STAFF_LIMIT, STAFF_LIMIT);
    checks.done();
    return directory.staffOf(municipality.id()).stream()
        .filter(Presenter.matching(wanted))
        .limit(most)
        .map(s -> Presenter.staff(s, municipality.id()))
        .toList();
  }

  @GET
  @Path("/{municipality}/categories")
  @Operation(summary = "The categories, in their own order, with when they may be chosen")
  @Needs(Permission.DIRECTORY_READ)
  public List<CategoryView> categories(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    LocalDate today = municipality.dayOf(clock.instant());
    return directory.categories(municipality.id()).stream()
        .map(category -> Presenter.category(category, today))
        .toList();
  }

  @POST
  @Path("/{municipality}/import/{kind}")
  @Consumes("text/csv")
  @Operation(summary = "Take sections, staff or categories from CSV, whole or not at all")
  @Needs(Permission.DIRECTORY_MANAGE)
  public ImportReport importFile(
      @Context AccessScope scope,
      @Context Locale locale,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.NOTHING) @PathParam("kind") String kindName,
      @QueryParam("dryRun") String dryRun,
      @HeaderParam("Content-Type") String contentType,
      InputStream body)
      throws IOException {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    scope.require(Permission.DIRECTORY_MANAGE, municipality.id());
    Kind kind = kind(kindName);
    boolean dry = flag("dryRun", dryRun);
    String csv = CsvBody.read(contentType, body, LARGEST_FILE);
    Outcome outcome = imports.take(scope, municipality.id(), kind, new StringReader(csv), dry);
    return ImportReport.of(outcome, dry, BadLineTexts.of(BAD_LINES, Views.class, locale));
  }

  @GET
  @Path("/{municipality}/export/{kind}")
  @Produces("text/csv;charset=UTF-8")
  @Operation(summary = "Sections, staff or categories as a file that can be imported again")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response exportFile(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.NOTHING) @PathParam("kind") String kindName) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    scope.require(Permission.DIRECTORY_MANAGE, municipality.id());
    String name = kind(kindName) + "-" + slug;
    return Response.ok(files.write(scope, municipality.id(), kind(kindName)))
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + name.toLowerCase(Locale.ROOT) + ".csv\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static Kind kind(String name) {
    return Stream.of(Kind.values())
        .filter(kind -> Checks.written(kind).equals(name))
        .findFirst()
        .orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
  }

  static boolean flag(String field, String value) {
    boolean written = value == null || value.isEmpty() || value.matches("true|false");
    if (!written) {
      Checks checks = new Checks();
      checks.note(field, "not-allowed", "", "true, false");
      checks.done();
    }
    return "true".equals(value);
  }

  @PUT
  @Path("/staff/{id}/password")
  @Operation(summary = "Set somebody's password; ends the person's sessions")
  @Needs(Permission.DIRECTORY_MANAGE)
  public void setPassword(
      @Context AccessScope scope,
      @Refers(Refers.To.STAFF) @PathParam("id") String id,
      NewPassword password) {
    present(password);
    try {
      // A text that is no login is somebody unknown.
      StaffId who = StaffId.isLogin(id) ? new StaffId(id) : StaffId.NONE;
      passwords.set(scope, who, password.password());
    } finally {
      password.wipe();
    }
  }

  @GET
  @Path("/tokens")
  @Operation(summary = "The caller's own API tokens, without their secrets")
  @OwnOnly
  public List<TokenView> tokens(@Context AccessScope scope) {
    return tokens.of(scope.who()).stream().map(Presenter::token).toList();
  }

  @POST
  @Path("/tokens")
  @Operation(summary = "Issue an API token; it is shown this once")
  @OwnOnly(inPerson = true)
  public IssuedTokenView issueToken(@Context AccessScope scope, NewToken wanted) {
    NewToken token = present(wanted);
    ApiTokens.Issued issued =
        tokens.issue(scope.who(), token.name(), narrowing(scope, token), token.expiresAt());
    return new IssuedTokenView(issued.id(), issued.token());
  }

  private Narrowing narrowing(AccessScope scope, NewToken token) {
    Checks checks = new Checks();
    Optional<Set<Permission>> permissions =
        Optional.ofNullable(token.permissions())
            .map(
                names ->
                    names.stream()
                        .map(name -> permission(checks, name))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    if (permissions.filter(Set::isEmpty).isPresent()) {
      checks.note("permissions", "required", "");
    }
    checks.done();
    return new Narrowing(
        permissions,
        Optional.ofNullable(token.municipality())
            .map(slug -> Access.visible(municipalities, scope, slug).id()));
  }

  private static Optional<Permission> permission(Checks checks, String name) {
    checks.required("permissions", name, 40);
    return Optional.ofNullable(checks.choice("permissions", name, Permission.class, null));
  }

  @DELETE
  @Path("/tokens/{id}")
  @Operation(summary = "Withdraw an own API token")
  @OwnOnly(inPerson = true)
  public void withdrawToken(
      @Context AccessScope scope, @Refers(Refers.To.TOKEN) @PathParam("id") String id) {
    tokens.withdraw(scope.who(), number(id));
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new DomainException(Problems.NOT_FOUND);
    }
  }

  private static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }
}

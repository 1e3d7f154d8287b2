package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Cookie;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.session.Device;
import org.madoguchi.directory.internal.session.LogOut;
import org.madoguchi.directory.internal.session.LogOut.Ended;
import org.madoguchi.directory.internal.session.StoredSessions;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/sessions}: everywhere somebody is logged in. */
@Component(service = SessionsResource.class)
@RestResource("/sessions")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
  /**
   * @param browser and {@code system}: '' when the browser does not tell
   * @param address from where it was opened; '' when unknown
   * @param current whether it is the one of this request
   */
  @Schema(name = "OwnSession")
  public record SessionView(
      String id,
      String browser,
      String system,
      String address,
      Instant createdAt,
      Instant lastSeenAt,
      boolean current) {}

  private final LogOut logOut;
  private final StoredSessions sessions;

  @Activate
  public SessionsResource(@Reference LogOut logOut, @Reference StoredSessions sessions) {
    this.logOut = logOut;
    this.sessions = sessions;
  }

  @GET
  @Operation(summary = "The caller's own sessions, newest use first")
  @OwnOnly(inPerson = true)
  public List<SessionView> own(@Context AccessScope scope, @Context HttpHeaders headers) {
    Set<String> here = cookies(headers).stream().map(Secrets::sha256).collect(Collectors.toSet());
    return sessions.of(scope.who()).stream().map(s -> view(s, here)).toList();
  }

  private static SessionView view(WebSession session, Set<String> here) {
    Device device = Device.of(session.userAgent());
    return new SessionView(
        LogOut.nameOf(session.secretHash()),
        device.browser(),
        device.system(),
        session.address(),
        session.createdAt(),
        session.lastSeenAt(),
        here.contains(session.secretHash()));
  }

  private static List<String> cookies(HttpHeaders headers) {
    return headers.getCookies().values().stream().map(Cookie::getValue).toList();
  }

  @DELETE
  @Path("/own/others")
  @Operation(summary = "End the caller's other sessions; API tokens go on")
  @OwnOnly(inPerson = true)
  public Ended endOthers(@Context AccessScope scope, @Context HttpHeaders headers) {
    return logOut.elsewhere(scope.who(), cookies(headers));
  }

  @DELETE
  @Path("/own/{id}")
  @Operation(summary = "End one of the caller's own sessions")
  @OwnOnly(inPerson = true)
  public void endOne(
      @Context AccessScope scope, @Refers(Refers.To.SESSION) @PathParam("id") String id) {
    logOut.one(scope.who(), id);
  }

  @DELETE
  @Operation(summary = "End all of the caller's sessions, this one too; API tokens go on")
  @OwnOnly(inPerson = true)
  public Ended endOwn(@Context AccessScope scope) {
    return logOut.everywhere(scope.who());
  }

  @DELETE
  @Path("/{staff}")
  @Operation(summary = "End all sessions of somebody; API tokens go on")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Ended endOf(
      @Context AccessScope scope, @Refers(Refers.To.STAFF) @PathParam("staff") String login) {
    // A text that is no login is somebody unknown.
    return logOut.everywhere(scope, StaffId.isLogin(login) ? new StaffId(login) : StaffId.NONE);
  }
}

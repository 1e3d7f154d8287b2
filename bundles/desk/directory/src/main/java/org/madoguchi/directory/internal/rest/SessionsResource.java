package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.DELETE;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.internal.session.LogOut;
import org.madoguchi.directory.internal.session.LogOut.Ended;
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
  private final LogOut logOut;

  @Activate
  public SessionsResource(@Reference LogOut logOut) {
    this.logOut = logOut;
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

package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.internal.factor.SecondFactors;
import org.madoguchi.directory.internal.factor.SecondFactors.Offer;
import org.madoguchi.directory.internal.factor.SecondFactors.State;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/second-factor}: what a login asks for besides the password. */
@Component(service = SecondFactorResource.class)
@RestResource("/second-factor")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
  @Schema(name = "OwnPassword")
  public record OwnPassword(@Schema(type = "string", format = "password") char[] password) {}

  @Schema(name = "FactorCode")
  public record FactorCode(String code) {}

  @Schema(name = "RecoveryCodes")
  public record Recovery(List<String> recoveryCodes) {
    /** A record would show the codes. */
    @Override
    public String toString() {
      return "Recovery";
    }
  }

  private final SecondFactors factors;

  @Activate
  public SecondFactorResource(@Reference SecondFactors factors) {
    this.factors = factors;
  }

  @GET
  @Operation(summary = "Whether the caller has a second factor, and needs one")
  @OwnOnly
  public State state(@Context AccessScope scope) {
    return factors.stateOf(scope.who());
  }

  @POST
  @Operation(summary = "Begin to set up an app; the secret is shown this once")
  @OwnOnly(inPerson = true)
  public Offer offer(@Context AccessScope scope, OwnPassword own) {
    return with(own, password -> factors.offer(scope.who(), password));
  }

  @POST
  @Path("/confirm")
  @Operation(summary = "Finish setting up with a code of the app; answers the recovery codes")
  @OwnOnly(inPerson = true)
  public Recovery confirm(@Context AccessScope scope, FactorCode code) {
    return new Recovery(factors.confirm(scope.who(), present(code).code()));
  }

  @POST
  @Path("/recovery-codes")
  @Operation(summary = "New recovery codes in the place of those before")
  @OwnOnly(inPerson = true)
  public Recovery renewCodes(@Context AccessScope scope, OwnPassword own) {
    return new Recovery(with(own, password -> factors.renewCodes(scope.who(), password)));
  }

  @POST
  @Path("/give-up")
  @Operation(summary = "Log in with the password alone from now on")
  @OwnOnly(inPerson = true)
  public State giveUp(@Context AccessScope scope, OwnPassword own) {
    return with(
        own,
        password -> {
          factors.giveUp(scope.who(), password);
          return factors.stateOf(scope.who());
        });
  }

  @DELETE
  @Path("/{staff}")
  @Operation(summary = "Take away somebody's, whose device is lost; ends the person's sessions")
  @Needs(Permission.DIRECTORY_MANAGE)
  public void reset(
      @Context AccessScope scope, @Refers(Refers.To.STAFF) @PathParam("staff") String login) {
    // A text that is no login is somebody unknown.
    factors.reset(scope, StaffId.isLogin(login) ? new StaffId(login) : StaffId.NONE);
  }

  private static <T> T with(OwnPassword own, Function<char[], T> action) {
    char[] password = present(own).password();
    try {
      return action.apply(password);
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  private static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }
}

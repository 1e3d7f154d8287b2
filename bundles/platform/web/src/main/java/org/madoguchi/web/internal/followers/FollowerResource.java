package org.madoguchi.web.internal.followers;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.FollowerStates;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far the followers of the event log have come, for those who look after the container. */
@Component(service = FollowerResource.class)
@RestResource("/followers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowerResource {
  private final FollowerStates followers;

  @Activate
  public FollowerResource(@Reference FollowerStates followers) {
    this.followers = followers;
  }

  /** Names and numbers only, nobody's records: CHANNEL_MANAGE in any municipality will do. */
  @GET
  @Operation(summary = "What the followers of the event log on this node are doing")
  @Needs(Permission.CHANNEL_MANAGE)
  public List<FollowerStates.State> followers() {
    return followers.states();
  }
}

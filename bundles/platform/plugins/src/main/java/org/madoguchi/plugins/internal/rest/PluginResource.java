package org.madoguchi.plugins.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.access.Refers.To;
import org.madoguchi.plugins.internal.PluginHost;
import org.madoguchi.plugins.internal.PluginView;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The plug-ins of the container, for administrators. */
@Component(service = PluginResource.class)
@RestResource("/plugins")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginResource {
  private final PluginHost plugins;

  @Activate
  public PluginResource(@Reference PluginHost plugins) {
    this.plugins = plugins;
  }

  /** Nobody's records: an administrator of any municipality may look. */
  @GET
  @Operation(summary = "The plug-ins of the container, and how they are")
  @Needs(Permission.DIRECTORY_MANAGE)
  public List<PluginView> plugins(@Context Locale locale) throws IOException {
    return plugins.all().stream().map(plugin -> PluginView.of(plugin, locale)).toList();
  }

  /** It concerns every municipality: only an administrator of the container may do it. */
  @POST
  @Path("{name}/rollback")
  @Operation(summary = "Goes back to the version of a plug-in that ran before")
  @Needs(value = Permission.DIRECTORY_MANAGE, everywhere = true)
  public PluginView rollBack(
      @PathParam("name") @Refers(To.PLUGIN) String name, @Context Locale locale)
      throws IOException {
    return PluginView.of(plugins.rollBack(name), locale);
  }
}

package org.madoguchi.web.internal.health;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What {@code /health/ready} tells this machine, for administrators who sit elsewhere. */
@Component(service = HealthResource.class)
@RestResource("/health")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final ComponentServiceObjects<Findings> findings;

  /**
   * @param findings made when they are first asked for: they look at the API, which begins with its
   *     resources
   */
  @Activate
  public HealthResource(@Reference ComponentServiceObjects<Findings> findings) {
    this.findings = findings;
  }

  /** It names channels of every municipality: only an administrator of the container may look. */
  @GET
  @Operation(summary = "What is wrong with the installation; empty when all is well")
  @Needs(value = Permission.DIRECTORY_MANAGE, everywhere = true)
  public List<Finding> findings(@Context Locale locale) {
    Findings found = findings.getService();
    try {
      return found.now(locale);
    } finally {
      findings.ungetService(found);
    }
  }
}

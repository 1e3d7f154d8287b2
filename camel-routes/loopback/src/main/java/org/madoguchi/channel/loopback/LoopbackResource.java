package org.madoguchi.channel.loopback;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The way into a loopback channel, and a look at what left it. */
@Component(service = LoopbackResource.class)
@RestResource("/loopback")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LoopbackResource {
  /** What became of pushed content: {@code accepted} or {@code repeated}. */
  public record Pushed(Intake.Outcome outcome) {}

  /** How the imagined peer acts. */
  public record Peer(String behaviour) {}

  private final Map<String, LoopbackChannel> channels = new ConcurrentHashMap<>();

  // without any channel the address is away (503), not unknown (404): the plug-in is being replaced
  @Reference(
      service = LoopbackChannel.class,
      cardinality = ReferenceCardinality.AT_LEAST_ONE,
      policy = ReferencePolicy.DYNAMIC)
  void bindChannel(LoopbackChannel channel) {
    channels.put(channel.descriptor().name(), channel);
  }

  void unbindChannel(LoopbackChannel channel) {
    channels.remove(channel.descriptor().name(), channel);
  }

  @POST
  @Path("{channel}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Pushes a message in; content that is not one goes to the quarantine")
  @Needs(Permission.CHANNEL_MANAGE)
  public Response push(
      @Refers(Refers.To.CHANNEL) @PathParam("channel") String name,
      InputStream body,
      @Context AccessScope scope)
      throws IOException {
    LoopbackChannel channel = channel(name, scope);
    byte[] content = body.readNBytes((int) Intake.MAX_BYTES + 1);
    if (content.length > Intake.MAX_BYTES) {
      throw new DomainException(Problems.BODY_TOO_LARGE, Intake.MAX_BYTES);
    }
    try {
      return Response.accepted(new Pushed(channel.push(content))).build();
    } catch (ChannelUnavailable e) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
  }

  @GET
  @Path("{channel}")
  @Operation(summary = "What was sent, oldest first")
  @Needs(Permission.CHANNEL_MANAGE)
  public List<SentMessage> sent(
      @Refers(Refers.To.CHANNEL) @PathParam("channel") String name, @Context AccessScope scope) {
    return channel(name, scope).sent();
  }

  @PUT
  @Path("{channel}/peer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Makes the imagined peer act: up, away, refuses, breaks-off or silent")
  @Needs(Permission.CHANNEL_MANAGE)
  public Peer behave(
      @Refers(Refers.To.CHANNEL) @PathParam("channel") String name,
      Peer wanted,
      @Context AccessScope scope) {
    LoopbackChannel channel = channel(name, scope);
    Checks checks = new Checks();
    String written = wanted == null ? null : wanted.behaviour();
    checks.required("behaviour", written, 20);
    Behaviour next = checks.choice("behaviour", written, Behaviour.class, null);
    checks.done();
    channel.behave(next);
    return new Peer(Checks.written(channel.behaviour()));
  }

  /** A channel the caller must not manage is not there for him. */
  private LoopbackChannel channel(String name, AccessScope scope) {
    LoopbackChannel channel = channels.get(name);
    if (channel == null
        || !scope.may(Permission.CHANNEL_MANAGE, channel.descriptor().municipality())) {
      throw new DomainException(Problems.NOT_FOUND);
    }
    return channel;
  }
}

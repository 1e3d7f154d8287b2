package org.madoguchi.archive.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.madoguchi.archive.internal.BackupRequests;
import org.madoguchi.archive.internal.BackupState;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether there is a backup, for those who look after the whole container. Only to be read. */
@Component(service = BackupResource.class)
@RestResource("/backups")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class BackupResource {
  private final BackupRequests backups;

  @Activate
  public BackupResource(@Reference BackupRequests backups) {
    this.backups = backups;
  }

  /**
   * @param last absent when none was ever asked for
   */
  public record Backups(Optional<Last> last) {}

  /**
   * @param file the name without its folder
   * @param endedAt absent while it runs
   * @param bytes 0 unless it is verified, and so are the numbers behind it
   * @param damagedContents stored content that was damaged before and is not in the backup
   * @param reason why it failed; empty otherwise
   */
  public record Last(
      BackupState.Phase state,
      String file,
      Instant startedAt,
      Optional<Instant> endedAt,
      long seconds,
      long bytes,
      long rows,
      long contents,
      long damagedContents,
      String reason) {}

  /** It is a copy of everything: DIRECTORY_MANAGE in every municipality. */
  @GET
  @Operation(summary = "The last backup of this installation")
  @Needs(value = Permission.DIRECTORY_MANAGE, everywhere = true)
  public Backups backups() {
    return new Backups(backups.last().map(BackupResource::view));
  }

  private static Last view(BackupState state) {
    boolean running = state.phase() == BackupState.Phase.RUNNING;
    return new Last(
        state.phase(),
        String.valueOf(state.file().getFileName()),
        state.startedAt(),
        running ? Optional.empty() : Optional.of(state.endedAt()),
        running ? 0 : Duration.between(state.startedAt(), state.endedAt()).toSeconds(),
        state.made().bytes(),
        state.made().rows(),
        state.made().blobs(),
        state.made().damagedBlobs(),
        state.reason());
  }
}

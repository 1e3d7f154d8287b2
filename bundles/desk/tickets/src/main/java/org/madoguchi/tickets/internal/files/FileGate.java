package org.madoguchi.tickets.internal.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketConversation.Hindrance;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.FileFinding.Hold;
import org.madoguchi.tickets.internal.domain.FileFinding.Scan;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which files are let in, opened, and sent. */
@Component(service = FileGate.class)
public final class FileGate {
  /** Whether somebody may open a file, and if not, why. */
  public enum Opening {
    OPEN,
    /** Beyond what the municipality takes; supervisors may open it. */
    HELD,
    /** Until it was found clean. */
    WAITING,
    /** No scanner can judge it, and it is not let through unjudged; supervisors may open it. */
    UNSCANNABLE,
    /** Nobody. */
    INFECTED
  }

  private static final long MEBIBYTE = 1024 * 1024;

  private final Directory directory;
  private final ScannerWatch scanner;

  @Activate
  public FileGate(@Reference Directory directory, @Reference ScannerWatch scanner) {
    this.directory = directory;
    this.scanner = scanner;
  }

  /** A municipality that is not set up any more settles nothing. */
  public FileRules rules(MunicipalityId municipality) {
    return directory.municipality(municipality).map(FileRules::of).orElse(FileRules.USUAL);
  }

  /** Whether the mark of files no scanner has judged means anything here. */
  public boolean isScanned(MunicipalityId municipality) {
    return scanner.isPresent() || rules(municipality).scanningSettled();
  }

  /** How it stands with a file for everybody who may see the ticket. */
  public Opening opening(MunicipalityId municipality, FileFinding finding) {
    if (finding.scan() == Scan.INFECTED) {
      return Opening.INFECTED;
    }
    boolean hold = rules(municipality).scanning() == FileRules.Scanning.HOLD;
    if (hold && finding.scan() == Scan.WAITING) {
      return Opening.WAITING;
    }
    if (finding.held() != Hold.NONE) {
      return Opening.HELD;
    }
    return hold && finding.scan() == Scan.UNSCANNABLE ? Opening.UNSCANNABLE : Opening.OPEN;
  }

  /**
   * @throws DomainException attachment-infected; attachment-waits; attachment-held
   */
  public void mustBeOpen(AccessScope scope, MunicipalityId municipality, FileFinding finding) {
    boolean supervises = scope.may(Permission.CHANNEL_MANAGE, municipality);
    switch (opening(municipality, finding)) {
      case OPEN -> {}
      case INFECTED -> throw new DomainException(TicketProblems.ATTACHMENT_INFECTED);
      case WAITING -> throw new DomainException(TicketProblems.ATTACHMENT_WAITS);
      case HELD, UNSCANNABLE -> {
        if (!supervises) {
          throw new DomainException(TicketProblems.ATTACHMENT_HELD);
        }
      }
    }
  }

  /**
   * A file somebody wants to attach.
   *
   * @throws DomainException attachment-kind-refused
   */
  public void mustBeTaken(MunicipalityId municipality, FileFinding finding) {
    List<String> refused =
        rules(municipality).refused().stream().map(Checks::written).sorted().toList();
    if (refused.contains(finding.kind())) {
      throw new DomainException(
          TicketProblems.ATTACHMENT_KIND_REFUSED, List.of(), List.of(), Map.of("refused", refused));
    }
  }

  /**
   * What one note or reply takes along.
   *
   * @throws DomainException attachments-too-many; attachments-too-large; attachment-infected
   */
  public void mustBeWritable(MunicipalityId municipality, List<Attachment> files) {
    FileRules rules = rules(municipality);
    if (files.size() > rules.mostFilesSent()) {
      throw new DomainException(TicketProblems.ATTACHMENTS_TOO_MANY, rules.mostFilesSent());
    }
    long total = files.stream().mapToLong(f -> f.file().content().size()).sum();
    if (total > rules.mostTotalSent()) {
      throw new DomainException(
          TicketProblems.ATTACHMENTS_TOO_LARGE, rules.mostTotalSent() / MEBIBYTE);
    }
    if (files.stream().anyMatch(f -> f.finding().scan() == Scan.INFECTED)) {
      throw new DomainException(TicketProblems.ATTACHMENT_INFECTED);
    }
  }

  /** Why a reply with these files may not go out now. */
  public Optional<Hindrance> hindrance(MunicipalityId municipality, List<Attachment> files) {
    if (files.stream().anyMatch(f -> f.finding().scan() == Scan.INFECTED)) {
      return Optional.of(Hindrance.INFECTED);
    }
    boolean hold = rules(municipality).scanning() == FileRules.Scanning.HOLD;
    if (hold && files.stream().anyMatch(f -> f.finding().scan() == Scan.UNSCANNABLE)) {
      return Optional.of(Hindrance.UNSCANNABLE);
    }
    boolean waits = files.stream().anyMatch(f -> f.finding().scan() == Scan.WAITING);
    // without a rule to hold it, it is scanned before it goes if there is somebody to do it
    return waits && (hold || scanner.isUp()) ? Optional.of(Hindrance.WAITS) : Optional.empty();
  }
}

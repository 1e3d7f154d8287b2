package org.madoguchi.tickets.internal.files;

import java.io.IOException;
import java.io.InputStream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.StaffFiles;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.FileFinding.Scan;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Files of staff for other rooms: judged before they are taken, as nobody comes back to them. */
@Component
public final class TakenFiles implements StaffFiles {
  private final BlobStore blobs;
  private final FileJudge judge;
  private final FileGate gate;

  // Comes and goes with its configuration.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile VirusScanner scanner;

  @Activate
  public TakenFiles(
      @Reference BlobStore blobs, @Reference FileJudge judge, @Reference FileGate gate) {
    this.blobs = blobs;
    this.judge = judge;
    this.gate = gate;
  }

  @Override
  public Taken take(MunicipalityId municipality, String fileName, InputStream content)
      throws IOException {
    AttachmentContent file =
        new AttachmentContent(
            fileName, "", "", judge.stored(content, gate.rules(municipality).mostBytes()));
    FileFinding looked = judge.look(file);
    gate.mustBeTaken(municipality, looked);
    FileFinding finding = scanned(file, looked);
    switch (gate.opening(municipality, finding)) {
      case OPEN -> {}
      case INFECTED -> throw new DomainException(TicketProblems.ATTACHMENT_INFECTED);
      case WAITING -> throw new DomainException(TicketProblems.ATTACHMENT_WAITS);
      case HELD, UNSCANNABLE -> throw new DomainException(TicketProblems.ATTACHMENT_HELD);
    }
    return new Taken(file, finding.preview().equals("image") ? finding.mediaType() : "");
  }

  /** Without a scanner that answers it stays unjudged, and the municipality's rule decides. */
  private FileFinding scanned(AttachmentContent file, FileFinding looked) throws IOException {
    VirusScanner present = scanner;
    if (present == null) {
      return looked;
    }
    try (InputStream content = blobs.open(file.content().sha256())) {
      return FileScanning.found(looked, present.scan(content));
    } catch (ScannerUnavailable e) {
      return looked.scanned(Scan.WAITING, "");
    }
  }
}

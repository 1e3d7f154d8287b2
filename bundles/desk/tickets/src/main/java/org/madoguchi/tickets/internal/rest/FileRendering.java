package org.madoguchi.tickets.internal.rest;

import java.util.Locale;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.files.FileGate;
import org.madoguchi.tickets.internal.files.FileKind;
import org.madoguchi.tickets.internal.files.FileNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns files into JSON: what they are and whether they may be opened. */
@Component(service = FileRendering.class)
public final class FileRendering {
  /**
   * @param mediaType told from the content; as declared where nobody looked yet
   * @param kind for example {@code program}; absent where nobody looked yet
   * @param preview {@code image}, {@code pdf} or {@code message}; absent when it is only saved
   * @param disguised present and true when the name promises another kind
   * @param opening whether it may be opened; {@code held} and {@code unscannable} ones by
   *     supervisors
   * @param held {@code size}, {@code number}, {@code total} or {@code kind}; absent when it is not
   * @param scan {@code waiting}, {@code clean}, {@code infected} or {@code unscannable}; absent
   *     where nothing is scanned
   * @param threat the scanner's name for what it found
   */
  record FileJson(
      String id,
      String fileName,
      String mediaType,
      long size,
      String contentId,
      String kind,
      String preview,
      Boolean disguised,
      String opening,
      String held,
      String scan,
      String threat) {}

  private final FileGate gate;

  @Activate
  public FileRendering(@Reference FileGate gate) {
    this.gate = gate;
  }

  FileJson file(MunicipalityId municipality, Attachment attachment) {
    FileFinding finding = attachment.finding();
    return new FileJson(
        Long.toString(attachment.id()),
        attachment.file().fileName(),
        finding.mediaType().isEmpty() ? attachment.file().mediaType() : finding.mediaType(),
        attachment.file().content().size(),
        attachment.file().contentId(),
        present(finding.kind()),
        present(finding.preview()),
        isDisguised(attachment) ? true : null,
        Checks.written(gate.opening(municipality, finding)),
        finding.held() == FileFinding.Hold.NONE ? null : Checks.written(finding.held()),
        gate.isScanned(municipality) ? Checks.written(finding.scan()) : null,
        present(finding.threat()));
  }

  private static boolean isDisguised(Attachment attachment) {
    String kind = attachment.finding().kind();
    return !kind.isEmpty()
        && FileNames.isDisguise(
            attachment.file().fileName(), FileKind.valueOf(kind.toUpperCase(Locale.ROOT)));
  }

  private static String present(String text) {
    return text.isEmpty() ? null : text;
  }
}

package org.madoguchi.tickets.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.FileFinding.Hold;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at files that arrive: what they are, and whether the municipality takes them. */
@Component(service = FileJudge.class)
public final class FileJudge {
  private static final Logger LOG = LoggerFactory.getLogger(FileJudge.class);

  private final BlobStore blobs;

  @Activate
  public FileJudge(@Reference BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Puts content of staff where it stays. Not inside a transaction.
   *
   * @throws DomainException body-too-large; storage-full
   * @throws IOException the content broke off; nothing is kept
   */
  public BlobRef stored(InputStream content, long most) throws IOException {
    try {
      return blobs.put(content, most);
    } catch (BlobStore.TooLarge e) {
      throw new DomainException(Problems.BODY_TOO_LARGE, most);
    } catch (BlobStore.Unwritable e) {
      LOG.error("an upload cannot be stored: {}", e.getCause().toString());
      throw new DomainException(Problems.STORAGE_FULL);
    }
  }

  /** What the content is; nothing held. Reads from the store: not inside a transaction. */
  public FileFinding look(AttachmentContent file) {
    return finding(content(file));
  }

  /** Null when nobody can tell now: the file is on the ticket all the same. */
  private Content content(AttachmentContent file) {
    try {
      byte[] head = blobs.head(file.content().sha256(), Sniffer.HEAD);
      return Sniffer.sniff(head, file.content().size(), file.fileName());
    } catch (IOException e) {
      LOG.warn("content {} cannot be looked at: {}", file.content().sha256(), e.toString());
      return null;
    }
  }

  private static FileFinding finding(Content content) {
    return content == null
        ? FileFinding.NONE
        : new FileFinding(
            content.mediaType(),
            Checks.written(content.kind()),
            content.preview() == Content.Preview.NONE ? "" : Checks.written(content.preview()),
            Hold.NONE,
            FileFinding.Scan.WAITING,
            "");
  }

  /**
   * What citizens sent, by contact and in the order of its attachments: never refused, what the
   * municipality does not take is held.
   */
  public Map<InboundContact, List<FileFinding>> arrived(
      Map<MunicipalityId, Municipality> municipalities, List<InboundContact> contacts) {
    Map<InboundContact, List<FileFinding>> findings = new IdentityHashMap<>();
    for (InboundContact contact : contacts) {
      if (!contact.attachments().isEmpty()) {
        FileRules rules = FileRules.of(municipalities.get(contact.municipality()));
        findings.put(contact, arrived(rules, contact.attachments()));
      }
    }
    return findings;
  }

  private List<FileFinding> arrived(FileRules rules, List<AttachmentContent> files) {
    List<FileFinding> findings = new ArrayList<>();
    long total = 0;
    for (AttachmentContent file : files) {
      if (findings.size() == Limits.INBOUND_ATTACHMENTS) {
        break;
      }
      Content content = content(file);
      total += file.content().size();
      findings.add(finding(content).heldFor(hold(rules, file, content, findings.size(), total)));
    }
    return findings;
  }

  private static Hold hold(
      FileRules rules, AttachmentContent file, Content content, int before, long total) {
    if (content != null && rules.refused().contains(content.kind())) {
      return Hold.KIND;
    }
    if (file.content().size() > rules.mostBytes()) {
      return Hold.SIZE;
    }
    if (before >= rules.mostFiles().orElse(Long.MAX_VALUE)) {
      return Hold.NUMBER;
    }
    return total > rules.mostTotal().orElse(Long.MAX_VALUE) ? Hold.TOTAL : Hold.NONE;
  }
}

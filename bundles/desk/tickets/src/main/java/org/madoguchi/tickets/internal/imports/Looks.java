package org.madoguchi.tickets.internal.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.EnclosedMessages;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.imports.ImportJob.Form;
import org.madoguchi.tickets.internal.imports.ImportJob.Upload;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Opens files of old tickets, and tells what their parts would become. Writes nothing. */
@Component(service = Looks.class)
public final class Looks {
  private static final int HEAD = 1 << 18;
  private static final int PREVIEWED_PARTS = 200;
  private static final int PREVIEWED_MAILS = 20;
  private static final int PREVIEWED_TICKETS = 10;

  /**
   * @param headings of the columns; none for mails
   * @param first the first rows as they are
   * @param tickets the first as they would become
   * @param broken what stood in the way of reading so far
   */
  public record Preview(
      List<String> headings, List<List<String>> first, List<Look> tickets, List<Problem> broken) {}

  private final Directory directory;
  private final DeskRules rules;
  private final BlobStore blobs;
  private final Clock clock;

  // Comes and goes with the channels.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile EnclosedMessages messages;

  @Activate
  public Looks(
      @Reference Directory directory,
      @Reference DeskRules rules,
      @Reference BlobStore blobs,
      @Reference Clock clock) {
    this.directory = directory;
    this.rules = rules;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** From the beginning; the caller closes. */
  Source open(Upload upload, Mapping mapping) throws IOException {
    InputStream file = blobs.open(upload.content().sha256());
    return upload.form() == Form.MBOX
        ? new MboxSource(file, blobs)
        : new CsvSource(file, upload.charset(), mapping.fields());
  }

  /** Of the columns of a CSV file; none of mails. */
  List<String> headings(Upload upload) throws IOException {
    if (upload.form() == Form.MBOX) {
      return List.of();
    }
    byte[] head = blobs.head(upload.content().sha256(), HEAD);
    try (CsvSource source =
        new CsvSource(new ByteArrayInputStream(head), upload.charset(), List.of())) {
      return source.headings();
    }
  }

  /** Looks at the parts of one old number. */
  Function<List<Part>, Look> of(MunicipalityId id, Upload upload, Mapping mapping)
      throws IOException {
    Municipality municipality = rules.municipality(id);
    Vocabulary words = new Vocabulary(directory, id);
    List<String> headings = headings(upload);
    if (upload.form() == Form.MBOX) {
      return new MailLook(
              municipality, mapping, words, Optional.ofNullable(messages), clock.instant())
          ::look;
    }
    return parts ->
        new RowLook(municipality, mapping, headings, words, clock.instant(), parts).look();
  }

  /** The beginning of the file, with the meaning it is given for trying. */
  Preview preview(MunicipalityId id, Upload upload, Mapping mapping) throws IOException {
    int most = upload.form() == Form.MBOX ? PREVIEWED_MAILS : PREVIEWED_PARTS;
    List<List<String>> first = new ArrayList<>();
    List<Problem> broken = new ArrayList<>();
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    try (Source source = open(upload, mapping)) {
      Optional<Source.Next> next = source.next();
      for (int i = 0; i < most && next.isPresent(); i++) {
        broken.addAll(next.get().problems());
        next.get()
            .part()
            .ifPresent(
                part -> {
                  first.add(part.cells());
                  parts.computeIfAbsent(part.number(), n -> new ArrayList<>()).add(part);
                });
        next = source.next();
      }
    }
    List<Look> looks =
        parts.values().stream().limit(PREVIEWED_TICKETS).map(of(id, upload, mapping)).toList();
    return new Preview(headings(upload), first, looks, broken);
  }
}

package org.madoguchi.tickets.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The lines below a reply by mail: which section answers and where to reach it. They become part of
 * the reply when it is taken, so that everybody reads later what the citizen got.
 */
@Component(service = Signatures.class)
public final class Signatures {
  /** Setting: the lines; with a full stop and a section's code, those of that section. */
  static final String SIGNATURE = "reply.signature";

  private static final String MAIL = "mail";
  private static final int LONGEST = 2_000;

  private final Directory directory;

  @Activate
  public Signatures(@Reference Directory directory) {
    this.directory = directory;
  }

  /**
   * @param channel the reply leaves by; only mail is signed
   * @return the text with its signature, if the municipality wants one
   */
  String signed(String text, Ticket ticket, String channel) {
    String signature = under(ticket, channel);
    String written = text.stripTrailing();
    return signature.isBlank() || written.endsWith(signature) ? text : written + "\n\n" + signature;
  }

  /** What is put under a reply; '' for nothing. */
  public String under(Ticket ticket, String channel) {
    return channel.equals(MAIL)
        ? directory.municipality(ticket.ref().municipality()).map(m -> of(m, ticket)).orElse("")
        : "";
  }

  private String of(Municipality municipality, Ticket ticket) {
    SectionId id = ticket.details().section();
    Optional<Section> section = directory.section(municipality.id(), id);
    Map<String, String> known =
        Map.of(
            "{municipality}", municipality.name(),
            "{section}", section.map(Section::name).orElse(""),
            "{phone}", section.map(Section::phone).orElse(""),
            "{hours}", section.map(Section::hours).orElse(""));
    String lines =
        section
            .flatMap(s -> municipality.setting(SIGNATURE + "." + id.value()))
            .or(() -> municipality.setting(SIGNATURE))
            .orElse("")
            .replace("\\n", "\n");
    String signature =
        lines
            .lines()
            .filter(line -> isKnown(line, known))
            .map(line -> filled(line, known))
            .collect(Collectors.joining("\n"));
    return InboundText.cut(signature.strip(), LONGEST);
  }

  /** Half a line, such as 電話 without a number, is worse than none. */
  private static boolean isKnown(String line, Map<String, String> known) {
    return known.entrySet().stream()
        .noneMatch(place -> place.getValue().isBlank() && line.contains(place.getKey()));
  }

  private static String filled(String line, Map<String, String> known) {
    String filled = line;
    for (String place : List.of("{municipality}", "{section}", "{phone}", "{hours}")) {
      filled = filled.replace(place, known.get(place));
    }
    return filled;
  }
}

package org.madoguchi.tickets.internal.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.madoguchi.tickets.internal.search.CitizenTexts.Acquaintance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Citizens as the search finds them: by name, reading, telephone and mail, for whoever may read one
 * of their tickets. What staff note about them is not in it.
 */
@Component(service = DocumentSource.class)
public final class CitizenDocuments implements DocumentSource {
  /** Of a ticket: what may change who knows the citizen. */
  private static final Set<String> TELLING =
      Set.of(
          TicketEvents.OPENED,
          TicketEvents.IMPORTED,
          TicketEvents.IMPORT_UNDONE,
          TicketEvents.REQUESTER_CHANGED);

  /** Of an edited ticket, the same. */
  private static final Set<String> FIELDS = Set.of("section", "confidentiality", "contributors");

  private final CitizenTexts texts;

  @Activate
  public CitizenDocuments(@Reference CitizenTexts texts) {
    this.texts = texts;
  }

  @Override
  public String name() {
    return "citizens";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.CITIZEN);
  }

  @Override
  public Set<String> streams() {
    return Set.of(TicketEvents.STREAM, Journal.CITIZENS);
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    return touched(List.of(event));
  }

  /** Whose tickets they are about is asked once. */
  @Override
  public List<DocumentKey> touched(List<CommittedEvent> events) {
    Set<DocumentKey> keys = new LinkedHashSet<>();
    Set<TicketRef> tickets = new LinkedHashSet<>();
    for (CommittedEvent event : events) {
      if (event.stream().equals(Journal.CITIZENS)) {
        keys.add(key(event.aggregate()));
      } else if (isTelling(event)) {
        TicketRef.parse(event.aggregate()).ifPresent(tickets::add);
        earlier(event).ifPresent(keys::add);
      }
    }
    texts.whose(tickets).forEach(citizen -> keys.add(key(Long.toString(citizen))));
    return List.copyOf(keys);
  }

  private static boolean isTelling(CommittedEvent event) {
    return TELLING.contains(event.type())
        || event.type().equals(TicketEvents.EDITED)
            && Journal.fields(Journal.payload(event)).keySet().stream().anyMatch(FIELDS::contains);
  }

  /** Whose the ticket was before, or was when it went. */
  private static Optional<DocumentKey> earlier(CommittedEvent event) {
    Map<String, Object> payload = Journal.payload(event);
    Object whose =
        event.type().equals(TicketEvents.REQUESTER_CHANGED)
            ? payload.get("before")
            : payload.get("citizen");
    return Optional.ofNullable(whose).map(id -> key(id.toString()));
  }

  /**
   * @param citizen its number, also behind its municipality
   */
  private static DocumentKey key(String citizen) {
    return new DocumentKey(DocumentKind.CITIZEN, citizen.substring(citizen.lastIndexOf('/') + 1));
  }

  private static long id(DocumentKey key) {
    return Long.parseLong(key.id());
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> keys) {
    return texts.of(keys.stream().map(CitizenDocuments::id).toList()).stream()
        .filter(known -> !known.tickets().isEmpty()) // nobody may know whom nobody wrote down
        .flatMap(known -> document(known).stream())
        .toList();
  }

  private static Optional<SearchDocument> document(Acquaintance known) {
    Citizen citizen = known.citizen();
    List<String> codes =
        Stream.concat(Stream.of(citizen), known.others().stream())
            .map(Citizen::contacts)
            .flatMap(Collection::stream)
            .map(ContactMatch::of)
            .distinct()
            .toList();
    String title = title(citizen);
    if (title.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(List.of(citizen.kana()));
    known.others().forEach(other -> names.addAll(List.of(other.name(), other.kana())));
    names.removeIf(String::isEmpty);
    return Optional.of(
        SearchDocument.of(
                new DocumentKey(DocumentKind.CITIZEN, Long.toString(citizen.id())),
                new Audience.Acquainted(citizen.municipality(), known.tickets()),
                title,
                known.updatedAt())
            .searchWords(names)
            .codes(codes)
            .build());
  }

  /** Whoever did not say their name is called by how they are reached. */
  private static String title(Citizen citizen) {
    return citizen.name().isBlank()
        ? citizen.contacts().stream().findFirst().map(ContactPoint::value).orElse("")
        : citizen.name();
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    return texts.behind(after.map(CitizenDocuments::id).orElse(0L), limit).stream()
        .map(id -> key(Long.toString(id)))
        .toList();
  }
}

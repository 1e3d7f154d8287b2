package org.madoguchi.tickets.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.search.TicketTexts.Conversation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tickets as the search finds them: by everything said in them, for whoever may read them. */
@Component(service = DocumentSource.class)
public final class TicketDocuments implements DocumentSource {
  /** What changes nothing that is found or shown. */
  private static final Set<String> SILENT =
      Set.of(
          TicketEvents.DELIVERY_CHANGED,
          TicketEvents.FILE_SCANNED,
          TicketEvents.MACRO_APPLIED,
          TicketEvents.LINKED,
          TicketEvents.UNLINKED,
          TicketEvents.CONTRIBUTION_CHANGED);

  private final TicketTexts texts;

  @Activate
  public TicketDocuments(@Reference TicketTexts texts) {
    this.texts = texts;
  }

  @Override
  public String name() {
    return "tickets";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.TICKET);
  }

  @Override
  public Set<String> streams() {
    return Set.of(TicketEvents.STREAM, Journal.CITIZENS);
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    if (event.stream().equals(Journal.CITIZENS)) {
      return keys(texts.ofCitizen(citizen(event)));
    }
    return SILENT.contains(event.type())
        ? List.of()
        : keys(TicketRef.parse(event.aggregate()).stream().toList());
  }

  /** Their name stands on their tickets. */
  private static long citizen(CommittedEvent event) {
    return Long.parseLong(event.aggregate().substring(event.aggregate().lastIndexOf('/') + 1));
  }

  private static List<DocumentKey> keys(List<TicketRef> refs) {
    return refs.stream().map(ref -> new DocumentKey(DocumentKind.TICKET, ref.toString())).toList();
  }

  private static List<TicketRef> refs(List<DocumentKey> keys) {
    return keys.stream().flatMap(key -> TicketRef.parse(key.id()).stream()).toList();
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> keys) {
    return texts.of(refs(keys), SearchDocument.LONGEST_TEXT).stream()
        .map(TicketDocuments::document)
        .toList();
  }

  private static SearchDocument document(Conversation conversation) {
    Ticket ticket = conversation.ticket();
    List<String> codes = new ArrayList<>(List.of(ticket.ref().number()));
    if (!conversation.formerNumber().isEmpty()) {
      codes.add(conversation.formerNumber());
    }
    return SearchDocument.of(
            new DocumentKey(DocumentKind.TICKET, ticket.ref().toString()),
            Audience.readers(Permission.TICKET_READ, ticket.tag()),
            ticket.details().subject(),
            ticket.updatedAt())
        .body(String.join("\n", conversation.texts()))
        .searchWords(List.of(ticket.citizen().name()))
        .codes(codes)
        .language(ticket.language())
        .category(ticket.details().category())
        .owner(ticket.details().section())
        .build();
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    return keys(texts.behind(after.flatMap(key -> TicketRef.parse(key.id())), limit));
  }
}

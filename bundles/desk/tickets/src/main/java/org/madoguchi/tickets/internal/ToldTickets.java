package org.madoguchi.tickets.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.Noticed.Fold;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.ToldConversations;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Conversations for other rooms, as far as a view shows them at once. */
@Component(service = ToldConversations.class)
public final class ToldTickets implements ToldConversations {
  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final MergeRepository merges;
  private final TicketQueries queries;
  private final CitizenRepository citizens;

  @Activate
  public ToldTickets(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference MergeRepository merges,
      @Reference TicketQueries queries,
      @Reference CitizenRepository citizens) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.merges = merges;
    this.queries = queries;
    this.citizens = citizens;
  }

  @Override
  public Optional<Told> told(AccessScope scope, TicketRef ref, int most) {
    return transactions.read(
        () ->
            tickets
                .find(ref, scope.reaches(Permission.TICKET_READ))
                .map(ticket -> told(ticket, most)));
  }

  @Override
  public Set<TicketRef> answered(AccessScope scope, Collection<TicketRef> refs) {
    return transactions.read(
        () -> tickets.answeredAmong(refs, scope.reaches(Permission.TICKET_READ)));
  }

  private Told told(Ticket ticket, int most) {
    List<Long> all = new ArrayList<>(List.of(ticket.id()));
    merges.takenIn(ticket.id()).forEach(other -> all.add(other.id()));
    List<Entry> entries =
        queries.conversation(all, Optional.empty(), TicketViews.ENTRIES).entries();
    return new Told(
        ticket.ref(),
        ticket.details().subject(),
        said(entries, most),
        personal(ticket, entries),
        ticket.details().confidentiality() != Confidentiality.NORMAL);
  }

  /** Its beginning says what it is about; of the rest what is newest. */
  private static List<Said> said(List<Entry> entries, int most) {
    LinkedList<Said> said = new LinkedList<>();
    List<Entry> told = entries.stream().filter(e -> e.type() != EntryType.ACKNOWLEDGEMENT).toList();
    if (told.isEmpty()) {
      return said;
    }
    Said first = said(told.get(0), most);
    int room = most - first.text().length();
    for (int i = told.size() - 1; i > 0 && room > 0; i--) {
      Said one = said(told.get(i), room);
      room -= one.text().length();
      said.addFirst(one);
    }
    said.addFirst(first);
    return said;
  }

  private static Said said(Entry entry, int room) {
    String text = own(entry.text(), entry.noticed().folds());
    return new Said(
        switch (entry.type()) {
          case CITIZEN -> Speaker.CITIZEN;
          case NOTE -> Speaker.NOTE;
          default -> Speaker.STAFF;
        },
        text.length() <= room ? text : text.substring(0, room));
  }

  private static String own(String text, List<Fold> folds) {
    if (folds.isEmpty()) {
      return text;
    }
    List<String> own = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      int at = number++;
      if (folds.stream().noneMatch(fold -> fold.from() <= at && at < fold.to())) {
        own.add(line);
      }
    }
    return String.join("\n", own);
  }

  private Set<String> personal(Ticket ticket, List<Entry> entries) {
    Set<String> personal = new TreeSet<>();
    personal.add(ticket.citizen().name());
    citizens.find(ticket.citizen().id()).ifPresent(citizen -> add(personal, citizen));
    for (Entry entry : entries) {
      personal.add(entry.authorName());
      entry.address().map(ContactPoint::value).ifPresent(personal::add);
    }
    personal.removeIf(String::isBlank);
    return personal;
  }

  private static void add(Set<String> personal, Citizen citizen) {
    personal.add(citizen.name());
    personal.add(citizen.kana());
    citizen.contacts().forEach(contact -> personal.add(contact.value()));
  }
}

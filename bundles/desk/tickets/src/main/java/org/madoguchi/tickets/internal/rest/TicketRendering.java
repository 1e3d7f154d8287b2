package org.madoguchi.tickets.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.internal.CategoryChoice;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.Histories;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.TicketQueries.Conversation;
import org.madoguchi.tickets.internal.TicketQueries.Earlier;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Part;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.sending.TakeBackReply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns tickets into JSON; names come from the directory, which has them in memory. */
@Component(service = TicketRendering.class)
public final class TicketRendering {
  private final Directory directory;
  private final FileRendering files;
  private final RemoteImages images;

  @Activate
  public TicketRendering(
      @Reference Directory directory,
      @Reference FileRendering files,
      @Reference RemoteImages images) {
    this.directory = directory;
    this.files = files;
    this.images = images;
  }

  TicketJson.Page page(TicketQueues.Page page) {
    return new TicketJson.Page(
        page.tickets().stream().map(t -> row(t, page.at())).toList(),
        page.next().map(Cursors::write).orElse(null));
  }

  TicketJson.Row row(Ticket ticket, Instant now) {
    Details details = ticket.details();
    return new TicketJson.Row(
        ticket.ref().toString(),
        ticket.ref().number(),
        ticket.ref().municipality().value(),
        details.kind(),
        details.status(),
        details.priority(),
        details.subject(),
        ticket.channel(),
        ticket.citizen().name(),
        person(details.owner()),
        section(ticket.ref().municipality(), details.section()),
        contributors(ticket),
        details.confidentiality(),
        details.dueAt().orElse(null),
        ticket.createdAt(),
        ticket.updatedAt(),
        ticket.isOverdue(now),
        ticket.deliveryProblem(),
        ticket.unread(),
        ticket.version());
  }

  /** Null for nobody; a login that is gone from the directory stands for itself. */
  TicketJson.Person person(StaffId who) {
    if (who.isNone()) {
      return null;
    }
    String name = directory.staff(who).map(Staff::name).orElse(who.value());
    return new TicketJson.Person(who.value(), name);
  }

  TicketJson.Named section(MunicipalityId municipality, SectionId section) {
    if (section.isNone()) {
      return null;
    }
    String name =
        directory.section(municipality, section).map(Section::name).orElse(section.value());
    return new TicketJson.Named(section.value(), name);
  }

  private List<TicketJson.Named> contributors(Ticket ticket) {
    List<SectionId> sections = ticket.details().contributors().sections();
    return sections.isEmpty()
        ? null
        : sections.stream().map(s -> section(ticket.ref().municipality(), s)).toList();
  }

  private List<TicketJson.PartJson> parts(TicketViews.View view) {
    return view.shares().isEmpty()
        ? null
        : view.shares().stream().map(s -> part(view.ticket(), s)).toList();
  }

  private TicketJson.PartJson part(Ticket ticket, TicketViews.Share share) {
    Part part = share.part();
    return new TicketJson.PartJson(
        section(ticket.ref().municipality(), part.section()),
        part.progress(),
        person(part.by()),
        part.at().orElse(null),
        share.own());
  }

  private String categoryName(MunicipalityId municipality, String code) {
    return directory.category(municipality, code).map(Category::name).orElse(code);
  }

  private TicketJson.NamedCategory category(MunicipalityId municipality, String code, Instant now) {
    if (code.isEmpty()) {
      return null;
    }
    String name = categoryName(municipality, code);
    Optional<Validity.State> outside =
        CategoryChoice.state(directory, municipality, code, now)
            .filter(state -> state != Validity.State.CURRENT);
    return new TicketJson.NamedCategory(code, name, outside.orElse(null));
  }

  private static TicketJson.RowLite rowLite(Ticket ticket) {
    return new TicketJson.RowLite(
        ticket.ref().toString(),
        ticket.ref().number(),
        ticket.details().subject(),
        ticket.details().status(),
        ticket.channel(),
        ticket.createdAt());
  }

  static List<TicketJson.Linked> linked(List<TicketQueries.Linked> linked) {
    return linked.stream()
        .map(l -> new TicketJson.Linked(rowLite(l.ticket()), l.relation()))
        .toList();
  }

  TicketJson.View view(TicketViews.View view) {
    Ticket ticket = view.ticket();
    ContactResult result = ticket.details().result();
    Optional<Ticket> into = view.merged().into();
    return new TicketJson.View(
        row(ticket, view.at()),
        parts(view),
        view.merged().takenIn().stream().map(TicketRendering::rowLite).toList(),
        into.map(TicketRendering::rowLite).orElse(null),
        category(ticket.ref().municipality(), ticket.details().category(), view.at()),
        result == ContactResult.NONE ? null : result,
        ticket.language(),
        citizen(view.citizen(), Optional.of(view.earlier())),
        entries(ticket.ref().municipality(), view.conversation(), view.merged().takenIn()),
        entriesBefore(view.conversation()),
        view.waiting().stream().map(w -> waiting(w, view.at())).toList(),
        linked(view.linked()),
        view.actions(),
        ticket.details().tags().words(),
        view.next().possible(),
        view.next().required().orElse(null),
        view.former().map(TicketRendering::former).orElse(null),
        view.problem().map(TicketRendering::problem).orElse(null),
        view.caution(),
        view.ties().parts().isEmpty()
            ? null
            : view.ties().parts().stream().map(this::splitPart).toList());
  }

  private TicketJson.SplitPart splitPart(TicketQueries.Part part) {
    return new TicketJson.SplitPart(
        rowLite(part.ticket()),
        part.away() ? TicketEvent.SPLIT_INTO : TicketEvent.SPLIT_FROM,
        part.entries(),
        person(part.by()),
        part.at());
  }

  private static TicketJson.ProblemJson problem(TicketQueries.TiedTo p) {
    return new TicketJson.ProblemJson(
        Long.toString(p.id()), p.title(), p.status(), p.workaround(), p.announcement());
  }

  private static TicketJson.FormerJson former(Former former) {
    String owner = former.owner().isEmpty() ? null : former.owner();
    return new TicketJson.FormerJson(former.source(), former.number(), owner);
  }

  private static TicketJson.Waiting waiting(TicketViews.Waiting waiting, Instant now) {
    long left = Math.max(0, Duration.between(now, waiting.sentAt()).toSeconds());
    return new TicketJson.Waiting(
        Long.toString(waiting.entry()), waiting.sentAt(), left, waiting.own());
  }

  TicketJson.TakenBack takenBack(MunicipalityId municipality, TakeBackReply.Returned returned) {
    return new TicketJson.TakenBack(
        draft(returned.draft()),
        returned.files().stream().map(file -> file(municipality, file)).toList());
  }

  TicketJson.Entries page(MunicipalityId municipality, TicketViews.Page page) {
    Conversation conversation = page.conversation();
    return new TicketJson.Entries(
        entries(municipality, conversation, page.takenIn()), entriesBefore(conversation));
  }

  private List<TicketJson.EntryJson> entries(
      MunicipalityId municipality, Conversation conversation, List<Ticket> takenIn) {
    Map<Long, String> elsewhere =
        takenIn.stream().collect(Collectors.toMap(Ticket::id, t -> t.ref().toString()));
    return conversation.entries().stream()
        .map(entry -> entry(municipality, entry, elsewhere.get(entry.ticket())))
        .toList();
  }

  private static String entriesBefore(Conversation conversation) {
    return conversation.earlier() ? Cursors.write(conversation.entries().get(0)) : null;
  }

  TicketJson.Citizen citizen(Citizen citizen) {
    return citizen(citizen, Optional.empty());
  }

  TicketJson.Citizen citizen(CitizenDesk.Known known, List<TicketJson.TakenIn> merged) {
    return citizen(known.citizen(), Optional.of(known.earlier()), merged);
  }

  private static TicketJson.Citizen citizen(Citizen citizen, Optional<Earlier> earlier) {
    return citizen(citizen, earlier, List.of());
  }

  private static TicketJson.Citizen citizen(
      Citizen citizen, Optional<Earlier> earlier, List<TicketJson.TakenIn> merged) {
    return new TicketJson.Citizen(
        Long.toString(citizen.id()),
        citizen.name(),
        citizen.kana(),
        citizen.language(),
        citizen.contacts().stream().map(c -> contact(citizen, c)).toList(),
        citizen.notes(),
        earlier.map(e -> e.newest().stream().map(TicketRendering::rowLite).toList()).orElse(null),
        earlier.map(e -> e.total().count()).orElse(null),
        merged.isEmpty() ? null : merged,
        citizen.version());
  }

  static TicketJson.Contact contact(Citizen citizen, ContactPoint point) {
    String note = citizen.remarkOn(point);
    return new TicketJson.Contact(
        Checks.written(point.kind()),
        point.value(),
        note.isEmpty() ? null : note,
        citizen
            .undeliverableAt(point)
            .map(u -> new TicketJson.Undeliverable(u.at(), u.status()))
            .orElse(null));
  }

  TicketJson.EntryJson entry(MunicipalityId municipality, Entry entry) {
    return entry(municipality, entry, null);
  }

  private TicketJson.EntryJson entry(MunicipalityId municipality, Entry entry, String ticket) {
    return new TicketJson.EntryJson(
        Long.toString(entry.id()),
        ticket,
        entry.type(),
        entry.channel(),
        person(entry.author()),
        entry.author().isNone() ? entry.authorName() : person(entry.author()).name(),
        entry.text(),
        entry.html().isEmpty() ? null : entry.html(),
        entry.attachments().stream().map(a -> files.file(municipality, a)).toList(),
        entry
            .delivery()
            .map(d -> new TicketJson.Delivery(d.state(), d.reason(), d.at()))
            .orElse(null),
        entry.original().isPresent(),
        entry.at(),
        entry.noticed().folds().isEmpty()
            ? null
            : entry.noticed().folds().stream()
                .map(f -> new TicketJson.Fold(Checks.written(f.kind()), f.from(), f.to()))
                .toList(),
        entry
            .noticed()
            .forwarded()
            .map(
                f ->
                    new TicketJson.Forwarded(
                        f.name(), f.address(), entry.attribution().isPresent()))
            .orElse(null),
        images.of(municipality, entry).orElse(null));
  }

  static TicketJson.DraftJson draft(Draft draft) {
    return new TicketJson.DraftJson(draft.kind(), draft.text(), draft.updatedAt(), null);
  }

  TicketJson.DraftJson draft(MunicipalityId municipality, Draft draft, List<Attachment> waiting) {
    return new TicketJson.DraftJson(
        draft.kind(),
        draft.text(),
        draft.text().isEmpty() ? null : draft.updatedAt(),
        waiting.stream().map(file -> file(municipality, file)).toList());
  }

  FileRendering.FileJson file(MunicipalityId municipality, Attachment attachment) {
    return files.file(municipality, attachment);
  }

  TicketJson.Happening happening(Histories.Happening happening) {
    Map<String, TicketJson.Change> changes = new LinkedHashMap<>();
    happening.changes().forEach((field, c) -> changes.put(field, change(c)));
    return new TicketJson.Happening(
        happening.sequence(),
        happening.type(),
        person(happening.actor()),
        happening.at(),
        changes.isEmpty() ? null : changes,
        happening.payload());
  }

  private static TicketJson.Change change(FieldChange change) {
    return new TicketJson.Change(change.before(), change.after());
  }

  /** What the value of a field is called; null for what has no name of its own. */
  String name(MunicipalityId municipality, String field, String value) {
    if (value.isEmpty()) {
      return null;
    }
    return switch (field) {
      case "owner" -> person(new StaffId(value)).name();
      case "section" -> section(municipality, new SectionId(value)).name();
      case "category" -> categoryName(municipality, value);
      default -> null;
    };
  }

  static TicketJson.Counts counts(Map<Queue, TicketQueues.QueueCount> counts) {
    Map<String, TicketJson.QueueCount> queues = new LinkedHashMap<>();
    counts.forEach(
        (queue, n) ->
            queues.put(
                Checks.written(queue),
                new TicketJson.QueueCount(
                    n.tickets().count(), n.overdue().count(), n.tickets().capped())));
    return new TicketJson.Counts(queues);
  }
}

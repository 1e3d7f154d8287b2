package org.madoguchi.tickets.internal.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.OpenTicket;
import org.madoguchi.tickets.internal.WriteEntry;
import org.madoguchi.tickets.internal.alerts.Colleagues;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Remark;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.WrapUp;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads bodies into commands; every wrong field is named at once. */
@Component(service = TicketForms.class)
public final class TicketForms {
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,19}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  /** A tag of BCP 47 as far as anybody needs one: {@code ja}, {@code zh-Hant}. */
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

  private final KnownNames known;

  @Activate
  public TicketForms(@Reference KnownNames known) {
    this.known = known;
  }

  OpenTicket.Opening opening(MunicipalityId municipality, Requests.NewTicket body) {
    Checks checks = new Checks();
    OpenTicket.Opening opening =
        new OpenTicket.Opening(
            checks.required("requestId", body.requestId(), Limits.REQUEST_ID),
            municipality,
            requiredChoice(checks, "kind", body.kind(), TicketKind.class, TicketKind.INQUIRY),
            channel(checks, body.channel()),
            checks.required("subject", body.subject(), Limits.SUBJECT),
            checks.required("text", body.text(), Limits.TEXT),
            known.section(checks, "section", municipality, body.section(), SectionId.NONE),
            known.category(checks, "category", municipality, body.category()),
            checks.choice("priority", body.priority(), Priority.class, Priority.NORMAL),
            due(checks, body.dueAt()),
            caller(checks, body.citizen()));
    checks.done();
    return opening;
  }

  private static <E extends Enum<E>> E requiredChoice(
      Checks checks, String field, String value, Class<E> type, E standIn) {
    if (value == null || value.isBlank()) {
      return checks.note(field, "required", standIn);
    }
    return checks.choice(field, value, type, standIn);
  }

  private static String channel(Checks checks, String value) {
    String channel = checks.required("channel", value, Limits.CHANNEL);
    return channel.isEmpty() || CHANNEL.matcher(channel).matches()
        ? channel
        : checks.note("channel", "invalid", "");
  }

  private static Optional<Instant> due(Checks checks, String value) {
    Optional<Instant> due =
        checks.instant("dueAt", value).map(i -> i.truncatedTo(ChronoUnit.MILLIS));
    Instant first = Instant.parse("2000-01-01T00:00:00Z");
    Instant last = Instant.parse("9000-01-01T00:00:00Z");
    if (due.filter(i -> i.isBefore(first) || i.isAfter(last)).isPresent()) {
      return checks.note("dueAt", "invalid", Optional.empty());
    }
    return due;
  }

  private static OpenTicket.Caller caller(Checks checks, Requests.Caller body) {
    if (body == null) {
      checks.note("citizen", "required", "");
      return new OpenTicket.Caller(OptionalLong.empty(), "", "", List.of());
    }
    if (body.id() != null && !body.id().isBlank()) {
      long id = NUMBER.matcher(body.id()).matches() ? Long.parseLong(body.id()) : -1;
      return new OpenTicket.Caller(OptionalLong.of(id), "", "", List.of());
    }
    return new OpenTicket.Caller(
        OptionalLong.empty(),
        checks.optional("citizen.name", body.name(), Limits.NAME).strip(), // not all say it
        checks.optional("citizen.kana", body.kana(), Limits.NAME).strip(),
        contacts(checks, "citizen.contacts", body.contacts()));
  }

  private static List<ContactPoint> contacts(
      Checks checks, String field, List<Requests.Contact> bodies) {
    List<ContactPoint> contacts = new ArrayList<>();
    if (bodies == null) {
      return contacts;
    }
    if (bodies.size() > Limits.CONTACTS) {
      return checks.note(field, "invalid", contacts);
    }
    for (int i = 0; i < bodies.size(); i++) {
      contacts.add(contact(checks, field + "[" + i + "]", bodies.get(i)));
    }
    return contacts.stream().distinct().toList();
  }

  private static ContactPoint contact(Checks checks, String field, Requests.Contact body) {
    String givenKind = body == null ? null : body.kind();
    String givenValue = body == null ? null : body.value();
    ContactPoint.Kind kind =
        requiredChoice(
            checks, field + ".kind", givenKind, ContactPoint.Kind.class, ContactPoint.Kind.OTHER);
    String value = checks.required(field + ".value", givenValue, Limits.ADDRESS).strip();
    boolean mail = kind == ContactPoint.Kind.MAIL && !value.isEmpty();
    if (mail && !MAIL.matcher(value).matches()) {
      checks.note(field + ".value", "invalid", "");
    }
    return new ContactPoint(kind, value);
  }

  /** What an edit does to the details it finds; members that were not sent stay as they are. */
  UnaryOperator<Details> edit(MunicipalityId municipality, Requests.TicketEdit body) {
    Checks checks = new Checks();
    List<UnaryOperator<Details>> steps = new ArrayList<>();
    if (body.subject() != null) {
      String subject = checks.required("subject", body.subject(), Limits.SUBJECT);
      steps.add(d -> d.withSubject(subject));
    }
    if (body.kind() != null) {
      TicketKind kind =
          requiredChoice(checks, "kind", body.kind(), TicketKind.class, TicketKind.INQUIRY);
      steps.add(d -> d.withKind(kind));
    }
    if (body.status() != null) {
      TicketStatus status =
          requiredChoice(checks, "status", body.status(), TicketStatus.class, TicketStatus.OPEN);
      steps.add(d -> d.withStatus(status));
    }
    if (body.priority() != null) {
      Priority priority =
          requiredChoice(checks, "priority", body.priority(), Priority.class, Priority.NORMAL);
      steps.add(d -> d.withPriority(priority));
    }
    if (body.owner() != null) {
      StaffId owner = known.owner(checks, "owner", municipality, body.owner());
      steps.add(d -> d.withOwner(owner));
    }
    if (body.section() != null) {
      SectionId section =
          known.section(checks, "section", municipality, body.section(), SectionId.NONE);
      steps.add(d -> d.withSection(section));
    }
    if (body.confidentiality() != null) {
      Confidentiality level =
          requiredChoice(
              checks,
              "confidentiality",
              body.confidentiality(),
              Confidentiality.class,
              Confidentiality.NORMAL);
      steps.add(d -> d.withConfidentiality(level));
    }
    if (body.category() != null) {
      String category = known.category(checks, "category", municipality, body.category());
      steps.add(d -> d.withCategory(category));
    }
    if (body.result() != null) {
      ContactResult result = result(checks, body.result());
      steps.add(d -> d.withResult(result));
    }
    if (body.dueAt() != null) {
      Optional<Instant> due = due(checks, body.dueAt());
      steps.add(d -> d.withDueAt(due));
    }
    if (body.tags() != null) {
      Tags tags = tags(checks, body.tags());
      steps.add(d -> d.withTags(tags));
    }
    if (body.contributors() != null) {
      Contributors contributors =
          known.contributors(checks, "contributors", municipality, body.contributors());
      steps.add(d -> d.withContributors(contributors));
    }
    if (body.problem() != null) {
      String problem = known.problem(checks, "problem", municipality, body.problem());
      steps.add(d -> d.withProblem(problem.isEmpty() ? 0 : Long.parseLong(problem)));
    }
    checks.done();
    return details -> {
      Details edited = details;
      for (UnaryOperator<Details> step : steps) {
        edited = step.apply(edited);
      }
      return edited;
    };
  }

  /** The section in charge is left out; each that is none is named by its place. */
  static Contributors.Progress progress(Requests.Contribution body) {
    Checks checks = new Checks();
    Contributors.Progress progress =
        requiredChoice(
            checks,
            "progress",
            body.progress(),
            Contributors.Progress.class,
            Contributors.Progress.OPEN);
    checks.done();
    return progress;
  }

  /** Blank words are left out; each that does not fit is named by its place. */
  private static Tags tags(Checks checks, List<String> words) {
    List<String> spelled = words.stream().map(w -> w == null ? "" : Tags.spelled(w)).toList();
    for (int i = 0; i < spelled.size(); i++) {
      String word = spelled.get(i);
      if (word.codePointCount(0, word.length()) > Tags.LONGEST) {
        checks.note("tags[" + i + "]", "too-long", "", Tags.LONGEST);
      } else if (!word.isEmpty() && !Tags.fits(word)) {
        checks.note("tags[" + i + "]", "invalid", "");
      }
    }
    Tags tags = new Tags(spelled.stream().filter(word -> !word.isEmpty()).toList());
    return tags.words().size() <= Tags.MOST
        ? tags
        : checks.note("tags", "too-many", Tags.NONE, Tags.MOST);
  }

  /** The beginning of a tag; missing for any. */
  static String beginning(String q) {
    Checks checks = new Checks();
    String beginning = Tags.spelled(checks.optional("q", q, Limits.NAME));
    checks.done();
    return beginning;
  }

  private static ContactResult result(Checks checks, String value) {
    return checks.choice("result", value, ContactResult.class, ContactResult.NONE);
  }

  static Relation relation(Requests.NewLink body) {
    Checks checks = new Checks();
    Relation relation =
        requiredChoice(checks, "relation", body.relation(), Relation.class, Relation.RELATED);
    checks.done();
    return relation;
  }

  WriteEntry.Written note(Requests.NewNote body) {
    Checks checks = new Checks();
    WriteEntry.Written written = written(checks, body.requestId(), body.text(), body.attachments());
    List<StaffId> mentions = mentions(checks, body.mentions());
    checks.done();
    return new WriteEntry.Written(
        written.requestId(), written.text(), written.attachments(), mentions);
  }

  private static List<StaffId> mentions(Checks checks, List<String> logins) {
    if (logins == null) {
      return List.of();
    }
    if (logins.size() > Colleagues.MOST) {
      return checks.note("mentions", "too-many", List.of(), Colleagues.MOST);
    }
    List<StaffId> mentions = new ArrayList<>();
    for (int i = 0; i < logins.size(); i++) {
      if (logins.get(i) != null && StaffId.isLogin(logins.get(i))) {
        mentions.add(new StaffId(logins.get(i)));
      } else {
        checks.note("mentions[" + i + "]", "unknown", StaffId.NONE);
      }
    }
    return mentions.stream().distinct().toList();
  }

  /** A reply and what is said about the contact with it. */
  record Reply(WriteEntry.Written written, WrapUp wrapUp) {}

  Reply reply(MunicipalityId municipality, Requests.NewReply body) {
    Checks checks = new Checks();
    Reply reply =
        new Reply(
            written(checks, body.requestId(), body.text(), body.attachments()),
            new WrapUp(
                Boolean.TRUE.equals(body.close()),
                known.category(checks, "category", municipality, body.category()),
                result(checks, body.result()),
                known.section(checks, "section", municipality, body.section(), SectionId.NONE)));
    checks.done();
    return reply;
  }

  private static WriteEntry.Written written(
      Checks checks, String requestId, String text, List<String> attachments) {
    return new WriteEntry.Written(
        checks.required("requestId", requestId, Limits.REQUEST_ID),
        checks.required("text", text, Limits.TEXT),
        attachments(checks, attachments));
  }

  private static List<Long> attachments(Checks checks, List<String> ids) {
    if (ids == null) {
      return List.of();
    }
    if (ids.size() > Limits.ATTACHMENTS) {
      return checks.note("attachments", "invalid", List.of());
    }
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) != null && NUMBER.matcher(ids.get(i)).matches()) {
        numbers.add(Long.parseLong(ids.get(i)));
      } else {
        checks.note("attachments[" + i + "]", "unknown", 0L);
      }
    }
    return numbers.stream().distinct().toList();
  }

  /** Empty when none was asked for. */
  static Optional<Draft.Kind> draftKind(String kind) {
    Checks checks = new Checks();
    Optional<Draft.Kind> chosen = Paths.choice(checks, "kind", kind, Draft.Kind.class);
    checks.done();
    return chosen;
  }

  record DraftText(Draft.Kind kind, String text) {}

  DraftText draft(Requests.DraftText body) {
    Checks checks = new Checks();
    DraftText draft =
        new DraftText(
            requiredChoice(checks, "kind", body.kind(), Draft.Kind.class, Draft.Kind.REPLY),
            checks.optional("text", body.text(), Limits.TEXT));
    checks.done();
    return draft;
  }

  UnaryOperator<Citizen> citizen(Requests.CitizenEdit body) {
    Checks checks = new Checks();
    String name =
        body.name() == null ? null : checks.required("name", body.name(), Limits.NAME).strip();
    String kana =
        body.kana() == null ? null : checks.optional("kana", body.kana(), Limits.NAME).strip();
    String language = body.language() == null ? null : language(checks, body.language().strip());
    String notes =
        body.notes() == null ? null : checks.optional("notes", body.notes(), Limits.NOTES);
    List<ContactPoint> contacts =
        body.contacts() == null ? null : contacts(checks, "contacts", body.contacts());
    List<Remark> remarks =
        contacts == null ? List.of() : remarks(checks, "contacts", body.contacts());
    checks.done();
    return c ->
        c.with(
            new Citizen.Contents(
                name == null ? c.name() : name,
                kana == null ? c.kana() : kana,
                language == null ? c.language() : language,
                notes == null ? c.notes() : notes,
                contacts == null ? c.contacts() : contacts,
                Stream.concat(
                        remarks.stream(),
                        c.remarks().stream()
                            .filter(r -> remarks.stream().noneMatch(s -> s.isAboutThatOf(r))))
                    .toList()));
  }

  /** What was said about the contact points; those nothing was said about keep what they have. */
  private static List<Remark> remarks(Checks checks, String field, List<Requests.Contact> bodies) {
    List<Remark> remarks = new ArrayList<>();
    for (int i = 0; i < Math.min(bodies.size(), Limits.CONTACTS); i++) {
      Requests.Contact body = bodies.get(i);
      if (body != null && body.note() != null) {
        String at = field + "[" + i + "]";
        String text = checks.optional(at + ".note", body.note(), Limits.CONTACT_NOTE).strip();
        remarks.add(new Remark(contact(new Checks(), at, body), text));
      }
    }
    return remarks;
  }

  private static String language(Checks checks, String tag) {
    return tag.isEmpty() || tag.length() <= Limits.LANGUAGE && LANGUAGE.matcher(tag).matches()
        ? tag
        : checks.note("language", "invalid", "");
  }

  /**
   * @throws DomainException malformed-body when nothing was sent
   */
  static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }
}

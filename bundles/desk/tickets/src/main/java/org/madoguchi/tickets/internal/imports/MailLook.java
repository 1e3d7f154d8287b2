package org.madoguchi.tickets.internal.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.EnclosedMessages;
import org.madoguchi.tickets.EnclosedMessages.Enclosed;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.TicketImport.HistoricCitizen;
import org.madoguchi.tickets.TicketImport.HistoricEntry;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.domain.InboundText;

/** The mails of one thread as a ticket, read by a mail channel as those that arrive. */
final class MailLook {
  private static final Pattern FROM = Pattern.compile("(?s)(.*)<([^<>]*)>\\s*");
  private static final Pattern REPLY_MARK =
      Pattern.compile("^((re|fw|fwd|返信|転送)\\s*[:：]\\s*)+", Pattern.CASE_INSENSITIVE);
  private static final int SUBJECT_OF_TEXT = 60;

  private record Mail(Part part, Enclosed read, Instant at, String name, String address) {}

  private final Municipality municipality;
  private final Mapping mapping;
  private final Vocabulary words;
  private final Optional<EnclosedMessages> reader;
  private final Instant now;

  MailLook(
      Municipality municipality,
      Mapping mapping,
      Vocabulary words,
      Optional<EnclosedMessages> reader,
      Instant now) {
    this.municipality = municipality;
    this.mapping = mapping;
    this.words = words;
    this.reader = reader;
    this.now = now;
  }

  Look look(List<Part> parts) {
    List<Problem> problems = new ArrayList<>();
    List<Mail> mails = new ArrayList<>();
    for (Part part : parts) {
      mail(part, problems).ifPresent(mails::add);
    }
    if (!problems.isEmpty()) {
      return Look.wrong(problems);
    }
    mails.sort(Comparator.comparing(Mail::at));
    return Look.sound(ticket(parts.get(0).number(), mails));
  }

  private Optional<Mail> mail(Part part, List<Problem> problems) {
    Optional<Enclosed> read = read(part);
    if (read.isEmpty()) {
      problems.add(wrong(part, reader.isPresent() ? "unreadable" : "no-mail-channel"));
      return Optional.empty();
    }
    Optional<Instant> at = read.get().sentAt().or(() -> When.mail(part.cells().get(3)));
    if (at.isEmpty() || at.get().isAfter(now)) {
      problems.add(wrong(part, at.isEmpty() ? "no-date" : "in-the-future"));
      return Optional.empty();
    }
    Matcher from = FROM.matcher(read.get().from());
    boolean both = from.matches();
    String address = (both ? from.group(2) : read.get().from()).strip();
    String name = both ? from.group(1).strip() : "";
    return Optional.of(new Mail(part, read.get(), at.get(), name, address));
  }

  private Optional<Enclosed> read(Part part) {
    try {
      return reader.isEmpty()
          ? Optional.empty()
          : reader.get().read(municipality.id(), part.mail().orElseThrow());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Problem wrong(Part part, String code) {
    return Problem.of(part.line(), "", code, part.cells().get(2));
  }

  private HistoricTicket ticket(String number, List<Mail> mails) {
    Mail first = mails.get(0);
    Mail citizens = mails.stream().filter(m -> !isOwn(m)).findFirst().orElse(first);
    String subject = REPLY_MARK.matcher(first.read().subject().strip()).replaceFirst("");
    String opening = first.read().text().lines().filter(l -> !l.isBlank()).findFirst().orElse("―");
    return new HistoricTicket(
        Formers.key(mapping.source(), number),
        municipality.id(),
        mapping.kind(),
        mapping.status(),
        mapping.channel(),
        "ja",
        subject.isBlank() ? InboundText.line(opening, SUBJECT_OF_TEXT) : subject,
        new SectionId(mapping.section()),
        "",
        StaffId.NONE,
        new HistoricCitizen(
            citizens.name().isEmpty() ? citizens.address() : citizens.name(),
            "",
            "ja",
            contacts(citizens)),
        first.at(),
        Optional.empty(),
        Optional.empty(),
        mails.stream().map(this::entry).toList(),
        Optional.of(new Former(mapping.source(), number, "")));
  }

  private static List<ContactPoint> contacts(Mail mail) {
    boolean address = mail.address().contains("@") && mail.address().length() <= Limits.ADDRESS;
    return address ? List.of(new ContactPoint(ContactPoint.Kind.MAIL, mail.address())) : List.of();
  }

  private HistoricEntry entry(Mail mail) {
    Author author = isOwn(mail) ? Author.STAFF : Author.CITIZEN;
    StaffId staff =
        author == Author.STAFF ? words.writer(mail.address()).orElse(StaffId.NONE) : StaffId.NONE;
    String name = mail.name().isEmpty() ? mail.address() : mail.name();
    return new HistoricEntry(author, staff, name, text(mail), mail.part().mail(), mail.at());
  }

  /** What was attached lies in the original, which is kept. */
  private static String text(Mail mail) {
    List<String> files = mail.read().files();
    return files.isEmpty()
        ? mail.read().text()
        : mail.read().text() + "\n\n📎 " + String.join("、", files);
  }

  private boolean isOwn(Mail mail) {
    String address = mail.address().toLowerCase(Locale.ROOT);
    return words.writer(address).isPresent()
        || mapping.own().stream()
            .map(own -> own.toLowerCase(Locale.ROOT))
            .anyMatch(own -> address.equals(own) || address.endsWith("@" + own.replace("@", "")));
  }
}

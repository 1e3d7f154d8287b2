package org.madoguchi.demo.content.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.madoguchi.demo.shared.WrittenCase;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketImport.HistoricEntry;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/**
 * Years of believable tickets from hand-written cases: a seasonal curve, busy Mondays, quiet
 * nights, what is recent still open. The same seed gives the same history.
 */
final class History {
  /** People and cases of one municipality. */
  record Cast(
      MunicipalityId municipality,
      List<WrittenCase> cases,
      List<DemoCitizen> citizens,
      List<StaffId> operators,
      Map<SectionId, List<StaffId>> sections) {}

  private static final int DUE_HOURS = 24;

  private final Cast cast;
  private final ZoneId zone;
  private final Instant now;
  private final Random random;

  History(Cast cast, ZoneId zone, Instant now, long seed) {
    this.cast = cast;
    this.zone = zone;
    this.now = now;
    this.random = new Random(seed);
  }

  /** About {@code count} tickets over the last {@code years} years, oldest first. */
  List<HistoricTicket> tickets(int count, int years) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate first = today.minusYears(years);
    double total = 0;
    for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
      total += load(day);
    }
    List<HistoricTicket> tickets = new ArrayList<>(count + 100);
    double owed = 0;
    for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
      owed += load(day) * count / total;
      while (owed >= 1) {
        owed--;
        Instant opened = openedOn(day);
        if (opened.isBefore(now.minus(Duration.ofMinutes(5)))) {
          tickets.add(ticket(tickets.size(), pick(day.getMonthValue()), opened));
        }
      }
    }
    tickets.sort(Comparator.comparing(HistoricTicket::openedAt));
    return tickets;
  }

  /**
   * How busy a day is: the season of all cases together, Mondays and Tuesdays more, weekends less.
   */
  private double load(LocalDate day) {
    double season = cast.cases().stream().mapToDouble(c -> c.weightIn(day.getMonthValue())).sum();
    return season
        * switch (day.getDayOfWeek()) {
          case MONDAY -> 1.4;
          case TUESDAY -> 1.15;
          case SATURDAY -> 0.45;
          case SUNDAY -> 0.35;
          default -> 1.0;
        };
  }

  private Instant openedOn(LocalDate day) {
    // two humps: the hour after opening, and after lunch
    int minute =
        (int)
            (random.nextBoolean()
                ? 9.5 * 60 + random.nextGaussian() * 60
                : 14 * 60 + random.nextGaussian() * 130);
    int clamped = Math.max(8 * 60, Math.min(20 * 60 + 59, minute));
    return LocalDateTime.of(day, java.time.LocalTime.MIDNIGHT)
        .plusMinutes(clamped)
        .plusSeconds(random.nextInt(60))
        .atZone(zone)
        .toInstant();
  }

  private WrittenCase pick(int month) {
    double total = cast.cases().stream().mapToDouble(c -> c.weightIn(month)).sum();
    double at = random.nextDouble() * total;
    for (WrittenCase c : cast.cases()) {
      at -= c.weightIn(month);
      if (at <= 0) {
        return c;
      }
    }
    return cast.cases().get(cast.cases().size() - 1);
  }

  private HistoricTicket ticket(int index, WrittenCase c, Instant opened) {
    WrittenCase.Wording wording = c.wording(random.nextInt(c.wordings()));
    DemoCitizen citizen =
        signer(wording.body()).orElseGet(() -> citizen(c.channel(), c.language()));
    StaffId operator = cast.operators().get(random.nextInt(cast.operators().size()));
    SectionId section = SectionId.isCode(c.section()) ? new SectionId(c.section()) : SectionId.NONE;
    Instant answered = answeredAt(c, opened);
    boolean done = answered.isBefore(now) && !stillOpen(c, opened);
    List<HistoricEntry> entries = new ArrayList<>();
    entries.add(new HistoricEntry(Author.CITIZEN, StaffId.NONE, wording.body(), opened));
    boolean taken = done || random.nextInt(3) > 0;
    if (taken && !c.note().isBlank()) {
      Instant noted = min(opened.plus(Duration.ofMinutes(2 + random.nextInt(6))), now);
      entries.add(new HistoricEntry(Author.NOTE, operator, c.note(), noted));
    }
    if (done) {
      entries.add(
          new HistoricEntry(Author.STAFF, answerer(c, section, operator), c.answer(), answered));
    }
    Instant last = done ? followUp(c, section, operator, answered, entries) : opened;
    TicketStatus status = done ? doneStatus(last) : openStatus(c, taken);
    return new HistoricTicket(
        "demo-" + cast.municipality() + "-" + index,
        cast.municipality(),
        TicketKind.valueOf(c.kind().toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
        status,
        c.channel(),
        c.language(),
        wording.subject(),
        taken ? section : SectionId.NONE,
        c.category(),
        taken ? operator : StaffId.NONE,
        citizen.asHistoric(),
        opened,
        Optional.of(opened.plus(Duration.ofHours(DUE_HOURS))),
        status == TicketStatus.CLOSED ? Optional.of(last) : Optional.empty(),
        entries);
  }

  private Instant followUp(
      WrittenCase c,
      SectionId section,
      StaffId operator,
      Instant answered,
      List<HistoricEntry> entries) {
    if (c.followup() == null || random.nextInt(3) > 0) {
      return answered;
    }
    Instant asked = answered.plus(Duration.ofMinutes(60L + random.nextInt(60 * 24)));
    Instant replied = asked.plus(Duration.ofMinutes(30L + random.nextInt(60 * 6)));
    if (replied.isAfter(now)) {
      return answered;
    }
    entries.add(new HistoricEntry(Author.CITIZEN, StaffId.NONE, c.followup().body(), asked));
    entries.add(
        new HistoricEntry(
            Author.STAFF, answerer(c, section, operator), c.followup().answer(), replied));
    return replied;
  }

  private StaffId answerer(WrittenCase c, SectionId section, StaffId operator) {
    List<StaffId> people = cast.sections().getOrDefault(section, List.of());
    return c.answeredBySection() && !people.isEmpty()
        ? people.get(random.nextInt(people.size()))
        : operator;
  }

  /** Calls are answered while they last; everything else within the case's business hours. */
  private Instant answeredAt(WrittenCase c, Instant opened) {
    if ((c.channel().equals("phone") || c.channel().equals("chat") || c.channel().equals("counter"))
        && !c.answeredBySection()) {
      return opened.plus(Duration.ofMinutes(3 + random.nextInt(9)));
    }
    int from = c.answerHours() == null || c.answerHours().length < 2 ? 2 : c.answerHours()[0];
    int to = c.answerHours() == null || c.answerHours().length < 2 ? 24 : c.answerHours()[1];
    long minutes = 60L * from + random.nextInt(Math.max(1, 60 * (to - from)) + 1) + 5;
    return afterBusinessMinutes(opened, minutes);
  }

  /**
   * Of the last two weeks, part is not answered yet: the younger, and the less a call settles it,
   * the likelier.
   */
  private boolean stillOpen(WrittenCase c, Instant opened) {
    double days = Duration.between(opened, now).toHours() / 24.0;
    double written = c.channel().equals("phone") && !c.answeredBySection() ? 0.4 : 1;
    return days < 14 && random.nextDouble() < written * (0.95 - days * 0.06);
  }

  private Instant afterBusinessMinutes(Instant start, long minutes) {
    LocalDateTime at = LocalDateTime.ofInstant(start, zone);
    long left = minutes;
    while (true) {
      if (at.getDayOfWeek() == DayOfWeek.SATURDAY
          || at.getDayOfWeek() == DayOfWeek.SUNDAY
          || at.getHour() >= 17) {
        at = at.toLocalDate().plusDays(1).atTime(8, 30);
        continue;
      }
      if (at.toLocalTime().isBefore(java.time.LocalTime.of(8, 30))) {
        at = at.toLocalDate().atTime(8, 30);
      }
      long today = Duration.between(at, at.toLocalDate().atTime(17, 15)).toMinutes();
      if (left <= today) {
        return at.plusMinutes(left).atZone(zone).toInstant();
      }
      left -= today;
      at = at.toLocalDate().plusDays(1).atTime(8, 30);
    }
  }

  private TicketStatus doneStatus(Instant last) {
    return last.isBefore(now.minus(Duration.ofDays(5))) || random.nextInt(10) < 6
        ? TicketStatus.CLOSED
        : TicketStatus.ANSWERED;
  }

  private TicketStatus openStatus(WrittenCase c, boolean taken) {
    if (!taken) {
      return TicketStatus.NEW;
    }
    if (c.answeredBySection()) {
      return TicketStatus.WAITING_DEPARTMENT;
    }
    return "callback".equals(c.result()) ? TicketStatus.CALLBACK_DUE : TicketStatus.OPEN;
  }

  /** The citizen whose name stands under the letter. */
  private Optional<DemoCitizen> signer(String body) {
    return cast.citizens().stream().filter(c -> body.contains(c.name())).findFirst();
  }

  private DemoCitizen citizen(String channel, String language) {
    String wanted = language == null ? "ja" : language;
    for (int tries = 0; tries < 200; tries++) {
      // a few citizens write often, most now and then
      double skew = Math.pow(random.nextDouble(), 1.25);
      DemoCitizen c = cast.citizens().get((int) (skew * cast.citizens().size()));
      boolean speaks = wanted.startsWith("en") == c.language().startsWith("en");
      if (c.reachableBy(channel) && (speaks || tries > 100)) {
        return c;
      }
    }
    return cast.citizens().get(0);
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}

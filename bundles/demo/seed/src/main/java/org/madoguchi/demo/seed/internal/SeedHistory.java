package org.madoguchi.demo.seed.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
 * Ten years of tickets, a day at a time. A day is the same whoever asks for it and in whatever
 * order: it depends on the seed, the date and the total alone.
 */
final class SeedHistory {
  /** Stands in the cases' texts for the citizen's name. */
  static final String NAME = "{name}";

  private static final int YEARS = 10;

  /** What is open decays with age; over ten years it comes to one in twenty. */
  private static final double OPEN_DAYS = 200;

  /** Nothing is written after the last day. */
  private static final int LONGEST_CONVERSATION_DAYS = 5;

  private final MunicipalityId municipality;
  private final ZoneId zone;
  private final LocalDate until;
  private final long seed;
  private final long citizens;
  private final SeedCity city;
  private final SeedTexts texts = new SeedTexts();
  private final Map<Integer, List<WrittenCase>> casesOfMonth = new TreeMap<>();
  private final Map<Integer, double[]> weightsOfMonth = new TreeMap<>();
  private final Map<LocalDate, Integer> countOfDay = new TreeMap<>();

  /**
   * @param until the day after the last one
   */
  SeedHistory(
      MunicipalityId municipality,
      ZoneId zone,
      LocalDate until,
      long seed,
      long tickets,
      List<WrittenCase> cases,
      SeedCity city) {
    this.municipality = municipality;
    this.zone = zone;
    this.until = until;
    this.seed = seed;
    this.citizens = Math.max(20, tickets / 4);
    this.city = city;
    for (int month = 1; month <= 12; month++) {
      weigh(month, cases);
    }
    spread(tickets);
  }

  private void weigh(int month, List<WrittenCase> cases) {
    double[] upTo = new double[cases.size()];
    double total = 0;
    for (int i = 0; i < upTo.length; i++) {
      total += cases.get(i).weightIn(month);
      upTo[i] = total;
    }
    casesOfMonth.put(month, cases);
    weightsOfMonth.put(month, upTo);
  }

  /** Gives every day its share, so that the sum is exact. */
  private void spread(long tickets) {
    double total = 0;
    LocalDate first = until.minusYears(YEARS);
    for (LocalDate day = first; day.isBefore(until); day = day.plusDays(1)) {
      total += load(day);
    }
    double owed = 0;
    long given = 0;
    for (LocalDate day = first; day.isBefore(until); day = day.plusDays(1)) {
      owed += load(day) * tickets / total;
      int count = (int) (Math.round(owed) - given);
      given += count;
      countOfDay.put(day, count);
    }
  }

  private double load(LocalDate day) {
    double[] weights = weightsOfMonth.get(day.getMonthValue());
    double growth =
        1
            + 0.04
                * (YEARS
                    - Duration.between(day.atStartOfDay(), until.atStartOfDay()).toDays() / 365.0);
    return growth
        * weights[weights.length - 1]
        * switch (day.getDayOfWeek()) {
          case MONDAY -> 1.4;
          case TUESDAY -> 1.15;
          case SATURDAY -> 0.45;
          case SUNDAY -> 0.35;
          default -> 1.0;
        };
  }

  /** The days of each fiscal year, in order; numbers are counted per fiscal year. */
  List<List<LocalDate>> fiscalYears() {
    Map<Integer, List<LocalDate>> years = new TreeMap<>();
    countOfDay
        .keySet()
        .forEach(
            day ->
                years
                    .computeIfAbsent(day.minusMonths(3).getYear(), y -> new ArrayList<>())
                    .add(day));
    return List.copyOf(years.values());
  }

  /** The tickets opened on that day, oldest first. */
  List<HistoricTicket> day(LocalDate day) {
    Random random = new Random(seed * 1_000_003 + day.toEpochDay());
    List<HistoricTicket> tickets = new ArrayList<>();
    for (int i = 0; i < countOfDay.getOrDefault(day, 0); i++) {
      tickets.add(ticket("seed-" + seed + "-" + day.toEpochDay() + "-" + i, day, random));
    }
    tickets.sort(Comparator.comparing(HistoricTicket::openedAt));
    return tickets;
  }

  private HistoricTicket ticket(String key, LocalDate day, Random random) {
    WrittenCase c = pick(day.getMonthValue(), random);
    // a few write often, most now and then
    SeedPeople.Person citizen =
        SeedPeople.person((long) (Math.pow(random.nextDouble(), 1.4) * citizens));
    Instant opened = openedOn(day, random);
    SectionId section =
        SectionId.isCode(c.section())
                && city.staffOfSections().containsKey(new SectionId(c.section()))
            ? new SectionId(c.section())
            : SectionId.NONE;
    StaffId operator = any(city.operators(), random);
    double age = until.toEpochDay() - day.toEpochDay();
    boolean open =
        random.nextDouble() < 0.9 * Math.exp(-age / OPEN_DAYS)
            || age <= LONGEST_CONVERSATION_DAYS && !answeredAtOnce(c);
    boolean taken = !open || random.nextInt(4) > 0;
    WrittenCase.Wording wording = c.wording(random.nextInt(c.wordings()));
    List<HistoricEntry> entries = new ArrayList<>();
    entries.add(citizen(texts.asked(c, wording.body(), citizen, random), opened));
    if (taken && (random.nextInt(5) > 1 || !c.note().isBlank())) {
      Instant noted = opened.plusSeconds(30 + random.nextInt(120));
      entries.add(new HistoricEntry(Author.NOTE, operator, texts.note(c, random), noted));
    }
    Instant last = opened;
    if (!open || taken && age > LONGEST_CONVERSATION_DAYS && random.nextInt(3) == 0) {
      last = converse(c, section, operator, citizen, opened, age, entries, random);
    }
    TicketStatus status = status(c, open, taken, age, random);
    return new HistoricTicket(
        key,
        municipality,
        TicketKind.valueOf(c.kind().toUpperCase(Locale.ROOT).replace('-', '_')),
        status,
        c.channel(),
        c.language(),
        texts.subject(wording.subject(), citizen, random),
        taken ? section : SectionId.NONE,
        c.category(),
        taken ? operator : StaffId.NONE,
        citizen.asCitizen(c.language(), !c.isSpoken() && !c.channel().equals("fax")),
        opened,
        Optional.of(opened.plus(Duration.ofHours(24))),
        status == TicketStatus.CLOSED ? Optional.of(last) : Optional.empty(),
        entries);
  }

  /** The answer, and often a second question with its answer. @return when the last was written */
  private Instant converse(
      WrittenCase c,
      SectionId section,
      StaffId operator,
      SeedPeople.Person citizen,
      Instant opened,
      double age,
      List<HistoricEntry> entries,
      Random random) {
    StaffId answerer =
        c.answeredBySection() && city.staffOfSections().containsKey(section)
            ? any(city.staffOfSections().get(section), random)
            : operator;
    long minutes = answeredAtOnce(c) ? 3 + random.nextInt(9) : 90 + random.nextInt(4_000);
    Instant at = opened.plusSeconds(60 * minutes);
    entries.add(new HistoricEntry(Author.STAFF, answerer, texts.answer(c, citizen, random), at));
    if (age > LONGEST_CONVERSATION_DAYS && random.nextInt(10) < 3) {
      Instant asked = at.plusSeconds(60L * (30 + random.nextInt(2_000)));
      entries.add(citizen(texts.askedAgain(c, citizen, random), asked));
      at = asked.plusSeconds(60L * (20 + random.nextInt(400)));
      entries.add(new HistoricEntry(Author.STAFF, answerer, texts.answeredAgain(c, random), at));
    }
    return at;
  }

  private static boolean answeredAtOnce(WrittenCase c) {
    return c.isSpoken() && !c.answeredBySection();
  }

  private static TicketStatus status(
      WrittenCase c, boolean open, boolean taken, double age, Random random) {
    if (!open) {
      return age < 30 && random.nextBoolean() ? TicketStatus.ANSWERED : TicketStatus.CLOSED;
    }
    if (!taken) {
      return TicketStatus.NEW;
    }
    if (c.answeredBySection()) {
      return TicketStatus.WAITING_DEPARTMENT;
    }
    return random.nextInt(5) == 0 ? TicketStatus.CALLBACK_DUE : TicketStatus.OPEN;
  }

  private WrittenCase pick(int month, Random random) {
    double[] upTo = weightsOfMonth.get(month);
    double at = random.nextDouble() * upTo[upTo.length - 1];
    int found = java.util.Arrays.binarySearch(upTo, at);
    return casesOfMonth.get(month).get(Math.min(upTo.length - 1, found < 0 ? -found - 1 : found));
  }

  private Instant openedOn(LocalDate day, Random random) {
    // two humps: the hour after opening, and after lunch
    double minute =
        random.nextBoolean()
            ? 9.5 * 60 + random.nextGaussian() * 60
            : 14 * 60 + random.nextGaussian() * 130;
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    long clamped = Math.max(8 * 60, Math.min((weekend ? 18 : 21) * 60 - 1, (long) minute));
    return day.atStartOfDay(zone).plusMinutes(clamped).plusSeconds(random.nextInt(60)).toInstant();
  }

  private static HistoricEntry citizen(String text, Instant at) {
    return new HistoricEntry(Author.CITIZEN, StaffId.NONE, text, at);
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}

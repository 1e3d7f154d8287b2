package org.madoguchi.assistant.internal.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.Conversation.Speaker;
import org.madoguchi.assistant.Summary;

/**
 * Chooses the sentences of a conversation a record needs. The same conversation gives the same
 * sentences. Pure functions.
 */
public final class Extract {
  /** More would make comparing each with each slow. */
  static final int MOST_SENTENCES = 400;

  /** What a chosen sentence is for. */
  public enum Part {
    REQUEST,
    ANSWER,
    LEFT
  }

  /**
   * @param at which of all sentences it is
   * @param text without the words one begins with
   */
  public record Chosen(Part part, int at, Spoken said, String text) {}

  private record Candidate(Part part, int at, Spoken said, String text, double score) {}

  private static final Map<Part, Integer> MOST =
      Map.of(Part.REQUEST, 2, Part.ANSWER, 3, Part.LEFT, 2);
  private static final double ENOUGH = 0.9;

  /** Most of what is asked besides is how to do what was asked first. */
  private static final double ENOUGH_FOR_ANOTHER_REQUEST = 1.3;

  private static final double THE_SAME = 0.6;
  private static final int LONG = 90;

  private Extract() {}

  public static Summary summary(Conversation conversation) {
    List<Chosen> chosen = of(conversation);
    int left = conversation.longest();
    Map<Part, String> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String text =
          chosen.stream()
              .filter(c -> c.part() == part)
              .map(Chosen::text)
              .collect(Collectors.joining());
      parts.put(part, Plain.line(text, left));
      left -= parts.get(part).length();
    }
    return new Summary(parts.get(Part.REQUEST), parts.get(Part.ANSWER), parts.get(Part.LEFT));
  }

  /** In the order they were said. */
  public static List<Chosen> of(Conversation conversation) {
    List<Spoken> said = Spoken.in(conversation.turns(), MOST_SENTENCES);
    List<Candidate> candidates = candidates(said);
    List<Candidate> taken = new ArrayList<>();
    int room = conversation.longest();
    // one of each first: a record without its request is none
    for (Part part : List.of(Part.REQUEST, Part.ANSWER, Part.LEFT)) {
      Optional<Candidate> best = next(candidates, taken, part, room, taken.isEmpty());
      best.ifPresent(taken::add);
      room -= best.map(c -> c.text().length()).orElse(0);
    }
    for (Candidate each : candidates) {
      if (fits(each, taken, room)) {
        taken.add(each);
        room -= each.text().length();
      }
    }
    return taken.stream()
        .sorted(Comparator.comparingInt(Candidate::at))
        .map(c -> new Chosen(c.part(), c.at(), c.said(), c.text()))
        .toList();
  }

  private static Optional<Candidate> next(
      List<Candidate> candidates, List<Candidate> taken, Part part, int room, boolean any) {
    return candidates.stream()
        .filter(c -> c.part() == part && (any || fits(c, taken, room)))
        .findFirst();
  }

  private static boolean fits(Candidate candidate, List<Candidate> taken, int room) {
    long others = taken.stream().filter(t -> t.part() == candidate.part()).count();
    boolean another = candidate.part() == Part.REQUEST && others > 0;
    return candidate.score() >= (another ? ENOUGH_FOR_ANOTHER_REQUEST : ENOUGH)
        && candidate.text().length() <= room
        && others < MOST.get(candidate.part())
        && taken.stream()
            .noneMatch(
                t ->
                    t.at() == candidate.at()
                        || Centrality.alike(t.text(), candidate.text()) > THE_SAME);
  }

  /** Best first. */
  private static List<Candidate> candidates(List<Spoken> said) {
    List<Integer> telling = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      if (!Cues.isEmpty(Cues.bare(said.get(i).text()))) {
        telling.add(i);
      }
    }
    double[] central = Centrality.of(telling.stream().map(i -> said.get(i).text()).toList());
    boolean citizenSpeaks = said.stream().anyMatch(s -> s.speaker() == Speaker.CITIZEN);
    List<Candidate> candidates = new ArrayList<>();
    int asked = 0;
    for (int k = 0; k < telling.size(); k++) {
      int at = telling.get(k);
      Spoken one = said.get(at);
      double along = telling.size() == 1 ? 0 : (double) k / (telling.size() - 1);
      boolean asksFor = isForRequest(one, citizenSpeaks);
      Place place = new Place(central[k], along, asksFor ? asked++ : 0);
      for (Part part : Part.values()) {
        double score = score(part, one, place, asksFor);
        if (score > 0) {
          candidates.add(new Candidate(part, at, one, Cues.bare(one.text()), score));
        }
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::at));
    return candidates;
  }

  /**
   * @param central how central it is, 0–1
   * @param along how late it comes, 0–1
   * @param asked how many sentences before it could be requests
   */
  private record Place(double central, double along, int asked) {}

  private static boolean isForRequest(Spoken one, boolean citizenSpeaks) {
    return one.speaker() == Speaker.CITIZEN || one.speaker() == Speaker.NOTE && !citizenSpeaks;
  }

  private static double score(Part part, Spoken one, Place place, boolean asksFor) {
    String text = one.text();
    double length = text.length() > LONG ? -0.3 : text.length() < 12 ? -0.3 : 0;
    double base = 0.6 * place.central() + length;
    switch (part) {
      case REQUEST:
        if (!asksFor || one.speaker() == Speaker.NOTE && Cues.tellsWhatWasDone(text)) {
          return 0;
        }
        return base
            + (Cues.wishes(text) ? 0.6 : 0)
            + (Cues.tellsTrouble(text) ? 0.4 : 0)
            + Math.max(0, 0.6 - 0.15 * place.asked());
      case ANSWER:
        if (one.speaker() == Speaker.CITIZEN || Cues.asks(text) || Cues.asksWhoItIs(text)) {
          return 0;
        }
        return base
            + (Cues.answers(text) ? 0.5 : 0)
            + (Cues.tellsWhatWasDone(text) ? 0.4 : one.speaker() == Speaker.NOTE ? -0.4 : 0)
            + (Cues.leaves(text) ? -0.6 : 0)
            + 0.2;
      default:
        if (one.speaker() == Speaker.CITIZEN || !Cues.leaves(text) || Cues.asksWhoItIs(text)) {
          return 0;
        }
        return base + 0.8 + 0.4 * place.along();
    }
  }

  /**
   * What is asked in a running text, as a question for the search: the most telling sentences of
   * the citizen, or of whoever wrote it down, within this many characters; '' when nothing is.
   */
  public static String question(List<Conversation.Turn> turns, int longest) {
    List<Candidate> taken = new ArrayList<>();
    int room = longest;
    for (Candidate each : candidates(Spoken.in(turns, MOST_SENTENCES))) {
      boolean first = taken.isEmpty();
      boolean fits = each.score() >= ENOUGH && each.text().length() <= room;
      if (each.part() == Part.REQUEST && (first || fits)) {
        taken.add(each);
        room -= each.text().length();
      }
    }
    return Plain.line(
        taken.stream()
            .sorted(Comparator.comparingInt(Candidate::at))
            .map(Candidate::text)
            .collect(Collectors.joining()),
        longest);
  }
}

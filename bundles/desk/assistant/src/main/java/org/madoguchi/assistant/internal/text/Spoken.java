package org.madoguchi.assistant.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.assistant.Conversation.Speaker;
import org.madoguchi.assistant.Conversation.Turn;

/**
 * One sentence and who said it.
 *
 * @param turn which turn of the conversation it is of, from 0
 */
public record Spoken(Speaker speaker, int turn, String text) {
  private static final Pattern NAMED =
      Pattern.compile(
          "^\\s*(?:(市民|住民|相談者|申出者|利用者|お客様|客|Citizen|Caller)"
              + "|(センター|オペレーター|オペレータ|職員|担当|窓口|OP|Staff|Agent))\\s*[：:]\\s*(.*)$",
          Pattern.CASE_INSENSITIVE);

  /** All that was said, without quotes and signatures, oldest first; at most {@code most}. */
  public static List<Spoken> in(List<Turn> turns, int most) {
    List<Spoken> spoken = new ArrayList<>();
    int number = 0;
    for (Turn turn : turns) {
      for (Turn part : parts(turn)) {
        for (String sentence : Sentences.of(MailText.said(part.text()))) {
          spoken.add(new Spoken(part.speaker(), number, sentence));
        }
        number++;
      }
    }
    // of a very long one how it began and how it ended
    int half = most / 2;
    if (spoken.size() > most) {
      spoken.subList(half, spoken.size() - half).clear();
    }
    return spoken;
  }

  /** The turns a text has by names before its lines; the text itself when it has none. */
  private static List<Turn> parts(Turn turn) {
    List<Turn> parts = new ArrayList<>();
    Speaker speaker = turn.speaker();
    StringBuilder text = new StringBuilder();
    for (String line : turn.text().split("\\R", -1)) {
      Optional<Matcher> named = Optional.of(NAMED.matcher(line)).filter(Matcher::matches);
      if (named.isPresent()) {
        parts.add(new Turn(speaker, text.toString()));
        text.setLength(0);
        speaker = named.get().group(1) == null ? Speaker.STAFF : Speaker.CITIZEN;
      }
      text.append(named.map(n -> n.group(3)).orElse(line)).append('\n');
    }
    parts.add(new Turn(speaker, text.toString()));
    parts.removeIf(part -> part.text().isBlank());
    return parts;
  }
}

package org.madoguchi.assistant.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.Conversation.Speaker;
import org.madoguchi.assistant.Conversation.Turn;
import org.madoguchi.assistant.internal.text.Extract.Part;
import org.madoguchi.kernel.MunicipalityId;

/** A conversation with the sentences a good record of it contains. */
record Labelled(String title, Conversation conversation, Map<Part, Set<String>> wanted) {
  private static final Map<String, Speaker> SPEAKERS =
      Map.of("市", Speaker.CITIZEN, "セ", Speaker.STAFF, "メ", Speaker.NOTE);
  private static final Map<String, Part> PARTS =
      Map.of("用", Part.REQUEST, "答", Part.ANSWER, "残", Part.LEFT);
  private static final Pattern TURN = Pattern.compile("([市セメ])：(.*)");
  private static final Pattern MARK = Pattern.compile("〔([用答残])(.*?)〕", Pattern.DOTALL);

  static List<Labelled> in(String resource) throws IOException {
    try (InputStream in =
        Labelled.class.getResourceAsStream("/org/madoguchi/assistant/internal/" + resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Labelled> all = new ArrayList<>();
      for (String one : text.split("(?m)^== ")) {
        if (!one.startsWith("#")) {
          all.add(of(one));
        }
      }
      return all;
    }
  }

  private static Labelled of(String written) {
    Map<Part, Set<String>> wanted = new EnumMap<>(Part.class);
    Matcher mark = MARK.matcher(written);
    while (mark.find()) {
      wanted
          .computeIfAbsent(PARTS.get(mark.group(1)), part -> new TreeSet<>())
          .add(key(mark.group(2)));
    }
    String[] lines = MARK.matcher(written).replaceAll("$2").split("\n");
    List<Turn> turns = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      Matcher turn = TURN.matcher(lines[i]);
      if (turn.matches()) {
        turns.add(new Turn(SPEAKERS.get(turn.group(1)), turn.group(2)));
      } else if (!turns.isEmpty()) {
        Turn open = turns.remove(turns.size() - 1);
        turns.add(new Turn(open.speaker(), open.text() + "\n" + lines[i]));
      }
    }
    Conversation conversation =
        new Conversation(
            new MunicipalityId("mihon"), "", turns, Set.of(), Conversation.USUAL_LENGTH);
    Set<String> said = new TreeSet<>();
    Spoken.in(turns, Extract.MOST_SENTENCES).forEach(s -> said.add(key(s.text())));
    wanted.replaceAll((part, marked) -> whole(marked, said));
    return new Labelled(lines[0], conversation, wanted);
  }

  /** Where the half of a sentence is marked, its whole is wanted. */
  private static Set<String> whole(Set<String> marked, Set<String> said) {
    Set<String> whole = new TreeSet<>();
    for (String part : marked) {
      whole.add(said.stream().filter(s -> s.contains(part)).findFirst().orElse(part));
    }
    return whole;
  }

  /** Sentences are compared by their letters, without the words one begins with. */
  static String key(String sentence) {
    return Plain.letters(Cues.bare(sentence.strip()));
  }

  Set<String> sentences() {
    Set<String> all = new TreeSet<>();
    wanted.values().forEach(all::addAll);
    return all;
  }
}

package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.search.Marked;
import org.madoguchi.search.Marked.Mark;

/**
 * Marks where a text answers a question, and cuts out the piece that answers it best. Titles are
 * cut into words, so that every spelling is marked. Of longer texts that would cost more than
 * finding them: there the letters are compared.
 */
public final class Marker {
  /** Of a longer text only the beginning is looked at. */
  private static final int LOOKED_AT = 5_000;

  private static final String LEFT_OUT = "…";

  private final Words words;
  private final Set<String> terms;
  private final Set<List<String>> phrases = new HashSet<>();
  private final List<String> asTyped;

  /** What to look for by letters, in hiragana, by the first one. */
  private final Map<Character, Set<String>> letters = new HashMap<>();

  /** The first ones: nearly all characters of a text begin nothing. */
  private final BitSet begins = new BitSet();

  public Marker(Question question, Words words) {
    this.words = words;
    this.terms = new HashSet<>(question.terms());
    question.synonyms().forEach(match -> phrases.addAll(match.others()));
    this.asTyped =
        List.of(question.normal().split(" ")).stream().filter(part -> part.length() > 1).toList();
    asTyped.forEach(this::lookFor);
    terms.forEach(this::lookFor);
    phrases.forEach(phrase -> lookFor(String.join("", phrase)));
  }

  private void lookFor(String written) {
    String plain = Kana.hiragana(written);
    if (plain.length() > 1 || !plain.isEmpty() && Kana.isKanji(plain.charAt(0))) {
      letters.computeIfAbsent(plain.charAt(0), c -> new HashSet<>()).add(plain);
      begins.set(plain.charAt(0));
    }
  }

  /** The whole text with its marks. */
  public Marked whole(String text) {
    return new Marked(text, marks(text.substring(0, safe(text, LOOKED_AT))));
  }

  /** At most {@code length} characters around the marks that stand closest together. */
  public Marked excerpt(String text, int length) {
    // blanks may be many, so that there is more than is looked at
    String flat = flat(text.substring(0, safe(text, 2 * LOOKED_AT)));
    String looked = flat.substring(0, safe(flat, LOOKED_AT));
    List<Mark> marks = byLetters(looked);
    int room = length - 2 * LEFT_OUT.length();
    if (flat.length() <= length) {
      return new Marked(flat, marks);
    }
    int from = marks.isEmpty() ? 0 : begin(marks, room);
    from = Math.max(0, Math.min(from, looked.length() - Math.min(room, looked.length())));
    if (from > 0 && Character.isLowSurrogate(looked.charAt(from))) {
      from--;
    }
    int to = safe(flat, from + room);
    String before = from == 0 ? "" : LEFT_OUT;
    String cut = before + flat.substring(from, to) + (to == flat.length() ? "" : LEFT_OUT);
    List<Mark> inside = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.start() >= from && mark.end() <= to) {
        int shift = before.length() - from;
        inside.add(new Mark(mark.start() + shift, mark.end() + shift));
      }
    }
    return new Marked(cut, inside);
  }

  /** On one line, with one blank for many. */
  private static String flat(String text) {
    StringBuilder flat = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c >= '\t' && c <= '\r') {
        blank = true;
        continue;
      }
      if (blank) {
        flat.append(' ');
        blank = false;
      }
      flat.append(c);
    }
    return flat.toString().strip();
  }

  private List<Mark> byLetters(String text) {
    NormalText normal = NormalText.of(text);
    String plain = Kana.hiragana(normal.text());
    boolean[] marked = new boolean[text.length()];
    for (int at = 0; at < plain.length(); at++) {
      if (!begins.get(plain.charAt(at))) {
        continue;
      }
      for (String wanted : letters.get(plain.charAt(at))) {
        if (plain.startsWith(wanted, at)) {
          mark(marked, normal.start(at), normal.end(at + wanted.length()));
        }
      }
    }
    return runs(marked);
  }

  private static int safe(String text, int end) {
    if (end >= text.length()) {
      return text.length();
    }
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  /** Where the window with most marked characters begins; a little earlier, to be readable. */
  private static int begin(List<Mark> marks, int room) {
    int best = 0;
    int most = -1;
    int marked = 0;
    int next = 0;
    for (int i = 0; i < marks.size(); i++) {
      int begins = marks.get(i).start();
      while (next < marks.size() && marks.get(next).end() <= begins + room - 20) {
        marked += length(marks.get(next++));
      }
      if (marked > most) {
        most = marked;
        best = begins;
      }
      if (next > i) {
        marked -= length(marks.get(i));
      } else {
        next = i + 1; // longer than the window
      }
    }
    return best - 20;
  }

  private static int length(Mark mark) {
    return mark.end() - mark.start();
  }

  private List<Mark> marks(String text) {
    NormalText normal = NormalText.of(text);
    boolean[] marked = new boolean[text.length()];
    List<Word> all = words.of(normal);
    List<Word> content = all.stream().filter(Word::isContent).toList();
    for (Word word : content) {
      if (terms.contains(word.term())) {
        mark(marked, word.start(), word.end());
      }
    }
    for (List<String> phrase : phrases) {
      markPhrase(marked, content, phrase);
    }
    for (String typed : asTyped) {
      int at = normal.text().indexOf(typed);
      while (at >= 0) {
        mark(marked, normal.start(at), normal.end(at + typed.length()));
        at = normal.text().indexOf(typed, at + typed.length());
      }
    }
    return runs(marked);
  }

  private static void markPhrase(boolean[] marked, List<Word> content, List<String> phrase) {
    for (int from = 0; from + phrase.size() <= content.size(); from++) {
      int length = 0;
      while (length < phrase.size()
          && content.get(from + length).term().equals(phrase.get(length))) {
        length++;
      }
      if (length == phrase.size()) {
        for (Word word : content.subList(from, from + length)) {
          mark(marked, word.start(), word.end());
        }
      }
    }
  }

  private static void mark(boolean[] marked, int from, int to) {
    for (int i = from; i < to; i++) {
      marked[i] = true;
    }
  }

  private static List<Mark> runs(boolean[] marked) {
    List<Mark> marks = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= marked.length; i++) {
      boolean on = i < marked.length && marked[i];
      if (on && from < 0) {
        from = i;
      } else if (!on && from >= 0) {
        marks.add(new Mark(from, i));
        from = -1;
      }
    }
    return marks;
  }
}

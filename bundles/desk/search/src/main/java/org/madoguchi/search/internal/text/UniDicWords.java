package org.madoguchi.search.internal.text;

import com.atilika.kuromoji.unidic.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Words by UniDic: short units, and one lemma for all spellings of a word. */
public final class UniDicWords implements Words {
  private static final String NONE = "*";

  /** What goes on without an end is cut there. */
  private static final int LONGEST_PIECE = 500;

  private static final Set<String> FUNCTION = Set.of("助詞", "助動詞", "記号", "補助記号", "空白");
  private static final Set<String> OTHER = Set.of("副詞", "接続詞", "連体詞", "感動詞", "代名詞");

  /** What the dictionary says of a word: reading it there costs as much as finding the word. */
  private record Entry(Word.Sort sort, String term, String reading) {}

  /** Everyday words; the rest is read each time. */
  private static final int MOST_REMEMBERED = 30_000;

  private final UniDic dictionary;
  private final Map<Integer, Entry> remembered = new ConcurrentHashMap<>();

  /** Loads the dictionary: half a second and 160 MB of heap. */
  public UniDicWords() {
    this.dictionary = new UniDic();
  }

  UniDic dictionary() {
    return dictionary;
  }

  @Override
  public List<Word> of(NormalText text) {
    String normal = text.text();
    Reading reading = new Reading(text, Numbers.in(normal));
    Lattice lattice = new Lattice(dictionary);
    int pieceStart = 0;
    while (pieceStart < normal.length()) {
      int pieceEnd = pieceEnd(normal, pieceStart);
      for (int word : lattice.cut(normal, pieceStart, pieceEnd)) {
        reading.take(lattice, word);
      }
      pieceStart = pieceEnd;
    }
    return reading.words;
  }

  /** Puts words and numbers together, from the beginning of a text to its end. */
  private final class Reading {
    private final NormalText text;
    private final String normal;
    private final List<Numbers.Found> numbers;
    private final List<Word> words;
    private int next;
    private int at;

    Reading(NormalText text, List<Numbers.Found> numbers) {
      this.text = text;
      this.normal = text.text();
      this.numbers = numbers;
      this.words = new ArrayList<>(normal.length() / 2 + 1);
    }

    void take(Lattice lattice, int word) {
      int start = lattice.start(word);
      int end = lattice.end(word);
      while (next < numbers.size() && numbers.get(next).end() <= start) {
        next++;
      }
      if (next < numbers.size()
          && numbers.get(next).start() < end
          && !isWord(normal, start, end, numbers.get(next))) {
        Numbers.Found found = numbers.get(next);
        if (start < found.start()) {
          addRest(words, start, found.start(), text);
        }
        if (at <= found.start()) {
          addNumber(words, found, text);
          at = found.end();
        }
        if (end > found.end() && start < found.end()) {
          addRest(words, found.end(), end, text);
        }
        return;
      }
      String surface = normal.substring(start, end);
      words.add(word(entry(lattice, word, surface), surface, start, end, text));
      at = end;
    }
  }

  /** Kanji that begin a longer word are no number: 一人暮らし. */
  private static boolean isWord(String text, int start, int end, Numbers.Found number) {
    char first = text.charAt(number.start());
    return number.start() == start
        && number.end() < end
        && Kana.isKanji(first)
        && number.sort() == Word.Sort.NUMBER
        && "歳才日".indexOf(text.charAt(end - 1)) < 0;
  }

  /** Behind a line, 。 or 、: what follows is cut on its own. */
  private static int pieceEnd(String text, int from) {
    int most = Math.min(text.length(), from + LONGEST_PIECE);
    for (int i = from; i < most; i++) {
      if ("\n。、".indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    if (most == text.length()) {
      return most;
    }
    int blank = text.lastIndexOf(' ', most - 1);
    if (blank >= from + LONGEST_PIECE / 2) {
      return blank + 1;
    }
    return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
  }

  private static void addNumber(List<Word> words, Numbers.Found found, NormalText text) {
    for (String term : found.terms()) {
      words.add(
          new Word(
              term,
              "",
              text.text().substring(found.start(), found.end()),
              text.start(found.start()),
              text.end(found.end()),
              found.sort(),
              found.start()));
    }
  }

  /** What a token goes on with behind a number, such as 目 of 一番目. */
  private static void addRest(List<Word> words, int from, int to, NormalText text) {
    String rest = text.text().substring(from, to);
    words.add(new Word(rest, "", rest, text.start(from), text.end(to), Word.Sort.UNKNOWN, from));
  }

  private static Word word(Entry entry, String surface, int start, int end, NormalText text) {
    String term = entry.sort() == Word.Sort.UNKNOWN ? surface : entry.term();
    String reading = entry.reading();
    if (reading.isEmpty() && Kana.isKana(surface)) {
      reading = Kana.katakana(surface);
    }
    return new Word(term, reading, surface, text.start(start), text.end(end), entry.sort(), start);
  }

  private Entry entry(Lattice lattice, int word, String surface) {
    if (!lattice.isKnown(word)) {
      return read(dictionary.token(lattice.number(word), surface, false));
    }
    Integer number = lattice.number(word);
    Entry known = remembered.get(number);
    if (known == null) {
      known = read(dictionary.token(number, surface, true));
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(number, known);
      }
    }
    return known;
  }

  private static Entry read(Token token) {
    Word.Sort sort = sort(token);
    String term = sort == Word.Sort.UNKNOWN ? "" : term(token, sort);
    String reading = token.getLemmaReadingForm();
    return new Entry(sort, term, NONE.equals(reading) ? "" : reading);
  }

  private static Word.Sort sort(Token token) {
    String pos = token.getPartOfSpeechLevel1();
    if (FUNCTION.contains(pos)) {
      return Character.isLetterOrDigit(token.getSurface().codePointAt(0)) && pos.endsWith("記号")
          ? Word.Sort.UNKNOWN
          : Word.Sort.FUNCTION;
    }
    if (OTHER.contains(pos)) {
      return Word.Sort.OTHER;
    }
    if (NONE.equals(token.getLemma()) || !token.isKnown()) {
      return Character.isLetterOrDigit(token.getSurface().codePointAt(0))
          ? Word.Sort.UNKNOWN
          : Word.Sort.FUNCTION;
    }
    return switch (pos) {
      case "動詞" -> Word.Sort.VERB;
      case "形容詞", "形状詞" -> Word.Sort.ADJECTIVE;
      case "接頭辞", "接尾辞" -> Word.Sort.AFFIX;
      default -> Word.Sort.NOUN;
    };
  }

  /**
   * The lemma without what UniDic adds to loan words (バイク-bike). A verb and the noun made of it
   * (引っ越す, 引っ越し) become one.
   */
  private static String term(Token token, Word.Sort sort) {
    String lemma = token.getLemma();
    int hyphen = lemma.indexOf('-', 1);
    String plain = hyphen < 0 ? lemma : lemma.substring(0, hyphen);
    return Lemmas.stem(plain, sort);
  }
}

package org.madoguchi.search.internal.text;

import com.atilika.kuromoji.dict.Dictionary;
import com.atilika.kuromoji.unidic.Token;
import com.atilika.kuromoji.unidic.Tokenizer;
import com.atilika.kuromoji.util.SimpleResourceResolver;
import com.atilika.kuromoji.viterbi.TokenFactory;
import com.atilika.kuromoji.viterbi.ViterbiNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Words by UniDic: short units, and one lemma for all spellings of a word. */
public final class UniDicWords implements Words {
  private static final String NONE = "*";

  /** Longer pieces than lines are cut: the tokenizer copies the rest at each character. */
  private static final int LONGEST_PIECE = 500;

  private static final Set<String> FUNCTION = Set.of("助詞", "助動詞", "記号", "補助記号", "空白");
  private static final Set<String> OTHER = Set.of("副詞", "接続詞", "連体詞", "感動詞", "代名詞");

  /** What the dictionary says of a word: reading it there costs as much as finding the word. */
  private record Entry(Word.Sort sort, String term, String reading) {}

  /** Everyday words; the rest is read each time. */
  private static final int MOST_REMEMBERED = 30_000;

  private final Tokenizer tokenizer;
  private final Map<Integer, Entry> remembered = new ConcurrentHashMap<>();

  /** Loads the dictionary: half a second and 150 MB of heap. */
  public UniDicWords() {
    this.tokenizer = new NumberingBuilder().build();
  }

  /** A token that tells its number in the dictionary. */
  private static final class Numbered extends Token {
    private final int number;

    Numbered(
        int number, String surface, ViterbiNode.Type type, int position, Dictionary dictionary) {
      super(number, surface, type, position, dictionary);
      this.number = number;
    }
  }

  private static final class NumberingBuilder extends Tokenizer.Builder {
    NumberingBuilder() {
      resolver = new SimpleResourceResolver(Tokenizer.class);
      tokenFactory = (TokenFactory<Numbered>) Numbered::new;
    }
  }

  @Override
  public List<Word> of(NormalText text) {
    String normal = text.text();
    List<Numbers.Found> numbers = Numbers.in(normal);
    List<Word> words = new ArrayList<>(normal.length() / 2 + 1);
    int next = 0;
    int at = 0;
    int pieceStart = 0;
    while (pieceStart < normal.length()) {
      int pieceEnd = pieceEnd(normal, pieceStart);
      for (Token token : tokenizer.tokenize(normal.substring(pieceStart, pieceEnd))) {
        int start = pieceStart + token.getPosition();
        int end = start + token.getSurface().length();
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
          continue;
        }
        words.add(word(token, start, end, text));
        at = end;
      }
      pieceStart = pieceEnd;
    }
    return words;
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

  private static int pieceEnd(String text, int from) {
    int most = Math.min(text.length(), from + LONGEST_PIECE);
    int line = text.indexOf('\n', from);
    if (line >= 0 && line < most) {
      return line + 1;
    }
    if (most == text.length()) {
      return most;
    }
    for (int i = most; i > from + LONGEST_PIECE / 2; i--) {
      if ("。、 ".indexOf(text.charAt(i - 1)) >= 0) {
        return i;
      }
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

  private Word word(Token token, int start, int end, NormalText text) {
    String surface = token.getSurface();
    Entry entry = entry(token);
    String term = entry.sort() == Word.Sort.UNKNOWN ? surface : entry.term();
    String reading = entry.reading();
    if (reading.isEmpty() && Kana.isKana(surface)) {
      reading = Kana.katakana(surface);
    }
    return new Word(term, reading, surface, text.start(start), text.end(end), entry.sort(), start);
  }

  private Entry entry(Token token) {
    if (!token.isKnown()) {
      return read(token);
    }
    Integer number = ((Numbered) token).number;
    Entry known = remembered.get(number);
    if (known == null) {
      known = read(token);
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

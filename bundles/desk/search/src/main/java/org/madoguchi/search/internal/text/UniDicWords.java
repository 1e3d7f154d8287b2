package org.madoguchi.search.internal.text;

import com.atilika.kuromoji.unidic.Token;
import com.atilika.kuromoji.unidic.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Words by UniDic: short units, and one lemma for all spellings of a word. */
public final class UniDicWords implements Words {
  private static final String NONE = "*";

  /** Longer pieces are cut: the tokenizer's lattice grows with the piece. */
  private static final int LONGEST_PIECE = 2_000;

  private static final Set<String> FUNCTION = Set.of("助詞", "助動詞", "記号", "補助記号", "空白");
  private static final Set<String> OTHER = Set.of("副詞", "接続詞", "連体詞", "感動詞", "代名詞");

  private final Tokenizer tokenizer;

  /** Loads the dictionary: half a second and 150 MB of heap. */
  public UniDicWords() {
    this.tokenizer = new Tokenizer();
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
    if (most == text.length()) {
      return most;
    }
    for (int i = most; i > from + LONGEST_PIECE / 2; i--) {
      if ("。\n、 ".indexOf(text.charAt(i - 1)) >= 0) {
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

  private static Word word(Token token, int start, int end, NormalText text) {
    String surface = token.getSurface();
    Word.Sort sort = sort(token);
    String term = sort == Word.Sort.UNKNOWN ? surface : term(token, sort);
    String reading = NONE.equals(token.getLemmaReadingForm()) ? "" : token.getLemmaReadingForm();
    if (reading.isEmpty() && Kana.isKana(surface)) {
      reading = Kana.katakana(surface);
    }
    return new Word(term, reading, surface, text.start(start), text.end(end), sort, start);
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

package org.madoguchi.search.internal.text;

import static org.junit.Assert.assertEquals;

import com.atilika.kuromoji.unidic.Token;
import com.atilika.kuromoji.unidic.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** The words are those of the tokenizer that comes with the dictionary. */
public class LatticeTest {
  private static final int MADE = 400;
  private static final String LETTERS =
      "あいうえおかがきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん、。"
          + "アイトルンスーデ市民課国保健証申請届出税金人大小上下日月年一二三十百a1z- \n㐂𠮷\ud83d";

  @Test
  public void wordsAreThoseOfTheTokenizer() {
    Tokenizer tokenizer = new Tokenizer();
    UniDic dictionary = ((UniDicWords) Dictionary.WORDS).dictionary();
    for (String text : texts()) {
      List<String> expected = new ArrayList<>();
      for (Token token : tokenizer.tokenize(text)) {
        expected.add(token.getPosition() + token.getSurface() + " " + token.getAllFeatures());
      }
      assertEquals(text, expected, words(dictionary, text));
    }
  }

  /** It splits at 。 and 、 itself, as {@link UniDicWords} does. */
  private static List<String> words(UniDic dictionary, String text) {
    Lattice lattice = new Lattice(dictionary);
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i == text.length() - 1 || "。、".indexOf(text.charAt(i)) >= 0) {
        for (int word : lattice.cut(text, from, i + 1)) {
          String surface = text.substring(lattice.start(word), lattice.end(word));
          Token token = dictionary.token(lattice.number(word), surface, lattice.isKnown(word));
          words.add(lattice.start(word) + surface + " " + token.getAllFeatures());
        }
        from = i + 1;
      }
    }
    return words;
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of("", "。", "、、", "a", "二十歳になったら国民年金に入りますか。"));
    texts.addAll(Resources.lines("synonyms.txt"));
    texts.addAll(Resources.lines("stop-words.txt"));
    Random random = new Random(11);
    for (int i = 0; i < MADE; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(60); j >= 0; j--) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}

package org.madoguchi.search.internal.rank;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.Word;

public class FeaturesTest {
  private static final List<String> TERMS =
      List.of("住民", "票", "写し", "再", "交付", "申請", "pdf", "1000", "ごみ", "為る");

  private static final String LETTERS = "住民票のごみゴミpdf 1。";

  /** Each term is as rare as it is long in bytes, more or less. */
  private static final Statistics STATISTICS =
      new Statistics() {
        @Override
        public double rarity(String term) {
          return 0.5 + Math.abs(term.hashCode() % 100) / 20.0;
        }

        @Override
        public double bigramRarity(String bigram) {
          return 0.25 + Math.abs(bigram.hashCode() % 90) / 30.0;
        }

        @Override
        public double titleLength() {
          return 4.5;
        }

        @Override
        public double wholeLength() {
          return 23;
        }
      };

  private final Random random = new Random(3);

  @Test
  public void figuresAreWhatIsMeantByThem() {
    for (int i = 0; i < 300; i++) {
      Question question = question();
      Features features = new Features(question, STATISTICS);
      for (int j = 0; j < 5; j++) {
        List<Word> title = words(random.nextInt(8));
        List<Word> body = words(random.nextInt(60));
        String titleText = text(random.nextInt(12));
        String bodyText = text(random.nextInt(90));
        PlainFigures plain =
            new PlainFigures(
                question,
                STATISTICS,
                PlainFigures.Part.of(title, titleText),
                PlainFigures.Part.of(body, bodyText));
        byte[] written = Profile.write(title, titleText, body, bodyText);
        byte[] within = new byte[written.length + 9];
        System.arraycopy(written, 0, within, 4, written.length);
        Profile profile = Profile.read(within, 4, written.length);
        assertArrayEquals(question.toString(), plain.of(1.5), features.of(profile, 1.5), 1e-9);
      }
    }
  }

  private Question question() {
    List<String> terms = some(1 + random.nextInt(5));
    List<Synonyms.Match> synonyms = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Set<List<String>> others = new LinkedHashSet<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        others.add(some(1 + random.nextInt(3)));
      }
      synonyms.add(new Synonyms.Match(0, 1, others));
    }
    List<String> bigrams = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      bigrams.addAll(org.madoguchi.search.internal.text.Bigrams.of(text(6)));
    }
    return new Question(
        String.join("", terms),
        terms,
        new LinkedHashSet<>(some(2)),
        new LinkedHashSet<>(some(1)),
        Set.of(),
        bigrams,
        List.of(pair(), pair()),
        List.of(pair(), pair(), pair()),
        List.of(some(2), some(3)),
        synonyms,
        List.of());
  }

  private Question.Pair pair() {
    List<String> two = some(2);
    return new Question.Pair(two.get(0), two.get(1));
  }

  private List<String> some(int count) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(TERMS.get(random.nextInt(TERMS.size())));
    }
    return some;
  }

  private List<Word> words(int count) {
    List<Word> words = new ArrayList<>();
    for (String term : some(count)) {
      Word.Sort sort = random.nextInt(4) == 0 ? Word.Sort.FUNCTION : Word.Sort.NOUN;
      words.add(new Word(term, "", term, 0, 0, sort, 0));
    }
    return words;
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @Test
  public void onlyTheBeginningOfLongTextsIsKept() {
    byte[] profile = Profile.write(List.of(), "", words(5_000), text(50_000));
    assertEquals(600, Profile.read(profile, 0, profile.length).body().slots(), 600);
    assertEquals(true, profile.length < 20_000);
  }

  @Test
  public void whatIsNoProfileIsRefused() {
    byte[] profile = Profile.write(words(3), text(5), words(9), text(20));
    for (int length : List.of(0, 3, 15, 16, profile.length / 2)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Profile.read(Arrays.copyOf(profile, length), 0, length));
    }
    byte[] text = "住民\t票\n住民票\n住民\n住民".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> Profile.read(text, 0, text.length));
  }
}

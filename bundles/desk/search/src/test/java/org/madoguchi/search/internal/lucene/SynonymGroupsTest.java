package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.internal.text.Dictionary;
import org.madoguchi.search.internal.text.NormalText;
import org.madoguchi.search.internal.text.Resources;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.Word;

/**
 * For every group of the product's synonyms: what citizens say finds the article that is named as
 * offices name it, and does not find it without that group, at any place of the order.
 */
public class SynonymGroupsTest {
  private static final int AT_LEAST = 300;

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static final List<String> LINES = Resources.lines("synonyms.txt");
  private static final Map<String, List<Word>> CUT = new HashMap<>();
  private static Desk desk;

  @BeforeClass
  public static void oneArticleForEachGroup() throws Exception {
    desk = new Desk(FOLDER.newFolder().toPath());
    SearchDocument[] all = new SearchDocument[LINES.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = Desk.article(Integer.toString(i), official(LINES.get(i))).build();
    }
    desk.put(all);
  }

  @AfterClass
  public static void close() {
    desk.close();
  }

  private static String official(String line) {
    return line.split("[|,]")[0].strip();
  }

  private static List<String> citizens(String line) {
    return Arrays.stream(line.split("\\|")[1].split(",")).map(String::strip).toList();
  }

  @Test
  public void thereAreAsManyAsPromised() {
    assertTrue(LINES.size() >= AT_LEAST);
    assertEquals(
        "an official word has one group",
        LINES.size(),
        LINES.stream().map(l -> official(l)).distinct().count());
  }

  @Test
  public void everyGroupIsNeededByAWordOfTheCitizens() {
    List<String> useless = new ArrayList<>();
    List<Synonyms.Group> groups = Synonyms.ours();
    for (int i = 0; i < LINES.size(); i++) {
      String id = Integer.toString(i);
      List<Synonyms.Group> others = new ArrayList<>(groups);
      others.remove(i);
      Synonyms without = Synonyms.of(others, SynonymGroupsTest::words);
      boolean needed = false;
      for (String said : citizens(LINES.get(i))) {
        needed |= finds(said, id, Dictionary.OURS) && !finds(said, id, without);
      }
      if (!needed) {
        useless.add(LINES.get(i));
      }
    }
    assertEquals(List.of(), useless);
  }

  private static List<Word> words(NormalText text) {
    return CUT.computeIfAbsent(text.text(), t -> Dictionary.WORDS.of(text));
  }

  private static boolean finds(String said, String id, Synonyms synonyms) {
    return desk.ids(said, synonyms).contains(id);
  }
}

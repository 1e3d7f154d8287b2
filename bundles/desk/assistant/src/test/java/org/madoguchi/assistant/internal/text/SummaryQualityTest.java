package org.madoguchi.assistant.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.Test;
import org.madoguchi.assistant.internal.text.Extract.Chosen;
import org.madoguchi.testing.covers.Covers;

/**
 * How many of the sentences a good record contains are chosen, over conversations written for this
 * project. The figures stand in docs/explanation/assistant.md.
 */
public class SummaryQualityTest {
  private static final String TUNING = "conversations-tuning.txt";
  private static final String HELD_OUT = "conversations-held-out.txt";

  /** Of all conversations of a file together. */
  private record Score(int hits, int chosen, int wanted) {
    double precision() {
      return (double) hits / chosen;
    }

    double recall() {
      return (double) hits / wanted;
    }

    double f1() {
      return 2.0 * hits / (chosen + wanted);
    }

    @Override
    public String toString() {
      return "P %.3f R %.3f F1 %.3f".formatted(precision(), recall(), f1());
    }
  }

  private static Score score(String file, Function<Labelled, List<String>> summary)
      throws Exception {
    int hits = 0;
    int chosen = 0;
    int wanted = 0;
    for (Labelled each : Labelled.in(file)) {
      Set<String> gold = each.sentences();
      List<String> taken = summary.apply(each).stream().map(Labelled::key).toList();
      hits += (int) taken.stream().filter(gold::contains).count();
      chosen += taken.size();
      wanted += gold.size();
    }
    return new Score(hits, chosen, wanted);
  }

  private static List<String> ours(Labelled labelled) {
    return Extract.of(labelled.conversation()).stream().map(Chosen::text).toList();
  }

  /** What one would do without: the first sentences that say anything, as many as fit. */
  private static List<String> first(Labelled labelled) {
    List<String> first = new ArrayList<>();
    int room = labelled.conversation().longest();
    for (Spoken said : Spoken.in(labelled.conversation().turns(), Extract.MOST_SENTENCES)) {
      String bare = Cues.bare(said.text());
      room -= bare.length();
      if (!Cues.isEmpty(bare) && room >= 0) {
        first.add(bare);
      }
    }
    return first;
  }

  private static double parts(String file) throws Exception {
    int right = 0;
    int hits = 0;
    for (Labelled each : Labelled.in(file)) {
      for (Chosen chosen : Extract.of(each.conversation())) {
        String key = Labelled.key(chosen.text());
        hits += each.sentences().contains(key) ? 1 : 0;
        right += each.wanted().getOrDefault(chosen.part(), Set.of()).contains(key) ? 1 : 0;
      }
    }
    return (double) right / hits;
  }

  @Test
  @Covers({"F11", "K10"})
  public void recordsContainWhatTheyNeed() throws Exception {
    Score tuned = score(TUNING, SummaryQualityTest::ours);
    Score unseen = score(HELD_OUT, SummaryQualityTest::ours);
    Score plain = score(HELD_OUT, SummaryQualityTest::first);
    String seen =
        "tuned "
            + tuned
            + "; unseen "
            + unseen
            + "; first sentences "
            + plain
            + "; tuned first "
            + score(TUNING, SummaryQualityTest::first)
            + "; parts "
            + parts(TUNING)
            + " "
            + parts(HELD_OUT);
    assertTrue(seen, tuned.f1() >= 0.75);
    assertTrue(seen, unseen.f1() >= 0.62);
    assertTrue(seen, unseen.f1() > plain.f1() + 0.08);
    assertTrue(seen, parts(HELD_OUT) >= 0.8);
  }

  @Test
  public void everyLabelIsASentenceOfItsConversation() throws Exception {
    int all = 0;
    for (String file : List.of(TUNING, HELD_OUT)) {
      for (Labelled each : Labelled.in(file)) {
        all++;
        Set<String> said =
            Spoken.in(each.conversation().turns(), Extract.MOST_SENTENCES).stream()
                .map(s -> Labelled.key(s.text()))
                .collect(Collectors.toSet());
        for (String wanted : each.sentences()) {
          assertTrue(each.title() + ": " + wanted + " in " + said, said.contains(wanted));
        }
        assertTrue(each.title(), each.wanted().containsKey(Extract.Part.REQUEST));
      }
    }
    assertEquals(48, all);
  }
}

package org.madoguchi.search.internal.learning;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.internal.learning.RankingStore.Used;

public class QuestionsTest {
  private static final DocumentKey CARD = new DocumentKey(DocumentKind.ARTICLE, "12");
  private static final DocumentKey WASTE = new DocumentKey(DocumentKind.ARTICLE, "30");

  private static Used used(String group, String text, String article, String use) {
    return new Used(group, text, true, article, use);
  }

  @Test
  public void theSameQuestionIsOneHoweverOftenItWasAskedAsItWasPutLast() {
    List<Judged> questions =
        Questions.of(
            List.of(
                used("保険証 無くす", "保険証なくした", "12", "OPENED"),
                used("保険証 無くす", "保険証をなくしました", "12", "QUOTED"),
                used("保険証 無くす", "保険証をなくしました", "30", "OPENED")),
            10);
    assertEquals(List.of(new Judged("保険証なくした", true, Map.of(CARD, 3, WASTE, 1))), questions);
    assertEquals(2, questions.get(0).grade(CARD));
    assertEquals(1, questions.get(0).grade(WASTE));
    assertEquals(0, questions.get(0).grade(new DocumentKey(DocumentKind.ARTICLE, "1")));
  }

  @Test
  public void whatWasOpenedAndDidNotHelpIsNoAnswer() {
    List<Judged> questions =
        Questions.of(
            List.of(
                used("ごみ", "ごみ", "12", "OPENED"),
                used("ごみ", "ごみ", "12", "UNHELPFUL"),
                used("年金", "年金", "30", "HELPFUL")),
            10);
    assertEquals(List.of(new Judged("年金", true, Map.of(WASTE, 2))), questions);
  }

  @Test
  public void whatCitizensFindAndWhatStaffFindAreTwoQuestions() {
    assertEquals(
        2,
        Questions.of(
                List.of(
                    used("ごみ", "ごみ", "12", "OPENED"), new Used("ごみ", "ごみ", false, "12", "OPENED")),
                10)
            .size());
  }

  @Test
  public void theMostFrequentAreTaken() {
    List<Judged> questions =
        Questions.of(
            List.of(
                used("ごみ", "ごみ", "12", "OPENED"),
                used("年金", "年金", "30", "OPENED"),
                used("年金", "年金", "30", "HELPFUL")),
            1);
    assertEquals(List.of("年金"), questions.stream().map(Judged::text).toList());
  }
}

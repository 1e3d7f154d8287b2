package org.madoguchi.assistant.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.Conversation.Speaker;
import org.madoguchi.assistant.Conversation.Turn;
import org.madoguchi.assistant.SuggestRequest;
import org.madoguchi.assistant.Suggestions;
import org.madoguchi.assistant.Suggestions.State;
import org.madoguchi.assistant.Summary;
import org.madoguchi.assistant.testkit.AnswerAssistantContract;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Visibility;
import org.madoguchi.testing.covers.Covers;

public class EmbeddedAssistantTest extends AnswerAssistantContract {
  private static final DocumentKey ARTICLE = new DocumentKey(DocumentKind.ARTICLE, "12");
  private static final DocumentKey TICKET =
      new DocumentKey(DocumentKind.TICKET, "mihon-2026-000001");

  private final EmbeddedAssistant assistant = new EmbeddedAssistant();
  private final FakeIndex index = new FakeIndex();

  @Before
  public void fillTheIndex() {
    index.documents.addAll(List.of(TICKET, ARTICLE));
    assistant.index = index;
  }

  @Override
  protected AnswerAssistant assistant() {
    return assistant;
  }

  private Suggestions suggest(String text) {
    return assistant.suggest(new SuggestRequest(MUNICIPALITY, Visibility.everybody(), text, 5));
  }

  @Test
  @Covers({"F11", "K10"})
  public void whatIsAskedInALongMailIsLookedFor() {
    Suggestions found =
        suggest(
            "ご担当者様\n\nいつもお世話になっております。みほん市に住む佐々木と申します。\n"
                + "保育園の入園の申込みは、いつまでに出せばよいでしょうか。\nよろしくお願いいたします。\n"
                + "> 前のメールで図書館についてお答えします。\n"
                + "--\n佐々木 花子\n電話 090-0000-0000\n");
    assertEquals("保育園の入園の申込みは、いつまでに出せばよいでしょうか。", found.question());
    assertEquals(State.ANSWERED, found.state());
    assertEquals(
        "articles come first",
        List.of(ARTICLE, TICKET),
        found.items().stream().map(Suggestions.Suggested::key).toList());
    assertEquals(found.question(), index.asked.get(0).text());
    assertEquals(Visibility.everybody(), index.asked.get(0).visibility());
  }

  @Test
  public void ofTheNotesOfACallWhatTheCitizenSaysIsLookedFor() {
    Suggestions found = suggest("センター：マイナンバーカードをお持ちですか。\n市民：持ってます。\n市民：犬を飼い始めたんですが、登録はどこでできますか。\n");
    assertEquals("犬を飼い始めたんですが、登録はどこでできますか。", found.question());
  }

  @Test
  public void wordOrTwoIsLookedForAsItIs() {
    assertEquals("住民票", suggest("住民票").question());
    assertEquals("粗大 ごみ", suggest(" 粗大 ごみ\n").question());
  }

  @Test
  public void whereNothingIsAskedNothingIsLookedFor() {
    assertEquals(
        State.NOTHING_ASKED, suggest("お世話になっております。よろしくお願いいたします。今後ともどうぞよろしくお願いいたします。").state());
    assertEquals(State.NOTHING_ASKED, suggest(" 。。。 ").state());
    assertTrue(index.asked.isEmpty());
  }

  @Test
  public void withoutTheSearchItSaysWhyThereIsNothing() {
    index.unreadable = true;
    assertEquals(State.SEARCH_AWAY, suggest("住民票").state());
    assistant.index = null;
    assertEquals(State.SEARCH_AWAY, suggest("住民票").state());
    assertTrue(suggest("住民票").items().isEmpty());
  }

  @Test
  @Covers("F11")
  public void summaryTellsWhatWasAskedAnsweredAndLeft() {
    Summary summary =
        assistant.summarise(
            new Conversation(
                MUNICIPALITY,
                "",
                List.of(
                    new Turn(
                        Speaker.NOTE,
                        "市民：もしもし、住民票をコンビニで取りたいんですけど、どうしたらいいですか。\n"
                            + "センター：マイナンバーカードがあれば、コンビニでお取りいただけます。\n"
                            + "市民：わかりました。ありがとうございます。\n"
                            + "センター：証明書の手数料は担当課から本日中に折り返しご連絡いたします。")),
                java.util.Set.of(),
                200));
    assertEquals("住民票をコンビニで取りたいんですけど、どうしたらいいですか。", summary.request());
    assertEquals("マイナンバーカードがあれば、コンビニでお取りいただけます。", summary.answer());
    assertEquals("証明書の手数料は担当課から本日中に折り返しご連絡いたします。", summary.left());
    assertFalse(summary.isEmpty());
  }
}

package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.search.internal.SearchRoom.AOBA;
import static org.madoguchi.search.internal.SearchRoom.MIHON;
import static org.madoguchi.search.internal.SearchRoom.OPERATOR;
import static org.madoguchi.search.internal.SearchRoom.RELATIONS;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.asked.Asked;
import org.madoguchi.search.internal.asked.AskedArchive;
import org.madoguchi.search.internal.asked.AskedOften;
import org.madoguchi.search.internal.asked.AskedOften.Question;
import org.madoguchi.search.internal.asked.Clusters;
import org.madoguchi.search.internal.jpa.JpaFindingStore;
import org.madoguchi.search.internal.records.FindingStore.Period;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** What is asked often, found in labelled questions of citizens through a real index. */
public class AskedOftenTest extends DatabaseMatrix {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Period MONTH = new Period(TODAY.minusDays(27), TODAY);
  private static final String NOBODYS = "-";

  /** A line of a file, and what it is about. */
  private record Line(String topic, String title, String text) {}

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<String, String> topics = new HashMap<>();
  private SearchRoom room;
  private Desk desk;
  private AskedOften often;

  @Before
  public void openRoom() throws IOException {
    room = new SearchRoom(database());
    desk = new Desk(folder.newFolder().toPath());
    often = new AskedOften(room.unit, new JpaFindingStore(room.unit), room.directory, room.day);
    often.archive = new OfDesk();
  }

  @After
  public void close() {
    desk.close();
  }

  private final class OfDesk implements AskedArchive {
    private final AskedTexts texts = new AskedTexts(desk.searcher);

    @Override
    public List<Asked> tickets(
        MunicipalityId municipality, Visibility visibility, Instant from, Instant to, int most) {
      return desk.engine.read(
          index -> texts.tickets(index, municipality, visibility, from, to, most));
    }

    @Override
    public List<Asked> articles(
        MunicipalityId municipality, Visibility visibility, String text, int most) {
      return desk.engine.read(index -> texts.articles(index, municipality, visibility, text, most));
    }
  }

  private static List<Line> lines(String file) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                AskedOften.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      for (String line : reader.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] parts = line.split("\t");
        lines.add(new Line(parts[0], parts[1], parts[2]));
      }
    }
    return lines;
  }

  private void questionsAreThere(SectionId section, Confidentiality level) throws IOException {
    int number = 0;
    List<SearchDocument> documents = new ArrayList<>();
    for (Line line : lines("questions.tsv")) {
      String id = "mihon-2026-" + String.format("%06d", ++number);
      topics.put(id, line.topic().equals(NOBODYS) ? line.title() : line.topic());
      documents.add(
          SearchDocument.of(
                  new DocumentKey(DocumentKind.TICKET, id),
                  Audience.readers(Permission.TICKET_READ, new AccessTag(MIHON, section, level)),
                  line.title(),
                  room.day.now.minusSeconds(3_600L * number))
              .body(line.text())
              .build());
    }
    desk.put(documents.toArray(SearchDocument[]::new));
  }

  private void articlesAreThere() throws IOException {
    int number = 0;
    for (Line line : lines("articles.tsv")) {
      String id = Integer.toString(++number);
      topics.put(id, line.topic());
      desk.put(Desk.article(id, line.title()).conclusion(line.text()).build());
    }
  }

  private List<Question> asked(boolean answered) {
    return often.list(SUPERVISOR, MIHON, MONTH, answered).questions();
  }

  /**
   * Of all pairs of questions: those put together that belong together. A floor for what was
   * measured when the likeness was chosen.
   */
  @Test
  @Covers({"F12", "K8"})
  public void whatAsksTheSameIsPutTogether() throws Exception {
    questionsAreThere(SectionId.NONE, Confidentiality.NORMAL);
    List<Asked> all =
        often.archive.tickets(
            MIHON, Visibility.of(SUPERVISOR), Instant.EPOCH, room.day.now.plusSeconds(1), 5_000);
    assertEquals(topics.size(), all.size());
    double[] score =
        score(
            Clusters.of(all, 1).stream()
                .map(c -> c.members().stream().map(asked -> asked.key().id()).toList())
                .toList());
    assertTrue("precision " + score[0], score[0] >= 0.95);
    assertTrue("recall " + score[1], score[1] >= 0.7);
  }

  private double[] score(List<List<String>> clusters) {
    Map<String, Integer> clusterOf = new HashMap<>();
    for (int i = 0; i < clusters.size(); i++) {
      for (String id : clusters.get(i)) {
        clusterOf.put(id, i);
      }
    }
    int together = 0;
    int right = 0;
    int belong = 0;
    List<String> ids = topics.keySet().stream().sorted().toList();
    for (int a = 0; a < ids.size(); a++) {
      for (int b = a + 1; b < ids.size(); b++) {
        Integer one = clusterOf.get(ids.get(a));
        boolean put = one != null && one.equals(clusterOf.get(ids.get(b)));
        boolean same = topics.get(ids.get(a)).equals(topics.get(ids.get(b)));
        together += put ? 1 : 0;
        belong += same ? 1 : 0;
        right += put && same ? 1 : 0;
      }
    }
    return new double[] {(double) right / together, (double) right / belong};
  }

  @Test
  @Covers({"F12", "K8"})
  public void whatAnArticleAnswersIsToldOnlyWhenItIsAskedFor() throws Exception {
    questionsAreThere(SectionId.NONE, Confidentiality.NORMAL);
    articlesAreThere();
    int right = 0;
    List<Question> questions = asked(true);
    for (Question question : questions) {
      String topic = topics.get(question.tickets().get(0));
      Optional<String> article = question.article().map(a -> topics.get(a.key().id()));
      boolean has = lines("articles.tsv").stream().anyMatch(line -> line.topic().equals(topic));
      right += article.equals(has ? Optional.of(topic) : Optional.empty()) ? 1 : 0;
    }
    assertTrue(right + " of " + questions.size(), right >= 0.85 * questions.size());
    assertTrue(asked(false).stream().allMatch(q -> q.article().isEmpty()));
    assertTrue(asked(false).size() < questions.size());
  }

  @Test
  @Covers("I5")
  public void whatOneMayNotReadIsNotCounted() throws Exception {
    questionsAreThere(new SectionId("hoken-nenkin"), Confidentiality.RESTRICTED);
    assertFalse(asked(true).isEmpty());
    AskedOften.Answer others = often.list(RELATIONS, MIHON, MONTH, true);
    assertEquals(0, others.lookedAt());
    assertEquals(List.of(), others.questions());
  }

  @Test
  public void whatIsDismissedComesBackWhenItIsAskedTwiceAsOften() throws Exception {
    questionsAreThere(SectionId.NONE, Confidentiality.NORMAL);
    Question first = asked(true).get(0);
    often.dismiss(SUPERVISOR, MIHON, first.group(), MONTH, true);
    assertTrue(asked(true).stream().noneMatch(q -> q.group().equals(first.group())));
    often.dismiss(SUPERVISOR, MIHON, first.group(), MONTH, false);
    assertEquals(first, asked(true).get(0));
    often.dismiss(SUPERVISOR, MIHON, first.group(), MONTH, true);
    room.day.now = room.day.now.plusSeconds(3_600 * 24 * 3);
    again(first, 2 * first.count() - 1);
    Period later = new Period(MONTH.from(), TODAY.plusDays(4));
    assertTrue(
        often.list(SUPERVISOR, MIHON, later, true).questions().stream()
            .noneMatch(q -> q.group().equals(first.group())));
    again(first, 2 * first.count());
    room.day.now = room.day.now.plusSeconds(3_600);
    assertTrue(
        often.list(SUPERVISOR, MIHON, later, true).questions().stream()
            .anyMatch(q -> q.group().equals(first.group())));
  }

  private void again(Question question, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      desk.put(
          SearchDocument.of(
                  new DocumentKey(DocumentKind.TICKET, "mihon-2026-9" + String.format("%05d", i)),
                  Audience.readers(Permission.TICKET_READ, AccessTag.of(MIHON)),
                  question.title(),
                  room.day.now)
              .build());
    }
  }

  @Test
  public void onlyWhoeverRunsTheKnowledgeSeesIt() throws Exception {
    questionsAreThere(SectionId.NONE, Confidentiality.NORMAL);
    assertSame(
        Problems.FORBIDDEN,
        assertThrows(DomainException.class, () -> often.list(OPERATOR, MIHON, MONTH, true)).type());
    assertSame(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(DomainException.class, () -> often.list(SUPERVISOR, AOBA, MONTH, true))
            .type());
    often.archive = null;
    assertSame(
        Problems.UNAVAILABLE,
        assertThrows(DomainException.class, () -> often.list(SUPERVISOR, MIHON, MONTH, true))
            .type());
  }

  @Test
  public void theSameTicketsAskedAgainAreNotLookedAtAgain() throws Exception {
    questionsAreThere(SectionId.NONE, Confidentiality.NORMAL);
    List<Question> before = asked(true);
    often.archive =
        new AskedArchive() {
          @Override
          public List<Asked> tickets(
              MunicipalityId municipality, Visibility who, Instant from, Instant to, int most) {
            throw new AssertionError("looked at again");
          }

          @Override
          public List<Asked> articles(
              MunicipalityId municipality, Visibility who, String text, int most) {
            throw new AssertionError("looked at again");
          }
        };
    assertEquals(before, asked(true));
  }
}

package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.AOBA;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.knowledge.ArticleUses.Fault;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.PublishedFiles.PublishedFile;
import org.madoguchi.knowledge.internal.FileStore.ArticleFile;
import org.madoguchi.knowledge.internal.UseStore.Complaint;
import org.madoguchi.knowledge.internal.UseStore.Day;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** What citizens' pages may have of articles, and what they count. */
public class CitizensReadTest extends DatabaseMatrix {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private Article of(Visibility visibility) {
    return room.published(
        new Details(PENSION, 0, Room.content("問い " + visibility, "<p>本文</p>", visibility)));
  }

  private Day today(Article article) {
    List<Day> days = room.uses.days(PENSION_STAFF, article.id(), TODAY, TODAY);
    return days.isEmpty() ? new Day(TODAY, 0, 0, 0, 0) : days.get(0);
  }

  @Test
  @Covers({"F2", "X11"})
  public void eachPageSaysOnceWhetherItHelped() {
    Article article = room.published("住民票の写し");
    UUID page = UUID.randomUUID();
    assertTrue(room.citizens.helpful(MIHON, article.id(), page));
    assertFalse(room.citizens.helpful(MIHON, article.id(), page));
    assertFalse(room.citizens.unhelpful(MIHON, article.id(), page, Fault.WRONG, "違います"));
    UUID other = UUID.randomUUID();
    String text = "手数料が\u0000古い" + "あ".repeat(492) + "😀😀";
    assertTrue(room.citizens.unhelpful(MIHON, article.id(), other, Fault.OUTDATED, text));
    room.citizens.viewed(MIHON, article.id());
    assertEquals(new Day(TODAY, 1, 0, 1, 1), today(article));
    List<Complaint> complaints =
        room.uses.complaints(PENSION_STAFF, article.id(), OptionalLong.empty(), 10);
    assertEquals(1, complaints.size());
    assertEquals("手数料が古い" + "あ".repeat(492) + "😀", complaints.get(0).text());
    assertEquals(Uses.Fault.OUTDATED, complaints.get(0).fault());
    assertTrue(complaints.get(0).by().isNone());
  }

  @Test
  @Covers("I5")
  public void nothingIsCountedOfWhatIsNotForEverybody() {
    Article staff = of(Visibility.STAFF);
    Article sections = of(Visibility.SECTIONS);
    Article withdrawn = of(Visibility.PUBLIC);
    room.citizens.viewed(MIHON, withdrawn.id());
    room.step(PENSION_STAFF, withdrawn, Step.WITHDRAW);
    for (Article article : List.of(staff, sections, withdrawn, room.draft("下書き"))) {
      Day before = today(article);
      room.citizens.viewed(MIHON, article.id());
      assertFalse(room.citizens.helpful(MIHON, article.id(), UUID.randomUUID()));
      assertFalse(room.citizens.unhelpful(MIHON, article.id(), UUID.randomUUID(), Fault.OTHER, ""));
      assertEquals(before, today(article));
    }
    Article open = of(Visibility.PUBLIC);
    room.citizens.viewed(AOBA, open.id());
    assertEquals(0, today(open).views());
  }

  @Test
  @Covers("F8")
  public void mostViewedComeFirst() {
    Article seldom = of(Visibility.PUBLIC);
    Article often = of(Visibility.PUBLIC);
    room.citizens.viewed(MIHON, seldom.id());
    room.citizens.viewed(MIHON, often.id());
    room.citizens.viewed(MIHON, often.id());
    assertEquals(List.of(often.id(), seldom.id()), room.citizens.mostViewed(MIHON, 30, 10));
    assertEquals(List.of(often.id()), room.citizens.mostViewed(MIHON, 30, 1));
    assertEquals(List.of(), room.citizens.mostViewed(AOBA, 30, 10));
    room.step(PENSION_STAFF, often, Step.WITHDRAW);
    assertEquals(List.of(seldom.id()), room.citizens.mostViewed(MIHON, 30, 10));
  }

  @Test
  @Covers("I5")
  public void filesAreThoseThatOpenTextsName() throws IOException {
    Article article = room.published("様式");
    ArticleFile named = file(article, "地図.png");
    ArticleFile unnamed = file(article, "内部.txt");
    Article staff = of(Visibility.STAFF);
    ArticleFile internal = file(staff, "要領.txt");
    show(article, named);
    show(staff, internal);
    try (var content = found(article, named).content()) {
      assertEquals("中身", new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals("image/png", found(article, named).picture());
    assertTrue(room.openFiles.open(MIHON, article.id(), unnamed.id()).isEmpty());
    assertTrue(room.openFiles.open(AOBA, article.id(), named.id()).isEmpty());
    assertTrue(room.openFiles.open(MIHON, staff.id(), internal.id()).isEmpty());
    assertTrue(room.openFiles.open(MIHON, article.id(), internal.id()).isEmpty());
    room.files.remove(PENSION_STAFF, article.id(), named.id(), true);
    assertTrue(room.openFiles.open(MIHON, article.id(), named.id()).isEmpty());
  }

  private PublishedFile found(Article article, ArticleFile file) throws IOException {
    return room.openFiles.open(MIHON, article.id(), file.id()).orElseThrow();
  }

  private ArticleFile file(Article article, String name) throws IOException {
    byte[] content = "中身".getBytes(StandardCharsets.UTF_8);
    return room.files.add(PENSION_STAFF, article.id(), name, new ByteArrayInputStream(content));
  }

  private void show(Article article, ArticleFile file) {
    String body = "<a href=\"attachment:" + file.id() + "\">様式</a>";
    room.edit(article, c -> Room.content(c.question(), body, c.visibility()));
    room.publish(room.now(article));
  }
}

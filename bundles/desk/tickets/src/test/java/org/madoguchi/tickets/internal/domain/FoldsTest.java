package org.madoguchi.tickets.internal.domain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.madoguchi.tickets.Noticed.Fold;
import org.madoguchi.tickets.Noticed.Fold.Kind;

public class FoldsTest {
  @Test
  public void whatIsWrittenIsReadAgain() {
    List<Fold> folds = List.of(new Fold(Kind.QUOTE, 2, 12), new Fold(Kind.SIGNATURE, 12, 15));
    assertEquals("q2-12 s12-15", Folds.written(folds));
    assertEquals(folds, Folds.read("q2-12 s12-15"));
    assertEquals(List.of(), Folds.read(""));
  }

  @Test
  public void whatAChannelSaysWrongIsLeftOut() {
    assertEquals(
        "q3-5",
        Folds.written(
            List.of(
                new Fold(Kind.QUOTE, 3, 5),
                new Fold(Kind.QUOTE, 4, 9),
                new Fold(Kind.QUOTE, 7, 7),
                new Fold(Kind.QUOTE, -1, 2),
                new Fold(Kind.SIGNATURE, 8, 123_456_789))));
  }

  @Test
  public void tooManyAreCutBetweenThem() {
    List<Fold> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(new Fold(Kind.QUOTE, 2 * i, 2 * i + 1));
    }
    String written = Folds.written(many);
    assertTrue(written.length() <= 1_000);
    List<Fold> read = Folds.read(written);
    assertEquals(many.subList(0, read.size()), read);
  }
}

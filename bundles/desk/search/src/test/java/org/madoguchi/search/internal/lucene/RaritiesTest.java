package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;

import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;

public class RaritiesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Rarities rarities = new Rarities();

  private double rarity(Desk desk, double otherwise) {
    return desk.engine.read(
        index ->
            rarities
                .of(index.getIndexReader(), Set.of(DocumentKind.ARTICLE))
                .of("住民", term -> otherwise));
  }

  @Test
  public void rememberedUntilADocumentOfTheKindsComes() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.put(Desk.article("1", "住民票").build());
      assertEquals(1, rarity(desk, 1), 0);
      assertEquals(1, rarity(desk, 2), 0);
      desk.put(
          SearchDocument.of(
                  new DocumentKey(DocumentKind.TICKET, "mihon-2026-000001"),
                  Audience.everybody(Desk.MIHON),
                  "住民票",
                  Desk.NOW)
              .build());
      assertEquals(1, rarity(desk, 3), 0);
      desk.put(Desk.article("2", "住民票の写し").build());
      assertEquals(4, rarity(desk, 4), 0);
    }
  }
}

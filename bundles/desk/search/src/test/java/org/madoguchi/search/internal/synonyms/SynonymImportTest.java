package org.madoguchi.search.internal.synonyms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.search.internal.SearchRoom.AOBA_SUPERVISOR;
import static org.madoguchi.search.internal.SearchRoom.MIHON;
import static org.madoguchi.search.internal.SearchRoom.OPERATOR;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.database.DatabaseMatrix;

public class SynonymImportTest extends DatabaseMatrix {
  private SearchRoom room;

  @Before
  public void openRoom() {
    room = new SearchRoom(database());
  }

  private Outcome take(String csv, boolean dryRun) {
    return room.imports.take(SUPERVISOR, MIHON, csv, dryRun);
  }

  private List<List<String>> kept() {
    return room.desk.page(SUPERVISOR, MIHON, "", OptionalLong.empty(), 50).groups().stream()
        .map(OwnSynonyms::words)
        .toList();
  }

  @Test
  public void fileIsTakenAndTheSameFileAgainChangesNothing() {
    String csv = "words\r\n保険証|被保険者証\r\n\"粗大ごみ、大型ごみ、大きいごみ\"\r\n";
    assertEquals(Outcome.of(2, 2, 0, 0), take(csv, true));
    assertEquals(List.of(), kept());
    assertEquals(Outcome.of(2, 2, 0, 0), take(csv, false));
    List<List<String>> both = List.of(List.of("粗大ごみ", "大型ごみ", "大きいごみ"), List.of("保険証", "被保険者証"));
    assertEquals(both, kept());
    assertEquals(Outcome.of(2, 0, 0, 0), take(csv, false));
    assertEquals(both, kept());
    assertEquals(1, room.events().size());
    String file = new String(room.imports.export(SUPERVISOR, MIHON), StandardCharsets.UTF_8);
    assertEquals("\ufeffwords\r\n保険証|被保険者証\r\n粗大ごみ|大型ごみ|大きいごみ\r\n", file);
    assertEquals(Outcome.of(2, 0, 0, 0), take(file.substring(1), false));
  }

  @Test
  public void everyBadLineIsToldAndNothingIsTaken() {
    String many = "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u";
    Outcome outcome =
        take(
            "words\n良い|よい言葉\nひとつ\nＡ|a\n言葉|良い言葉\n良い言葉|言葉\n" + many + "\n短い|" + "長".repeat(51) + "\n",
            false);
    assertEquals(
        List.of("3 too-few", "4 twice", "6 repeated", "7 too-many-words", "8 word-too-long"),
        outcome.badLines().stream().map(bad -> bad.line() + " " + bad.code()).toList());
    assertEquals(List.of(), kept());
    assertEquals(List.of(), room.events());
  }

  @Test
  public void onlyItsKeepersTakeAndGiveFiles() {
    DomainException forbidden =
        assertThrows(
            DomainException.class, () -> room.imports.take(OPERATOR, MIHON, "words\na|b\n", false));
    assertEquals(Problems.FORBIDDEN, forbidden.type());
    DomainException foreign =
        assertThrows(DomainException.class, () -> room.imports.export(AOBA_SUPERVISOR, MIHON));
    assertEquals(Problems.MUNICIPALITY_NOT_FOUND, foreign.type());
  }
}

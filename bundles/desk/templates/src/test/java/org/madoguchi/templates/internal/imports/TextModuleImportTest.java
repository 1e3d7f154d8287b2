package org.madoguchi.templates.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.templates.internal.Room.MIHON;
import static org.madoguchi.templates.internal.Room.OPERATOR;
import static org.madoguchi.templates.internal.Room.PENSION;
import static org.madoguchi.templates.internal.Room.PENSION_STAFF;
import static org.madoguchi.templates.internal.Room.SUPERVISOR;
import static org.madoguchi.templates.internal.Room.TAX;

import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.Outcome;
import org.madoguchi.templates.internal.Room;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.testing.database.DatabaseMatrix;

public class TextModuleImportTest extends DatabaseMatrix {
  private static final String HEAD = "section,shortcut,title,text,language,order,active\n";

  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private Outcome take(AccessScope scope, String csv) {
    return room.imports.take(scope, MIHON, csv, false);
  }

  @Test
  public void fileIsTakenAndTheSameFileAgainChangesNothing() {
    String csv =
        HEAD
            + ",Ｏｒｅｉ,お礼,\"ありがとうございました。\r\n{{自治体名}}\",ja,10,true\n"
            + "hoken-nenkin,nenkin,年金,年金の窓口です。,,,\n";
    assertEquals(Outcome.of(2, 2, 0, 0), room.imports.take(SUPERVISOR, MIHON, csv, true));
    assertEquals(List.of(), room.shown(OPERATOR, ""));
    assertEquals(Outcome.of(2, 2, 0, 0), take(SUPERVISOR, csv));
    assertEquals(List.of("nenkin", "orei"), room.shown(OPERATOR, ""));
    assertEquals(List.of("orei"), room.shown(OPERATOR, "ありがとう"));
    assertEquals(Outcome.of(2, 0, 0, 0), take(SUPERVISOR, csv));
    assertEquals(2, room.events().size());
  }

  @Test
  public void whatTheFileDoesNotNameStaysAndWhatItNamesIsOverwritten() {
    room.whole("stays");
    room.whole("orei");
    Outcome outcome = take(SUPERVISOR, HEAD + ",orei,別の題,別の文,en,5,false\n");
    assertEquals(Outcome.of(1, 0, 1, 0), outcome);
    assertEquals(List.of("stays"), room.shown(OPERATOR, ""));
    assertEquals("TextModuleEdited", room.events().get(2).type());
  }

  @Test
  public void everyBadLineIsToldAndNothingIsTaken() {
    String csv =
        HEAD
            + ",good,題,文,ja,0,true\n"
            + ",,題,文,ja,0,true\n"
            + ",two words,題,文,ja,0,true\n"
            + "nowhere,a,題,文,ja,0,true\n"
            + ",b,,文,日本語,-1,はい\n"
            + ",good,題,文,ja,0,true\n"
            + ",c,"
            + "題".repeat(101)
            + ",文,ja,0,true\n"
            + ",d,題,文,ja,0,true,zuviel\n";
    Outcome outcome = take(SUPERVISOR, csv);
    assertEquals(
        List.of(
            new BadLine(3, "shortcut", "required", ""),
            new BadLine(4, "shortcut", "invalid", "two words"),
            new BadLine(5, "section", "unknown", "nowhere"),
            new BadLine(6, "title", "required", ""),
            new BadLine(6, "language", "invalid", "日本語"),
            new BadLine(6, "order", "invalid", "-1"),
            new BadLine(6, "active", "not-allowed", "はい"),
            new BadLine(7, "shortcut", "invalid", "good"),
            new BadLine(8, "title", "too-long", "題".repeat(60) + "…"),
            new BadLine(9, "", "invalid", "")),
        outcome.badLines());
    assertEquals(List.of(), room.shown(OPERATOR, ""));
  }

  @Test
  public void formOfTheFileIsToldToo() {
    assertEquals("required", take(SUPERVISOR, "").badLines().get(0).code());
    assertEquals(
        List.of(new BadLine(2, "section", "required", "")), take(SUPERVISOR, HEAD).badLines());
    assertEquals(
        List.of(
            new BadLine(1, "textt", "unknown", "textt"), new BadLine(1, "text", "required", "")),
        take(SUPERVISOR, HEAD.replace("text", "textt")).badLines());
    assertEquals(
        List.of(new BadLine(3, "", "invalid", "")),
        take(SUPERVISOR, HEAD + ",a,題,文,ja,0,true\n,b,\"題\n").badLines());
    Outcome long2 = take(SUPERVISOR, HEAD + ",a,題,文,ja,0,true\n".repeat(2_001));
    assertEquals(2_000, long2.bad());
    assertEquals(1_000, long2.badLines().size());
  }

  @Test
  public void staffTakeFilesOfTheirOwnSectionOnly() {
    room.of(TAX, "tax");
    String own = HEAD + "hoken-nenkin,a,題,文,,,\n";
    assertEquals(1, take(PENSION_STAFF, own).added());
    Outcome foreign = take(PENSION_STAFF, own + ",b,題,文,,,\nshiminzei,tax,題,文,,,\n");
    assertEquals(
        List.of(
            new BadLine(3, "section", "forbidden", ""),
            new BadLine(4, "section", "forbidden", "shiminzei")),
        foreign.badLines());
    assertEquals(
        Problems.FORBIDDEN, assertThrows(DomainException.class, () -> take(OPERATOR, own)).type());
    assertEquals(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(DomainException.class, () -> take(Room.AOBA_SUPERVISOR, own)).type());
  }

  @Test
  public void whatIsExportedCanBeImportedAgainAndHoldsOnlyWhatOneMayWrite() {
    room.of(PENSION, "pension");
    room.of(TAX, "tax");
    room.modules.create(
        SUPERVISOR,
        MIHON,
        new Details(SectionId.NONE, "odd", "=1+1", "-「\"引用\"」,と\n改行\n\n", "en", 7, false));
    String all = CsvBody.text(room.imports.export(SUPERVISOR, MIHON));
    assertTrue(all.startsWith("\ufeffsection,shortcut,"));
    // a spreadsheet must not calculate what somebody wrote
    assertTrue(all, all.contains(",'=1+1,"));
    assertEquals(Outcome.of(3, 0, 0, 0), take(SUPERVISOR, all));
    String own = CsvBody.text(room.imports.export(PENSION_STAFF, MIHON));
    assertTrue(own, own.contains("pension") && !own.contains("odd") && !own.contains("tax"));
    assertEquals(Outcome.of(1, 0, 0, 0), take(PENSION_STAFF, own));
  }
}

package org.madoguchi.templates.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.templates.internal.Room.MIHON;
import static org.madoguchi.templates.internal.Room.OPERATOR;
import static org.madoguchi.templates.internal.Room.PENSION;
import static org.madoguchi.templates.internal.Room.SUPERVISOR;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.templates.internal.Room;
import org.madoguchi.templates.internal.TextModuleStore.Kind;
import org.madoguchi.templates.internal.TextModules.Wanted;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.PreparedTemplates.Prepared;

public class MissingTemplatesTest extends DatabaseMatrix {
  private static final Macro.Steps STEPS =
      new Macro.Steps(
          "waiting-department", null, "@me", null, null, null, null, null, 3, "確認中", true, false);

  private static Prepared text(SectionId section, String shortcut) {
    return new Prepared(section, shortcut, "題 " + shortcut, "{{氏名}}様", Optional.empty());
  }

  @Test
  public void whatIsMissingIsAddedAndWhatIsThereStays() {
    Room room = new Room(database());
    Prepared macro = new Prepared(SectionId.NONE, "m-kakunin", "確認する", "", Optional.of(STEPS));
    List<Prepared> prepared = List.of(text(SectionId.NONE, "orei"), text(PENSION, "orei"), macro);
    assertEquals(3, room.missing.put(AccessScope.system(), MIHON, prepared));
    TextModule thanks =
        room.modules
            .page(
                OPERATOR,
                Optional.of(MIHON),
                Optional.empty(),
                new Wanted(Kind.ANY, true, List.of(), ""),
                Optional.empty(),
                10)
            .modules()
            .get(0);
    assertEquals("orei", thanks.details().shortcut());
    Details d = thanks.details();
    room.modules.edit(
        SUPERVISOR,
        thanks.id(),
        1,
        x ->
            new Details(
                d.section(), d.shortcut(), "別の題", d.text(), d.language(), d.order(), false));
    assertEquals(0, room.missing.put(AccessScope.system(), MIHON, prepared));
    assertEquals("別の題", room.modules.find(SUPERVISOR, thanks.id()).details().title());
    List<TextModule> macros =
        room.modules
            .page(
                OPERATOR,
                Optional.of(MIHON),
                Optional.empty(),
                new Wanted(Kind.MACRO, true, List.of(), ""),
                Optional.empty(),
                10)
            .modules();
    assertEquals(STEPS, room.macros.find(OPERATOR, macros.get(0).id()).orElseThrow().steps());
  }

  @Test
  public void onlyWhoManagesThemPutsThemThere() {
    Room room = new Room(database());
    List<Prepared> prepared = List.of(text(SectionId.NONE, "orei"));
    assertEquals(
        Problems.FORBIDDEN,
        assertThrows(DomainException.class, () -> room.missing.put(OPERATOR, MIHON, prepared))
            .type());
    List<Prepared> nowhere = List.of(text(new SectionId("nowhere"), "orei"));
    assertEquals(
        Problems.INVALID_FIELDS,
        assertThrows(
                DomainException.class, () -> room.missing.put(AccessScope.system(), MIHON, nowhere))
            .type());
  }
}

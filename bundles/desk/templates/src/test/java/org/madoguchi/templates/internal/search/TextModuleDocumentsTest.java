package org.madoguchi.templates.internal.search;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.templates.internal.Room.ADMINISTRATOR;
import static org.madoguchi.templates.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.templates.internal.Room.MIHON;
import static org.madoguchi.templates.internal.Room.OPERATOR;
import static org.madoguchi.templates.internal.Room.PENSION;
import static org.madoguchi.templates.internal.Room.PENSION_STAFF;
import static org.madoguchi.templates.internal.Room.SUPERVISOR;
import static org.madoguchi.templates.internal.Room.TAX_STAFF;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.Visibility;
import org.madoguchi.templates.internal.Room;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.Macro;

/** What the search reads of text modules. */
public class TextModuleDocumentsTest extends DatabaseMatrix {
  private Room room;
  private TextModuleDocuments documents;

  @Before
  public void openRoom() {
    room = new Room(database());
    documents = room.documents;
  }

  private static DocumentKey key(TextModule module) {
    return new DocumentKey(DocumentKind.TEXT_MODULE, Long.toString(module.id()));
  }

  private Optional<SearchDocument> document(TextModule module) {
    return documents.documents(List.of(key(module))).stream().findFirst();
  }

  private TextModule edited(TextModule module, Details details) {
    return room.modules.edit(SUPERVISOR, module.id(), module.version(), d -> details);
  }

  @Test
  @Covers("K2")
  public void titleTextAndShortcutAreInIt() {
    SearchDocument found = document(room.of(PENSION, "nenkin")).orElseThrow();
    assertEquals("題 nenkin", found.title());
    assertEquals("本文 nenkin", found.body());
    assertEquals(List.of("nenkin"), found.searchWords());
    assertEquals(PENSION, found.owner());
    assertEquals("ja", found.language());
  }

  @Test
  @Covers("I5")
  public void itIsFoundByThoseWhoAreShownIt() {
    List<TextModule> all =
        List.of(room.whole("whole"), room.of(PENSION, "own"), room.of(Room.TAX, "others"));
    for (AccessScope who :
        List.of(OPERATOR, SUPERVISOR, PENSION_STAFF, TAX_STAFF, AOBA_SUPERVISOR, ADMINISTRATOR)) {
      List<String> shown = room.shown(who, "");
      for (TextModule module : all) {
        assertEquals(
            who + " " + module,
            shown.contains(module.details().shortcut()),
            Visibility.of(who).shows(document(module).orElseThrow().audience()));
      }
    }
  }

  @Test
  public void whatIsWithdrawnOrAMacroIsNotFound() {
    TextModule module = room.whole("once");
    Details d = module.details();
    edited(
        module,
        new Details(
            d.section(), d.shortcut(), d.title(), d.text(), d.language(), d.order(), false));
    assertEquals(Optional.empty(), document(module));
    Details macro = Room.details(SectionId.NONE, "steps", "題", "");
    TextModule made = room.modules.create(SUPERVISOR, MIHON, withSteps(macro));
    assertEquals(Optional.empty(), document(made));
    assertEquals(List.of(), documents.documents(List.of()));
  }

  private static Details withSteps(Details d) {
    Macro.Steps steps =
        new Macro.Steps(
            "solved", null, null, null, null, null, List.of(), List.of(), null, "", false, false);
    return new Details(
        d.section(),
        d.shortcut(),
        d.title(),
        d.text(),
        d.language(),
        d.order(),
        d.active(),
        Optional.of(steps));
  }

  @Test
  public void eachOfItsEventsTouchesIt() {
    TextModule module = room.whole("event");
    Details d = module.details();
    edited(module, Room.details(PENSION, d.shortcut(), "新しい題", d.text()));
    List<CommittedEvent> events = room.events();
    assertEquals(2, events.size());
    for (CommittedEvent event : events) {
      assertTrue(documents.streams().contains(event.stream()));
      assertEquals(List.of(key(module)), documents.touched(event));
    }
    assertEquals("新しい題", document(module).orElseThrow().title());
  }

  @Test
  public void allAreReadByPages() {
    List<DocumentKey> made = new ArrayList<>();
    for (String shortcut : List.of("one", "two", "three")) {
      made.add(key(room.whole(shortcut)));
    }
    List<DocumentKey> first = documents.keys(Optional.empty(), 2);
    List<DocumentKey> all = new ArrayList<>(first);
    all.addAll(documents.keys(Optional.of(first.get(1)), 2));
    assertEquals(made, all);
    assertEquals(List.of(), documents.keys(Optional.of(made.get(2)), 2));
  }
}

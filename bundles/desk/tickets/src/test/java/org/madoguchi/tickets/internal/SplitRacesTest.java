package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.TAX;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Part;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

/** Several people at once, and crashes: the database decides. */
public class SplitRacesTest extends SplitTest {
  @Test
  public void theSameRequestAgainIsTheSameTicketHoweverManyAskAtOnce() throws Exception {
    SplitTickets.Order order = order(d -> d.withSubject("ごみ"), second);
    List<TicketRef> parts =
        Together.run(4, i -> desk.splitting.split(OPERATOR, ref, 1, order).part().ref());
    assertEquals(1, Set.copyOf(parts).size());
    desk.handOver(COLLEAGUE, ref, TAX);
    SplitTickets.Done again = desk.splitting.split(OPERATOR, ref, 1, order);
    assertTrue("whatever happened since", again.repeated());
    assertEquals(parts.get(0), again.part().ref());
    assertEquals(1, parts(OPERATOR, ref).size());
  }

  @Test
  public void ofPeopleWhoSplitTheSameAtOnceOneDoesAndTheOthersAreTold() throws Exception {
    List<String> outcomes =
        Together.run(
            5,
            i -> {
              try {
                return split(i % 2 == 0 ? OPERATOR : COLLEAGUE, second).ref().toString();
              } catch (DomainException e) {
                assertEquals(TicketProblems.ENTRIES_MOVED, e.type());
                return e.extensions().get("into").toString();
              }
            });
    String part = parts(OPERATOR, ref).get(0).ticket().ref().toString();
    assertEquals(1, parts(OPERATOR, ref).size());
    assertEquals(1, outcomes.stream().filter(part::equals).count());
    assertEquals(4, outcomes.stream().filter(List.of(part).toString()::equals).count());
    assertEquals(List.of("住民票の件", "ごみは別の課"), texts(ref));
  }

  @Test
  public void howeverManySplitAtOnceSomethingStays() throws Exception {
    List<Entry> all = List.of(first, second, note);
    List<Boolean> done =
        Together.run(
            3,
            i -> {
              try {
                split(OPERATOR, all.get(i));
                return true;
              } catch (DomainException e) {
                assertEquals(TicketProblems.SPLIT_TAKES_ALL, e.type());
                return false;
              }
            });
    assertEquals(2, done.stream().filter(d -> d).count());
    assertEquals(1, texts(ref).size());
    assertEquals(2, parts(OPERATOR, ref).size());
  }

  @Test
  public void splitAndMergedAtOnceNothingIsLostOrDoubled() throws Exception {
    TicketRef other = Tickets.open().text("統合先").at(desk);
    Together.run(
        4,
        i -> {
          try {
            if (i % 2 == 0) {
              split(OPERATOR, second);
            } else {
              desk.merging.merge(OPERATOR, ref, other, false);
            }
          } catch (DomainException e) {
            assertTrue(
                e.type().toString(),
                Set.of(TicketProblems.MERGED_AWAY, TicketProblems.ENTRIES_MOVED)
                    .contains(e.type()));
          } catch (EditTicket.Stale e) {
            assertFalse("the merge closed it", e.changed().isEmpty());
          }
          return i;
        });
    List<Part> parts = parts(OPERATOR, ref);
    assertEquals(Optional.of(other), desk.view(OPERATOR, ref).merged().into().map(Ticket::ref));
    if (parts.isEmpty()) {
      assertEquals(List.of("住民票の件", "ごみの件", "ごみは別の課", "統合先"), sorted(other));
    } else {
      assertEquals(1, parts.size());
      assertEquals(List.of("住民票の件", "ごみは別の課", "統合先"), sorted(other));
      assertEquals(List.of("ごみの件"), texts(parts.get(0).ticket().ref()));
    }
  }

  private List<String> sorted(TicketRef where) {
    return texts(where).stream()
        .sorted(Comparator.comparing(List.of("住民票の件", "ごみの件", "ごみは別の課", "統合先")::indexOf))
        .toList();
  }

  @Test
  public void takenBackByTwoAtOnceAndWithNewsThereItIsTakenBackOnce() throws Exception {
    Ticket part = split(OPERATOR, second);
    List<String> outcomes =
        Together.run(
            4,
            i -> {
              if (i == 3) {
                return Tickets.answering(part.ref()).text("同時に").at(desk).toString();
              }
              try {
                return "back " + desk.splitting.takeBack(OPERATOR, ref, part.ref()).ref();
              } catch (DomainException e) {
                assertEquals(TicketProblems.NOT_SPLIT, e.type());
                return "late";
              }
            });
    assertEquals(1, outcomes.stream().filter(("back " + ref)::equals).count());
    assertEquals(Set.of("住民票の件", "ごみの件", "ごみは別の課", "同時に"), Set.copyOf(texts(ref)));
    assertEquals(4, texts(ref).size());
  }

  @Test
  public void brokenOffAnywhereItIsDoneOrNotDone() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk broken = new Desk(database(), interruption.dataSource());
    boolean done = false;
    for (int step = 1; !done; step++) {
      SplitTickets.Order order = order(d -> d.withSubject("ごみ"), second);
      interruption.survives(step, () -> broken.splitting.split(OPERATOR, ref, 1, order));
      done = !parts(OPERATOR, ref).isEmpty();
      assertEquals("step " + step, done ? 2 : 3, texts(ref).size());
      assertEquals("step " + step, done, desk.events(ref).contains(TicketEvents.SPLIT));
    }
    TicketRef part = parts(OPERATOR, ref).get(0).ticket().ref();
    assertEquals(List.of("ごみの件"), texts(part));
    boolean back = false;
    for (int step = 1; !back; step++) {
      interruption.survives(step, () -> broken.splitting.takeBack(OPERATOR, ref, part));
      back = parts(OPERATOR, ref).isEmpty();
      assertEquals("step " + step, back ? 3 : 2, texts(ref).size());
      assertEquals("step " + step, back, status(part) == TicketStatus.CLOSED);
    }
  }
}

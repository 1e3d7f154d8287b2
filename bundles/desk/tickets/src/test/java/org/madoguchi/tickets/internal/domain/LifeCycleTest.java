package org.madoguchi.tickets.internal.domain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.TicketStatus.ANSWERED;
import static org.madoguchi.tickets.TicketStatus.CALLBACK_DUE;
import static org.madoguchi.tickets.TicketStatus.CLOSED;
import static org.madoguchi.tickets.TicketStatus.NEW;
import static org.madoguchi.tickets.TicketStatus.OPEN;
import static org.madoguchi.tickets.TicketStatus.WAITING_CITIZEN;
import static org.madoguchi.tickets.TicketStatus.WAITING_DEPARTMENT;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketStatus;

public class LifeCycleTest {
  @Test
  public void workGoesAnywhereButBackToNew() {
    assertEquals(
        List.of(OPEN, WAITING_DEPARTMENT, WAITING_CITIZEN, CALLBACK_DUE, ANSWERED, CLOSED),
        LifeCycle.possible(NEW));
    assertEquals(
        List.of(WAITING_DEPARTMENT, WAITING_CITIZEN, CALLBACK_DUE, ANSWERED, CLOSED),
        LifeCycle.possible(OPEN));
    assertEquals(
        List.of(OPEN, WAITING_DEPARTMENT, WAITING_CITIZEN, CALLBACK_DUE, CLOSED),
        LifeCycle.possible(ANSWERED));
    for (TicketStatus from : TicketStatus.values()) {
      assertTrue(from + " is never new again", !LifeCycle.possible(from).contains(NEW));
    }
  }

  @Test
  public void whatIsClosedIsOpenedFirst() {
    assertEquals(List.of(OPEN), LifeCycle.possible(CLOSED));
  }

  @Test
  public void anEditGoesWhereItIsPossibleAndStaysWhereItIs() {
    for (TicketStatus from : TicketStatus.values()) {
      assertEquals(from, LifeCycle.edited(from, from));
      for (TicketStatus to : TicketStatus.values()) {
        if (LifeCycle.possible(from).contains(to)) {
          assertEquals(to, LifeCycle.edited(from, to));
        } else if (from != to) {
          assertThrows(DomainException.class, () -> LifeCycle.edited(from, to));
        }
      }
    }
  }

  @Test
  public void whatIsRefusedTellsWhatIsPossible() {
    DomainException refused =
        assertThrows(DomainException.class, () -> LifeCycle.edited(CLOSED, ANSWERED));
    assertEquals(TicketProblems.STATUS_NOT_POSSIBLE, refused.type());
    assertEquals(409, refused.type().status());
    assertEquals(Map.of("current", "closed", "possible", List.of("open")), refused.extensions());
    assertEquals("status", refused.fields().get(0).field());
    assertEquals(List.of("open"), refused.fields().get(0).arguments());
  }

  @Test
  public void contactOfTheCitizenMakesWhatWaitedForThemOurs() {
    for (TicketStatus from : List.of(ANSWERED, WAITING_CITIZEN, CLOSED)) {
      assertEquals(OPEN, LifeCycle.contacted(from));
    }
    for (TicketStatus from : List.of(NEW, OPEN, WAITING_DEPARTMENT, CALLBACK_DUE)) {
      assertEquals(from, LifeCycle.contacted(from));
    }
  }

  @Test
  public void theTextsNameEveryState() {
    for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      String pattern =
          ResourceBundle.getBundle(
                  TicketProblems.class.getPackageName() + ".problems",
                  language,
                  ResourceBundle.Control.getNoFallbackControl(
                      ResourceBundle.Control.FORMAT_PROPERTIES))
              .getString("status-not-possible.detail");
      MessageFormat text = new MessageFormat(pattern, language);
      long different =
          Arrays.stream(TicketStatus.values())
              .map(s -> text.format(new Object[] {s.ordinal(), 0}))
              .distinct()
              .count();
      assertEquals(language + ": " + pattern, TicketStatus.values().length, different);
    }
  }
}

package org.madoguchi.tickets.internal;

import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.osgi.service.component.annotations.Component;

/** How many tickets this node opened and closed. */
@Component(service = Measures.class)
public final class TicketMeasures implements Measures {
  private static final String CLOSED_STATUS = Checks.written(TicketStatus.CLOSED);

  private static final Counter OPENED =
      new Counter(
          "madoguchi_tickets_opened_total",
          "Tickets this node opened.",
          "municipality",
          "kind",
          "channel");
  private static final Counter CLOSED =
      new Counter("madoguchi_tickets_closed_total", "Tickets this node closed.", "municipality");

  /** Called after the decision was committed. */
  public static void count(Decision decision) {
    String municipality = decision.ticket().ref().municipality().value();
    for (TicketEvent event : decision.events()) {
      if (event instanceof TicketEvent.Opened opened) {
        OPENED.add(municipality, Checks.written(opened.kind()), opened.channel());
      } else if (event instanceof TicketEvent.Edited edited && closes(edited)) {
        CLOSED.add(municipality);
      }
    }
  }

  private static boolean closes(TicketEvent.Edited edited) {
    FieldChange status = edited.fields().get("status");
    return status != null && status.after().equals(CLOSED_STATUS);
  }

  @Override
  public void tell(Figures figures) {
    OPENED.tell(figures);
    CLOSED.tell(figures);
  }
}

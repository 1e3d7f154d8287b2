package org.madoguchi.tickets.internal.jpa;

import java.util.List;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.tickets.internal.TicketExportLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** In the event log, where audits look. */
@Component(service = TicketExportLog.class)
public final class JpaTicketExportLog implements TicketExportLog {
  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaTicketExportLog(@Reference TicketUnit unit, @Reference EventLog log) {
    this.unit = unit;
    this.log = log;
  }

  @Override
  public void append(NewEvent event) {
    unit.decide(
        () -> {
          log.append(unit.transactions(), List.of(event));
          return null;
        });
  }
}

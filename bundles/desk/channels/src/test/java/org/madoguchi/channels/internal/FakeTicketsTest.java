package org.madoguchi.channels.internal;

import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.testkit.TicketIntakeContract;

public class FakeTicketsTest extends TicketIntakeContract {
  private final TicketIntake intake = new FakeTickets();

  @Override
  protected TicketIntake intake() {
    return intake;
  }
}

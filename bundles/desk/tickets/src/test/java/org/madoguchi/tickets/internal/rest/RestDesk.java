package org.madoguchi.tickets.internal.rest;

import org.madoguchi.directory.Directory;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.Drafts;
import org.madoguchi.tickets.internal.EditTicket;
import org.madoguchi.tickets.internal.Histories;
import org.madoguchi.tickets.internal.OpenTicket;
import org.madoguchi.tickets.internal.TicketFiles;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.WriteEntry;

/** The resources over the use cases. */
public final class RestDesk {
  final TicketResource tickets;
  final CitizenResource citizens;

  public RestDesk(
      Directory directory,
      TicketQueues queues,
      OpenTicket opening,
      EditTicket editing,
      WriteEntry writing,
      TicketViews views,
      Drafts drafts,
      TicketFiles files,
      Histories histories,
      CitizenDesk citizenDesk) {
    TicketForms forms = new TicketForms(new KnownNames(directory));
    TicketRendering rendering = new TicketRendering(directory);
    tickets =
        new TicketResource(
            queues,
            opening,
            editing,
            writing,
            views,
            drafts,
            files,
            histories,
            citizenDesk,
            forms,
            rendering);
    citizens = new CitizenResource(citizenDesk, forms, rendering);
  }
}

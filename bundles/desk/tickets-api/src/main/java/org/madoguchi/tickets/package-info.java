/**
 * Tickets (案件) as other rooms see them: intake of contacts, what is to be sent, the events. Entry
 * points: {@link org.madoguchi.tickets.TicketIntake} for channels, {@link
 * org.madoguchi.tickets.TicketEvents} for followers.
 */
@Export
@Version("1.4.0")
package org.madoguchi.tickets;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

package org.madoguchi.persistence.internal;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.testing.database.TestDatabase;

/** Events for tests. */
final class Events {
  static final Instant MORNING = Instant.parse("2026-11-20T00:30:00.123456Z");

  private Events() {}

  static NewEvent event(String aggregate, long sequence) {
    return event(aggregate, sequence, "{}", MORNING);
  }

  static NewEvent event(String aggregate, long sequence, String payload, Instant at) {
    AccessTag access =
        new AccessTag(
            new MunicipalityId("mihon"), new SectionId("suido"), Confidentiality.RESTRICTED);
    return new NewEvent(
        "tickets", aggregate, sequence, "TicketOpened", 1, payload, access, StaffId.SYSTEM, at);
  }

  static void append(TestDatabase database, NewEvent... events) {
    JpaTransactions transactions = database.transactions("sample");
    transactions.write(() -> database.eventLog().append(transactions, List.of(events)));
  }
}

package org.madoguchi.kernel.testkit;

import java.time.Instant;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.NewEvent;

/** Events for tests. */
public final class SampleEvents {
  /** The stream they are on. */
  public static final String STREAM = "tickets";

  private static final Instant MORNING = Instant.parse("2026-11-20T00:30:00.123456Z");

  private SampleEvents() {}

  public static NewEvent event(String aggregate, long sequence) {
    return event(STREAM, aggregate, sequence, "{}");
  }

  public static NewEvent event(String stream, String aggregate, long sequence, String payload) {
    AccessTag access =
        new AccessTag(
            new MunicipalityId("mihon"),
            new SectionId("suido"),
            Confidentiality.RESTRICTED,
            Set.of(new SectionId("gesuido"), new SectionId("douro")));
    return new NewEvent(
        stream, aggregate, sequence, "TicketOpened", 1, payload, access, StaffId.SYSTEM, MORNING);
  }

  /** The event as the log gives it back. */
  public static CommittedEvent committed(long position, long id, NewEvent e) {
    return new CommittedEvent(
        position,
        id,
        e.stream(),
        e.aggregate(),
        e.sequence(),
        e.type(),
        e.version(),
        e.payload(),
        e.access(),
        e.actor(),
        e.at());
  }
}

package org.madoguchi.tickets.internal.bulk;

import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries.Filter;

/** Everything a list shows, as its filter; kept as JSON until the tickets are found. */
public record BulkSelection(
    Queue queue,
    TicketStatus status,
    String section,
    String owner,
    TicketKind kind,
    String channel,
    String category,
    String tag,
    String words,
    String problem) {
  public static BulkSelection of(Filter filter) {
    return new BulkSelection(
        filter.queue().orElse(null),
        filter.status().orElse(null),
        filter.section().map(SectionId::value).orElse(null),
        filter.owner().map(StaffId::value).orElse(null),
        filter.kind().orElse(null),
        filter.channel().orElse(null),
        filter.category().orElse(null),
        filter.tag().orElse(null),
        filter.words().orElse(null),
        filter.problem().map(String::valueOf).orElse(null));
  }

  public Filter filter() {
    return new Filter(
        Optional.ofNullable(queue),
        Optional.ofNullable(status),
        Optional.ofNullable(section).map(SectionId::new),
        Optional.ofNullable(owner).map(StaffId::new),
        Optional.ofNullable(kind),
        Optional.ofNullable(channel),
        Optional.ofNullable(category),
        Optional.empty(),
        Optional.ofNullable(tag),
        Optional.ofNullable(words),
        Optional.ofNullable(problem).map(Long::valueOf));
  }
}

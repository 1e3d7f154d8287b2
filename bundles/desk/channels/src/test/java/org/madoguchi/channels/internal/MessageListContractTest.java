package org.madoguchi.channels.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.madoguchi.channels.internal.rest.Views;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.tickets.TicketRef;

public class MessageListContractTest extends ChannelListContract {
  private int queued;

  @Override
  protected String add(MunicipalityId municipality) {
    TicketRef ticket = new TicketRef(municipality, 2026, ++queued);
    CommittedEvent event = room.queued(ticket, "e1", "mail", "mail-" + municipality);
    room.outboxFollower().follow(List.of(event));
    return Long.toString(room.outbox().get(0).id());
  }

  @Override
  protected Page page(MunicipalityId seenBy, Optional<String> after, int limit) {
    Views.Page<Views.Message> page =
        rest.outbox(
            "queued",
            null,
            after.orElse(null),
            Integer.toString(limit),
            supervisor(seenBy),
            Locale.JAPANESE);
    return new Page(
        page.items().stream().map(Views.Message::id).toList(), Optional.ofNullable(page.next()));
  }

  @Override
  protected OptionalLong count(MunicipalityId seenBy) {
    return OptionalLong.of(
        rest.channels(supervisor(seenBy), Locale.JAPANESE).stream()
            .mapToLong(c -> c.outbox().queued())
            .sum());
  }

  @Override
  protected boolean touch(MunicipalityId by, String key) {
    rest.retryMessage(key, supervisor(by));
    return true;
  }

  @Override
  protected Object row(String key) {
    return room.store
        .transactions()
        .read(() -> room.store.outbox().find(Long.parseLong(key)).orElseThrow());
  }
}

package org.madoguchi.channels.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.madoguchi.channels.internal.rest.Views;
import org.madoguchi.kernel.MunicipalityId;

public class DeliveryListContractTest extends ChannelListContract {
  private int delivered;

  @Override
  protected String add(MunicipalityId municipality) {
    String channel = "mail-" + municipality;
    room.deliver(channel, "m" + ++delivered);
    room.store
        .transactions()
        .write(() -> room.store.inbox().assignMunicipality(channel, municipality));
    return Long.toString(room.inbox().get(delivered - 1).id());
  }

  @Override
  protected Page page(MunicipalityId seenBy, Optional<String> after, int limit) {
    Views.Page<Views.Delivery> page =
        rest.inbox(
            "waiting",
            null,
            after.orElse(null),
            Integer.toString(limit),
            supervisor(seenBy),
            Locale.JAPANESE);
    return new Page(
        page.items().stream().map(Views.Delivery::id).toList(), Optional.ofNullable(page.next()));
  }

  @Override
  protected OptionalLong count(MunicipalityId seenBy) {
    return OptionalLong.of(
        rest.channels(supervisor(seenBy), Locale.JAPANESE).stream()
            .mapToLong(c -> c.inbox().waiting())
            .sum());
  }

  @Override
  protected boolean touch(MunicipalityId by, String key) {
    rest.discard(key, new Views.Discard("広告"), supervisor(by));
    return true;
  }

  @Override
  protected Object row(String key) {
    return room.store
        .transactions()
        .read(() -> room.store.inbox().find(Long.parseLong(key)).orElseThrow());
  }
}

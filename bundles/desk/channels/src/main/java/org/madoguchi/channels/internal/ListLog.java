package org.madoguchi.channels.internal;

import java.util.List;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes who takes lists of the two boxes away. */
@Component(service = ListLog.class)
public final class ListLog {
  private final ChannelStore store;
  private final EventLog log;

  @Activate
  public ListLog(@Reference ChannelStore store, @Reference EventLog log) {
    this.store = store;
    this.log = log;
  }

  /** In a transaction of its own. */
  public void append(NewEvent event) {
    store.transactions().write(() -> log.append(store.transactions(), List.of(event)));
  }
}

package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.channels.spi.ChannelDescriptor;

/** Every instance ever seen. */
public interface Instances {
  void seen(ChannelDescriptor descriptor, Instant at);

  Optional<ChannelDescriptor> find(String name);

  List<ChannelDescriptor> all();
}

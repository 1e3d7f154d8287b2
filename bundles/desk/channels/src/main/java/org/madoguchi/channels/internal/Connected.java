package org.madoguchi.channels.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;

/**
 * A connector that is installed and configured.
 *
 * @param version which build of the plug-in it comes from
 * @param registration orders services of the same name; the newest counts
 * @param stuck calls that were interrupted and still do not end
 */
record Connected(
    ChannelDescriptor descriptor,
    ChannelConnector connector,
    String version,
    long registration,
    AtomicInteger stuck) {
  String name() {
    return descriptor.name();
  }
}

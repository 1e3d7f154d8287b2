package org.madoguchi.channel.loopback;

import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.OutboundContract;

public class LoopbackOutboundTest extends OutboundContract {
  @Override
  protected ChannelFixture createFixture() {
    return new LoopbackFixture();
  }
}

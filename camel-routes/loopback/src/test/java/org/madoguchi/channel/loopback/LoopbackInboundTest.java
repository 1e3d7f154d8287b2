package org.madoguchi.channel.loopback;

import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.InboundContract;

public class LoopbackInboundTest extends InboundContract {
  @Override
  protected ChannelFixture createFixture() {
    return new LoopbackFixture();
  }
}

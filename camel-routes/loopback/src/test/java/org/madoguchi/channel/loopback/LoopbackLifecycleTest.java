package org.madoguchi.channel.loopback;

import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.LifecycleContract;

public class LoopbackLifecycleTest extends LifecycleContract {
  @Override
  protected ChannelFixture createFixture() {
    return new LoopbackFixture();
  }
}

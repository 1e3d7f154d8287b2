package org.madoguchi.channel.mail;

import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.LifecycleContract;

public class MailLifecycleContractTest extends LifecycleContract {
  @Override
  protected ChannelFixture createFixture() throws Exception {
    return new MailFixture();
  }
}

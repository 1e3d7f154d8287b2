package org.madoguchi.channel.mail;

import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.InboundContract;

public class MailInboundContractTest extends InboundContract {
  @Override
  protected ChannelFixture createFixture() throws Exception {
    return new MailFixture();
  }
}

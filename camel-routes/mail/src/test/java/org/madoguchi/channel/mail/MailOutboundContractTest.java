package org.madoguchi.channel.mail;

import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.OutboundContract;

public class MailOutboundContractTest extends OutboundContract {
  @Override
  protected ChannelFixture createFixture() throws Exception {
    return new MailFixture();
  }
}

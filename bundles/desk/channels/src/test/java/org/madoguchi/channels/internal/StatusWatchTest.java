package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelStatus;

public class StatusWatchTest {
  private final Doorbells bells = new Doorbells();
  private final ConnectedChannels channels = new ConnectedChannels(bells);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final FakeConnector mail = new FakeConnector("mail-mihon");
  private final StatusWatch watch =
      new StatusWatch(
          channels,
          (topic, permission, municipality) ->
              told.add(topic + " " + permission + " " + municipality),
          bells);

  @After
  public void stop() {
    watch.stop();
  }

  private void awaitTold(int times) {
    await().until(() -> told.size() == times);
    assertEquals("channels CHANNEL_READ mihon", told.get(times - 1));
  }

  @Test
  public void whatComesGoesOrChangesIsToldOnce() {
    channels.connect(1, "1", mail);
    awaitTold(1);
    mail.status = new ChannelStatus(ChannelStatus.State.OFFLINE, "no route", Instant.EPOCH);
    awaitTold(2);
    mail.status = new ChannelStatus(ChannelStatus.State.OFFLINE, "no answer", Instant.EPOCH);
    awaitTold(3);
    channels.disconnect(1);
    awaitTold(4);
    await().during(Duration.ofSeconds(1)).until(() -> told.size() == 4);
  }

  @Test
  public void aConnectorThatCannotTellItsStatusIsToldAsOffline() {
    channels.connect(1, "1", mail);
    awaitTold(1);
    mail.status = null;
    awaitTold(2);
    await().during(Duration.ofSeconds(1)).until(() -> told.size() == 2);
  }
}

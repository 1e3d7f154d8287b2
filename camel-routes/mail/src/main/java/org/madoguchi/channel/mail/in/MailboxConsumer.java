package org.madoguchi.channel.mail.in;

import java.io.IOException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Visits the mailbox at each poll and sends what it finds down the route, several messages in one
 * exchange.
 */
final class MailboxConsumer extends ScheduledPollConsumer {
  private final MailboxVisits visits;

  MailboxConsumer(Endpoint endpoint, Processor processor, MailboxVisits visits) {
    super(endpoint, processor);
    this.visits = visits;
  }

  @Override
  protected int poll() {
    return visits.visit(this::handOver, this::isRunAllowed);
  }

  /**
   * @throws IOException the route did not take all of it
   */
  private void handOver(Mailbag bag) throws IOException {
    Exchange exchange = createExchange(false);
    try {
      exchange.getIn().setBody(bag);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the route failed", e);
    } finally {
      releaseExchange(exchange, false);
    }
  }

  @Override
  protected void doStop() throws Exception {
    visits.stop();
    super.doStop();
  }
}

package org.madoguchi.channel.mail.in;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;

/**
 * Camel's mail endpoint with our consumer. Camel's own puts a taken message away by its sequence
 * number, even in a folder it had to open again meanwhile, where that number may be another
 * message; it also hides failed visits from the poll strategy, and a failing message at the front
 * holds back the others.
 */
public final class MailboxEndpoint extends MailEndpoint {
  private final MailboxVisits visits;

  /**
   * @param uri a name for logs and threads; it holds neither user nor password
   */
  public MailboxEndpoint(
      String uri, MailComponent component, MailConfiguration configuration, MailboxVisits visits) {
    super(uri, component, configuration);
    this.visits = visits;
  }

  /** Both the pause between two visits and the pause before the first. */
  public void every(Duration pause) {
    setInitialDelay(0);
    setDelay(pause.toMillis());
    setUseFixedDelay(true);
    // as long as a visit takes something, the next one follows at once
    setGreedy(true);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    MailboxConsumer consumer = new MailboxConsumer(this, processor, visits);
    configureConsumer(consumer);
    return consumer;
  }
}

package org.madoguchi.channel.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;

/**
 * An inbox with unique keys that can refuse single deliveries, before or after it has committed
 * them.
 */
final class TestInbox implements Intake {
  record Row(String sourceKey, Map<String, String> headers, byte[] content) {
    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private int calls;
  volatile Predicate<String> refuses = content -> false;
  volatile Predicate<String> failsAfterCommit = content -> false;

  @Override
  public synchronized Outcome accept(RawDelivery delivery) throws IOException {
    calls++;
    byte[] content = delivery.content().readAllBytes();
    String text = new String(content, StandardCharsets.UTF_8);
    if (refuses.test(text)) {
      throw new IllegalStateException("refused by the test");
    }
    Row row = new Row(delivery.sourceKey(), delivery.headers(), content);
    boolean isNew = rows.putIfAbsent(delivery.sourceKey(), row) == null;
    if (failsAfterCommit.test(text)) {
      throw new IOException("died by the test");
    }
    return isNew ? Outcome.ACCEPTED : Outcome.REPEATED;
  }

  synchronized List<Row> rows() {
    return new ArrayList<>(rows.values());
  }

  synchronized int calls() {
    return calls;
  }
}

package org.madoguchi.channel.mail.in;

import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.madoguchi.channel.mail.in.Mailbox.Waiting;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;

/**
 * Fetches messages and hands them to the intake: small ones several at once within a bound on
 * bytes, a large one alone through a {@link Spool}. What fails together is tried in smaller parts,
 * down to the message that is to blame. For one thread.
 */
final class Taking {
  /** Commits letters; an exception means that any of them may not be. */
  @FunctionalInterface
  interface Taker {
    void take(Mailbag bag) throws IOException;
  }

  /** A larger message is fetched alone. */
  static final int LARGEST_TOGETHER = 512 * 1024;

  /** All messages in memory at one time. */
  static final int BYTES_TOGETHER = 4 * 1024 * 1024;

  private static final int MOST_TOGETHER = 100;

  private record Fetched(Waiting message, byte[] content) {
    Letter letter() {
      String key = message.key();
      if (message.reusable()) {
        key += "/" + SourceKeys.sha256(content).substring(0, 16);
      }
      return new Letter(key, Map.of(), new ByteArrayInputStream(content));
    }
  }

  private final Mailbox mailbox;
  private int mostTogether = MOST_TOGETHER;
  private List<Waiting> inHand = List.of();

  Taking(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /**
   * @param mayGoOn asked before each fetch
   * @throws MessagingException the link broke; {@link #linkBroke} tells what was in hand
   */
  void take(List<Waiting> messages, Taker taker, BooleanSupplier mayGoOn, Tally tally)
      throws MessagingException {
    for (List<Waiting> part : parts(messages)) {
      if (tally.inboxIsDown() || !mayGoOn.getAsBoolean()) {
        return;
      }
      inHand = part;
      if (part.size() == 1) {
        takeAlone(part.get(0), taker, tally);
      } else {
        takeTogether(part, taker, tally);
        mostTogether = Math.min(MOST_TOGETHER, mostTogether * 2);
      }
      inHand = List.of();
    }
  }

  /**
   * After a broken link: fewer are fetched together next time, in case one of them breaks it.
   *
   * @return the key of the message that was in hand alone
   */
  Optional<String> linkBroke() {
    List<Waiting> suspects = inHand;
    inHand = List.of();
    if (suspects.size() > 1) {
      mostTogether = Math.max(1, suspects.size() / 2);
      return Optional.empty();
    }
    return suspects.stream().map(Waiting::key).findFirst();
  }

  private List<List<Waiting>> parts(List<Waiting> messages) {
    List<List<Waiting>> parts = new ArrayList<>();
    List<Waiting> part = new ArrayList<>();
    long bytes = 0;
    for (Waiting message : messages) {
      int size = size(message);
      boolean full = part.size() >= mostTogether || bytes + size > BYTES_TOGETHER;
      if (size > LARGEST_TOGETHER || full) {
        add(parts, part);
        part = new ArrayList<>();
        bytes = 0;
      }
      if (size > LARGEST_TOGETHER) {
        parts.add(List.of(message));
      } else {
        part.add(message);
        bytes += size;
      }
    }
    add(parts, part);
    return parts;
  }

  private static void add(List<List<Waiting>> parts, List<Waiting> part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  /** What does not tell its size is taken alone. */
  private static int size(Waiting message) {
    try {
      int size = message.message().getSize();
      return size < 0 ? Integer.MAX_VALUE : size;
    } catch (MessagingException e) {
      return Integer.MAX_VALUE;
    }
  }

  private void takeTogether(List<Waiting> part, Taker taker, Tally tally)
      throws MessagingException {
    Map<String, byte[]> contents = fetch(part);
    List<Fetched> fetched = new ArrayList<>();
    List<Waiting> others = new ArrayList<>();
    for (Waiting message : part) {
      byte[] content = contents.get(message.key());
      if (content == null) {
        others.add(message);
      } else {
        fetched.add(new Fetched(message, content));
      }
    }
    handOver(fetched, taker, tally);
    for (Waiting message : others) {
      if (!tally.inboxIsDown()) {
        inHand = List.of(message);
        takeAlone(message, taker, tally);
      }
    }
  }

  private Map<String, byte[]> fetch(List<Waiting> part) throws MessagingException {
    try {
      return mailbox.fetch(part);
    } catch (MessagingException e) {
      if (!mailbox.isUp()) {
        throw e;
      }
      // the server does not give one of them: each is fetched alone
      return Map.of();
    }
  }

  private static void handOver(List<Fetched> fetched, Taker taker, Tally tally) {
    if (fetched.isEmpty() || tally.inboxIsDown()) {
      return;
    }
    try {
      taker.take(new Mailbag(fetched.stream().map(Fetched::letter).toList()));
      tally.taken(fetched.stream().map(Fetched::message).toList());
    } catch (IOException | RuntimeException e) {
      if (fetched.size() == 1) {
        tally.refused(fetched.get(0).message(), e);
        return;
      }
      int half = fetched.size() / 2;
      handOver(fetched.subList(0, half), taker, tally);
      handOver(fetched.subList(half, fetched.size()), taker, tally);
    }
  }

  private void takeAlone(Waiting message, Taker taker, Tally tally) throws MessagingException {
    try {
      boolean whole = message.message().getSize() <= Intake.MAX_BYTES && takeWhole(message, taker);
      if (!whole) {
        takeHeader(message, taker);
      }
      if (whole || !mailbox.deletes()) {
        tally.taken(List.of(message));
      } else {
        tally.kept(message);
      }
    } catch (MessageRemovedException e) {
      // another mail program took it away
    } catch (MessagingException e) {
      if (!mailbox.isUp()) {
        throw e;
      }
      tally.refused(message, e);
    } catch (IOException | RuntimeException e) {
      tally.refused(message, e);
    }
  }

  /**
   * @return false when it turned out larger than the inbox takes
   */
  private static boolean takeWhole(Waiting message, Taker taker)
      throws MessagingException, IOException {
    try (Spool spool = new Spool(Intake.MAX_BYTES)) {
      if (!fetch(message, spool)) {
        return false;
      }
      String key = message.key();
      if (message.reusable()) {
        key += "/" + spool.sha256().substring(0, 16);
      }
      try (InputStream content = spool.content()) {
        taker.take(new Mailbag(List.of(new Letter(key, Map.of(), content))));
      }
    }
    return true;
  }

  private static boolean fetch(Waiting message, Spool spool)
      throws MessagingException, IOException {
    try {
      message.message().writeTo(spool);
      return true;
    } catch (Spool.Full e) {
      return false;
    } catch (IOException e) {
      if (spool.diskFailed()) {
        throw e;
      }
      if (message.message().isExpunged()) {
        throw new MessageRemovedException("gone while it was fetched", e);
      }
      throw new MessagingException("the message could not be fetched", e);
    }
  }

  /** Too large: people shall know that it came, and it must not be lost. */
  private static void takeHeader(Waiting message, Taker taker)
      throws MessagingException, IOException {
    byte[] header = Headers.of(message.message());
    long size = Math.max(message.message().getSize(), Intake.MAX_BYTES + 1);
    String key = message.key();
    if (message.reusable()) {
      key += "/" + SourceKeys.sha256(header).substring(0, 16);
    }
    Map<String, String> marker = Map.of(RawDelivery.OVERSIZE_BYTES, Long.toString(size));
    taker.take(new Mailbag(List.of(new Letter(key, marker, new ByteArrayInputStream(header)))));
  }
}

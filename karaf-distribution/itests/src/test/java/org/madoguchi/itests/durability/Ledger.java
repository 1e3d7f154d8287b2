package org.madoguchi.itests.durability;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the desk, or the mail server before it, has acknowledged. Safe for several threads. */
final class Ledger {
  /** What was acknowledged. */
  enum Kind {
    MAIL,
    TICKET,
    NOTE,
    REPLY
  }

  /**
   * One of them.
   *
   * @param marker stands in its subject or text, and in no other
   * @param ticket the ticket's number as the answer told it; '' for mails
   * @param entry the entry's id as the answer told it; '' for mails and tickets
   * @param sha256 of the attached file; '' for none
   */
  record Item(Kind kind, String marker, String ticket, String entry, String sha256) {}

  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> surprises = new ConcurrentHashMap<>();
  private final AtomicInteger serial = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();

  String nextMarker(Kind kind) {
    return "[[" + kind + "-" + serial.incrementAndGet() + "]]";
  }

  void acknowledged(Item item) {
    items.add(item);
  }

  /** An answer that a client does not expect while the desk runs or starts. */
  void surprise(String what) {
    surprises.computeIfAbsent(what, w -> new AtomicInteger()).incrementAndGet();
  }

  Collection<Item> items() {
    return items;
  }

  long count(Kind kind) {
    return items.stream().filter(item -> item.kind() == kind).count();
  }

  Map<String, AtomicInteger> surprises() {
    return surprises;
  }

  /** Requests without an answer yet. */
  AtomicInteger inFlight() {
    return inFlight;
  }

  /** Requests that had to be sent again. */
  AtomicInteger repeated() {
    return repeated;
  }
}

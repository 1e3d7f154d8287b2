package org.madoguchi.channel.mail.in;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.madoguchi.channel.mail.link.FolderUnavailable;

/**
 * A mailbox of some protocol. One visit is {@link #open}, then any number of the others, then
 * {@link #leave}. Used by one thread. After an exception that is not about a single message, {@link
 * #drop} it.
 */
interface Mailbox {
  /**
   * A message as it lies there.
   *
   * @param key unique within the channel and the same after a restart, at most 150 characters
   * @param reusable whether servers are known to give the key to another message later, so that
   *     content must be part of the key
   */
  record Waiting(String key, boolean reusable, Message message) {}

  /** Connects if need be. */
  void open() throws MessagingException;

  /**
   * The oldest {@code most} messages that are {@code wanted} by their key; memory is bounded by
   * {@code most}.
   */
  List<Waiting> oldest(int most, Predicate<String> wanted) throws MessagingException;

  /**
   * The contents of several messages, by their keys, in as few round trips as the protocol allows;
   * all of them are in memory. One that could not be fetched this way is left out.
   */
  Map<String, byte[]> fetch(List<Waiting> some) throws MessagingException;

  /** Whether the link is up: what failed then is about single messages. */
  boolean isUp();

  /**
   * Puts taken messages away: moved or deleted, at the latest in {@link #leave}.
   *
   * @throws FolderUnavailable they could not be moved; the link is up
   */
  void putAway(List<Waiting> taken) throws MessagingException;

  /** Whether {@link #putAway} would destroy the message. */
  boolean deletes();

  /** Ends the visit. */
  void leave() throws MessagingException;

  /** Forgets the connection. */
  void drop();
}

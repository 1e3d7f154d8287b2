package org.madoguchi.plugins.internal;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A plug-in as administrators see it.
 *
 * @param state running, waiting (for something it needs), stopped
 * @param since when this version began
 * @param reason why it does not run; absent when it does
 * @param change what happened to it last
 */
public record PluginView(
    String name,
    String title,
    String version,
    Optional<String> previousVersion,
    State state,
    Instant since,
    Optional<String> reason,
    LastChange change) {

  /** How it is now. */
  public enum State {
    RUNNING,
    WAITING,
    STOPPED
  }

  /** What can happen to a plug-in; {@code PUT_BACK}: the new version did not start. */
  public enum Kind {
    INSTALLED,
    UPDATED,
    PUT_BACK,
    ROLLED_BACK,
    STOPPED,
    REFUSED
  }

  /**
   * What happened last.
   *
   * @param version the version it was about
   * @param reason why that version does not run; absent when it does
   */
  public record LastChange(Kind kind, String version, Instant at, Optional<String> reason) {}

  /** In the reader's language. */
  public static PluginView of(Plugins.Shown plugin, Locale locale) {
    PluginRecord record = plugin.record();
    return new PluginView(
        record.name(),
        plugin.title(),
        record.version(),
        record.previousVersion().isEmpty()
            ? Optional.empty()
            : Optional.of(record.previousVersion()),
        switch (plugin.verdict().kind()) {
          case GOOD -> State.RUNNING;
          case WAITING -> State.WAITING;
          case BAD -> State.STOPPED;
        },
        plugin.since(),
        text(plugin.verdict().reason(), locale),
        new LastChange(
            Kind.valueOf(record.change().name()),
            record.changedVersion(),
            record.changedAt(),
            text(record.reason(), locale)));
  }

  private static Optional<String> text(Reason reason, Locale locale) {
    return Optional.of(reason.text(locale)).filter(text -> !text.isEmpty());
  }
}

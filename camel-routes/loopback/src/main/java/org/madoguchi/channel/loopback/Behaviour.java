package org.madoguchi.channel.loopback;

/** How the imagined peer acts, so that every failure can be seen without breaking anything. */
public enum Behaviour {
  /** Takes what is sent. */
  UP,
  /** Cannot be reached; nothing comes in and nothing leaves. */
  AWAY,
  /** Refuses every message for good. */
  REFUSES,
  /** Takes the content and hangs up without an answer. */
  BREAKS_OFF,
  /** Takes the content and never answers. */
  SILENT
}

package org.madoguchi.web.internal.live;

/** The open live connections, for whoever has something to tell them. */
public interface LiveStreams {
  /**
   * Closes every connection that was opened with this session or token; see {@code
   * Caller.credential}.
   */
  void closeOf(String credential);

  /** Tells every client, soon and once for many changes, that the UI extensions are others now. */
  void extensionsChanged();
}

package org.madoguchi.web.internal.settings;

import java.time.Duration;

/**
 * The settings as they are right now; see {@link WebConfiguration} for their meaning.
 *
 * @param home where {@code /} leads to
 */
public record Settings(
    String realm,
    Duration sessionIdle,
    Duration sessionAge,
    long jsonLimit,
    long bodyLimit,
    int userFailures,
    int addressFailures,
    Duration firstWait,
    int liveConnections,
    boolean behindProxy,
    String home) {}

package org.madoguchi.channels.internal;

import org.madoguchi.kernel.MunicipalityId;

/** How many rows of a channel are in a state. */
public record ChannelCount(
    String channel, MunicipalityId municipality, String state, long number) {}

package org.madoguchi.tickets.internal.domain;

import org.madoguchi.tickets.ContactPoint;

/**
 * The way back to a citizen.
 *
 * @param source the channel instance; '' lets the channels room choose
 * @param answers the reference of the message answered; '' when none
 */
public record Route(String channel, String source, ContactPoint address, String answers) {}

package org.madoguchi.channels.spi;

/**
 * @param messageReference under which the receiver knows the message (mail: its full Message-ID
 *     without brackets)
 */
public record SendReceipt(String messageReference) {}

package org.madoguchi.channel.mail.in;

import java.io.InputStream;
import java.util.Map;

/**
 * A fetched message on its way to the intake.
 *
 * @param headers for {@code RawDelivery.headers}
 */
public record Letter(String sourceKey, Map<String, String> headers, InputStream content) {}

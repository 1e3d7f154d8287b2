package org.madoguchi.channels.spi;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * What an instance is.
 *
 * @param name unique in the container, for example {@code mail-mihon}; lower case, digits, hyphens,
 *     at most 60
 * @param kind the kind of channel, for example {@code mail}; becomes the ticket's channel
 * @param address as citizens know it, for example {@code shimin@city.mihon.example}; '' when none
 * @param sends whether {@link ChannelConnector#send} works at all
 * @param section whose tickets are opened by what comes here; NONE when anybody's. One that the
 *     municipality does not have counts as NONE
 */
public record ChannelDescriptor(
    String name,
    String kind,
    MunicipalityId municipality,
    String address,
    boolean sends,
    SectionId section) {
  /** For anybody. */
  public ChannelDescriptor(
      String name, String kind, MunicipalityId municipality, String address, boolean sends) {
    this(name, kind, municipality, address, sends, SectionId.NONE);
  }
}

package org.madoguchi.channel.loopback;

import java.util.Locale;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What the configuration means.
 *
 * @param problem what is wrong with it and at which key; '' when nothing is
 */
record LoopbackSettings(ChannelDescriptor descriptor, String problem) {
  private static final String NAME = "[a-z0-9-]{1,60}";

  /**
   * @param pid names an instance that has no usable name of its own, so that its state can be shown
   */
  static LoopbackSettings of(LoopbackConfig config, String pid) {
    LoopbackSettings settings =
        of(
            config.madoguchi_channel(),
            config.municipality(),
            config.kind(),
            config.address(),
            config.sends());
    return settings.descriptor().name().matches(NAME) ? settings : settings.named(pid);
  }

  private LoopbackSettings named(String pid) {
    String name = pid.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String end = name.substring(Math.max(0, name.length() - 60));
    ChannelDescriptor d = descriptor;
    return new LoopbackSettings(
        new ChannelDescriptor(end, "loopback", d.municipality(), d.address(), false), problem);
  }

  static LoopbackSettings of(
      String name, String municipality, String kind, String address, boolean sends) {
    String problem = "";
    if (!kind.matches("[a-z0-9-]{1,20}")) {
      problem = "kind must be 1 to 20 of a-z, 0-9 and -";
    }
    if (!MunicipalityId.isSlug(municipality)) {
      problem = "municipality is not the slug of a municipality";
    }
    if (!name.matches(NAME)) {
      problem = "madoguchi.channel must be 1 to 60 of a-z, 0-9 and -";
    }
    MunicipalityId owner =
        MunicipalityId.isSlug(municipality)
            ? new MunicipalityId(municipality)
            : MunicipalityId.EVERY;
    boolean usable = problem.isEmpty() && sends;
    return new LoopbackSettings(new ChannelDescriptor(name, kind, owner, address, usable), problem);
  }
}

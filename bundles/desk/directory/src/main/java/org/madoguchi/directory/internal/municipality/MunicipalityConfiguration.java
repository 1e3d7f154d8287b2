package org.madoguchi.directory.internal.municipality;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file {@code etc/org.madoguchi.municipality-<slug>.cfg}. A wrong one is a state with its
 * reason; it never keeps another municipality from working.
 */
@Component(
    service = MunicipalityConfiguration.class,
    configurationPid = MunicipalityConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MunicipalityConfiguration {
  public static final String PID = "org.madoguchi.municipality";
  private static final Logger LOG = LoggerFactory.getLogger(MunicipalityConfiguration.class);

  private final MunicipalityFile file;

  @Activate
  public MunicipalityConfiguration(Map<String, Object> properties, BundleContext context) {
    this(properties, folders(context));
  }

  public MunicipalityConfiguration(Map<String, Object> properties, Path folders) {
    file = MunicipalitySettings.read(nameOf(properties), properties, folders);
    file.problem()
        .ifPresent(p -> LOG.warn("{} is not used: {}", file.name(), p.text(Locale.ENGLISH)));
  }

  public MunicipalityFile file() {
    return file;
  }

  private static Path folders(BundleContext context) {
    String etc = context.getProperty("karaf.etc");
    return Path.of(etc == null ? "etc" : etc).resolve("directory");
  }

  private static String nameOf(Map<String, Object> properties) {
    String address = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", ""));
    String name = address.substring(address.lastIndexOf('/') + 1);
    return name.isEmpty() ? String.valueOf(properties.getOrDefault("service.pid", PID)) : name;
  }
}

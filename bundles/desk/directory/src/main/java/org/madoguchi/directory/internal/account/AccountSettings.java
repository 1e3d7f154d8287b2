package org.madoguchi.directory.internal.account;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.Checks;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules for accounts of this installation. Whoever needs one asks for it each time, so a
 * changed file takes effect at once. A bad value is named in one warning and its default used; a
 * role that is none is left out and named, too.
 */
@Component(service = AccountSettings.class, configurationPid = AccountSettings.PID)
public final class AccountSettings {
  public static final String PID = "org.madoguchi.accounts";

  private static final Logger LOG = LoggerFactory.getLogger(AccountSettings.class);
  private static final int SHORTEST = 10;
  private static final int REMEMBERED = 5;

  private record Rules(
      int shortest, int remembered, Set<Role> rolesWithSecondFactor, Optional<Path> keyFile) {}

  private final Path etc;
  private volatile Rules rules;

  @Activate
  public AccountSettings(BundleContext context, Map<String, Object> configuration) {
    this(etc(context), configuration);
  }

  public AccountSettings(Path etc, Map<String, Object> configuration) {
    this.etc = etc;
    configure(configuration);
  }

  private static Path etc(BundleContext context) {
    String etc = context.getProperty("karaf.etc");
    return Path.of(etc == null ? "etc" : etc);
  }

  /** How many characters a password has at least. */
  public int shortest() {
    return rules.shortest();
  }

  /** How many passwords, the present one included, a new one must differ from. */
  public int remembered() {
    return rules.remembered();
  }

  /** Whoever holds one of these roles anywhere needs a second factor. */
  public Set<Role> rolesWithSecondFactor() {
    return rules.rolesWithSecondFactor();
  }

  /** Where the key lies that second factors are encrypted with; the same on every node. */
  public Path keyFile() {
    return rules.keyFile().map(etc::resolve).orElseGet(() -> etc.resolve("second-factor.key"));
  }

  @Modified
  public void configure(Map<String, Object> configuration) {
    rules =
        new Rules(
            number(configuration, "password.shortest", 8, 64, SHORTEST),
            number(configuration, "password.remembered", 0, 24, REMEMBERED),
            roles(text(configuration, "secondFactor.roles")),
            Optional.of(text(configuration, "secondFactor.keyFile"))
                .filter(file -> !file.isEmpty())
                .map(Path::of));
  }

  private static String text(Map<String, Object> configuration, String key) {
    Object given = configuration.get(key);
    return given == null ? "" : given.toString().strip();
  }

  private static int number(
      Map<String, Object> configuration, String key, int min, int max, int fallback) {
    String given = text(configuration, key);
    if (given.isEmpty()) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(given);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // warned about below
    }
    LOG.warn(
        "{}: {} must be a whole number from {} to {}; {} is used", PID, key, min, max, fallback);
    return fallback;
  }

  private static Set<Role> roles(String written) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Stream.of(written.split("[,\\s]+"))
        .filter(name -> !name.isEmpty())
        .forEach(name -> role(name).ifPresent(roles::add));
    return Set.copyOf(roles);
  }

  private static Optional<Role> role(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    Optional<Role> role =
        Stream.of(Role.values()).filter(r -> Checks.written(r).equals(plain)).findFirst();
    if (role.isEmpty()) {
      LOG.warn("{}: secondFactor.roles names \"{}\", which is no role; it is left out", PID, name);
    }
    return role;
  }
}

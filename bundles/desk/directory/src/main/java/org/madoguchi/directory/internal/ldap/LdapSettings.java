package org.madoguchi.directory.internal.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.StaffId;

/**
 * @param host and {@code port}: where the directory listens
 * @param security how what is said is kept from others
 * @param trusted certificates of authorities in PEM; empty: those of the Java that runs
 * @param bindDn who looks people up; '' for nobody
 * @param filter with {@value #LOGIN} where the user ID stands
 * @param local who logs in with a password that is kept here, besides those who administer the
 *     whole installation
 */
record LdapSettings(
    String host,
    int port,
    Security security,
    Optional<Path> trusted,
    String bindDn,
    Optional<Path> passwordFile,
    String base,
    String filter,
    Set<StaffId> local,
    int timeoutMillis) {
  static final String LOGIN = "{login}";

  private static final int LDAP_PORT = 389;
  private static final int LDAPS_PORT = 636;

  enum Security {
    LDAPS,
    STARTTLS,
    NONE
  }

  /** A setting that cannot be used; the message names its key. */
  static final class BadSetting extends Exception {
    private static final long serialVersionUID = 1L;

    BadSetting(String key, String expected) {
      super("setting \"" + key + "\" must be " + expected);
    }
  }

  static LdapSettings of(Map<String, Object> configuration) throws BadSetting {
    String url = text(configuration, "url");
    URI address = address(url);
    boolean ldaps = address.getScheme().equals("ldaps");
    Security security = security(text(configuration, "security"), ldaps);
    int port = address.getPort() > 0 ? address.getPort() : ldaps ? LDAPS_PORT : LDAP_PORT;
    return new LdapSettings(
        address.getHost(),
        port,
        security,
        file(configuration, "trustFile"),
        text(configuration, "bindDn"),
        file(configuration, "passwordFile"),
        required(configuration, "base"),
        filter(text(configuration, "filter")),
        logins(text(configuration, "local")),
        1_000 * seconds(text(configuration, "timeoutSeconds")));
  }

  private static URI address(String url) throws BadSetting {
    String expected = "an address such as ldaps://ldap.city.example:636";
    try {
      URI address = URI.create(url);
      String scheme = String.valueOf(address.getScheme());
      if (address.getHost() == null || !scheme.matches("ldaps?")) {
        throw new BadSetting("url", expected);
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new BadSetting("url", expected);
    }
  }

  /** Over ldap:// nothing is said in the clear unless the file says so. */
  private static Security security(String written, boolean ldaps) throws BadSetting {
    if (written.isEmpty()) {
      return ldaps ? Security.LDAPS : Security.STARTTLS;
    }
    boolean fits = ldaps ? written.equals("ldaps") : written.matches("starttls|none");
    if (!fits) {
      throw new BadSetting("security", "starttls or none with ldap://, ldaps with ldaps://");
    }
    return Security.valueOf(written.toUpperCase(Locale.ROOT));
  }

  private static String filter(String written) throws BadSetting {
    String filter = written.isEmpty() ? "(uid=" + LOGIN + ")" : written;
    try {
      Filter.create(filter.replace(LOGIN, "someone"));
    } catch (LDAPException e) {
      throw new BadSetting("filter", "a filter (RFC 4515) such as (uid={login})");
    }
    if (!filter.contains(LOGIN)) {
      throw new BadSetting("filter", "a filter with {login} in it");
    }
    return filter;
  }

  private static Set<StaffId> logins(String written) throws BadSetting {
    Set<String> names =
        Arrays.stream(written.split("[,\\s]+"))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    if (!names.stream().allMatch(StaffId::isLogin)) {
      throw new BadSetting("local", "user IDs with commas between");
    }
    return names.stream().map(StaffId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static int seconds(String written) throws BadSetting {
    if (written.isEmpty()) {
      return 5;
    }
    if (!written.matches("[1-9]|[1-5]\\d|60")) {
      throw new BadSetting("timeoutSeconds", "a whole number from 1 to 60");
    }
    return Integer.parseInt(written);
  }

  private static Optional<Path> file(Map<String, Object> configuration, String key) {
    return Optional.of(text(configuration, key)).filter(f -> !f.isEmpty()).map(Path::of);
  }

  private static String required(Map<String, Object> configuration, String key) throws BadSetting {
    String text = text(configuration, key);
    if (text.isEmpty()) {
      throw new BadSetting(key, "there");
    }
    return text;
  }

  private static String text(Map<String, Object> configuration, String key) {
    Object given = configuration.get(key);
    return given == null ? "" : given.toString().strip();
  }

  /**
   * The filter that finds one person; whatever stands in the user ID, it is a value and no more.
   */
  Filter filterFor(String login) throws LDAPException {
    return Filter.create(filter.replace(LOGIN, Filter.encodeValue(login)));
  }
}

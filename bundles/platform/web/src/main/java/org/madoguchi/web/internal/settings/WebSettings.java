package org.madoguchi.web.internal.settings;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the present settings. Whoever needs one asks for it each time, so a changed file takes
 * effect without any component, least of all the filter, being registered anew. A bad value is
 * named in one warning and its default used.
 */
@Component(service = WebSettings.class, configurationPid = WebSettings.PID)
@Designate(ocd = WebConfiguration.class)
public final class WebSettings {
  public static final String PID = "org.madoguchi.web";

  private static final Logger LOG = LoggerFactory.getLogger(WebSettings.class);
  private static final long MEBIBYTE = 1024 * 1024;
  private static final Pattern PATH = Pattern.compile("/([a-z0-9-]+/)*");

  private volatile Settings current;

  @Activate
  public WebSettings(Map<String, Object> configuration) {
    configure(configuration);
  }

  public Settings current() {
    return current;
  }

  @Modified
  void configure(Map<String, Object> configuration) {
    current =
        new Settings(
            text(configuration, "realm", Pattern.compile("[A-Za-z0-9._-]{1,64}")),
            Duration.ofMinutes(number(configuration, "session.idleMinutes", 1, 1_440)),
            Duration.ofHours(number(configuration, "session.ageHours", 1, 168)),
            MEBIBYTE,
            MEBIBYTE * number(configuration, "body.limitMebibytes", 1, 1_024),
            number(configuration, "login.userFailures", 1, 100),
            number(configuration, "login.addressFailures", 1, 10_000),
            Duration.ofSeconds(number(configuration, "login.firstWaitSeconds", 1, 900)),
            number(configuration, "live.connectionsPerPerson", 1, 1_000),
            Boolean.parseBoolean(String.valueOf(configuration.get("proxy.trusted"))),
            text(configuration, "home", PATH));
  }

  private static int number(Map<String, Object> configuration, String key, int min, int max) {
    Object given = configuration.get(key);
    if (given == null) {
      return (int) fallback(key);
    }
    try {
      int number = Integer.parseInt(given.toString().trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // warned about below
    }
    LOG.warn(
        "{}: {} must be a whole number from {} to {}; the default is used", PID, key, min, max);
    return (int) fallback(key);
  }

  private static String text(Map<String, Object> configuration, String key, Pattern allowed) {
    Object given = configuration.get(key);
    if (given == null) {
      return (String) fallback(key);
    }
    String text = given.toString().trim();
    if (allowed.matcher(text).matches()) {
      return text;
    }
    LOG.warn("{}: {} must match {}; the default is used", PID, key, allowed);
    return (String) fallback(key);
  }

  /** The default as the metatype declares it, so that it is written once. */
  private static Object fallback(String key) {
    try {
      Method setting = WebConfiguration.class.getMethod(key.replace('.', '_'));
      return setting.getDefaultValue();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(key, e);
    }
  }
}

package org.madoguchi.channel.mail;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.madoguchi.channel.mail.in.MailboxSettings;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.Secret;
import org.madoguchi.channel.mail.link.Security;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;

/**
 * The settings of one instance, checked.
 *
 * @param problems what is wrong, each naming its key; nothing is connected unless this is empty
 */
record MailSettings(
    ChannelDescriptor descriptor,
    Texts texts,
    String displayName,
    String replyTo,
    Optional<MailboxSettings> inbound,
    Optional<MailServer> smtp,
    List<String> problems) {

  static final String KIND = "mail";

  /** The part of the address after the @: the domain of our Message-IDs. */
  String domain() {
    return descriptor.address().substring(descriptor.address().lastIndexOf('@') + 1);
  }

  /**
   * @param fallbackName the instance's name when the configuration has none, made from the file's
   *     name
   */
  static MailSettings of(MailChannelConfig config, String fallbackName) {
    return new Check(config).read(fallbackName);
  }

  /** Reads every setting, whatever the others are, so that all problems are told at once. */
  private static final class Check {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern ADDRESS =
        Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private final MailChannelConfig config;
    private final List<String> problems = new ArrayList<>();
    private final Texts texts;

    Check(MailChannelConfig config) {
      this.config = config;
      this.texts = new Texts(language(config));
    }

    private static Locale language(MailChannelConfig config) {
      try {
        return "en".equals(config.language()) ? Locale.ENGLISH : Locale.JAPANESE;
      } catch (RuntimeException e) {
        return Locale.JAPANESE;
      }
    }

    MailSettings read(String fallbackName) {
      String name = name(fallbackName);
      MunicipalityId municipality = municipality();
      String address = address("address", config::address, true);
      String displayName = oneLine("displayName", config::displayName);
      String replyTo = address("replyTo", config::replyTo, false);
      MailServer.Timeouts timeouts = timeouts();
      Optional<MailboxSettings> inbound = inbound(timeouts);
      Optional<MailServer> smtp = smtp(timeouts);
      if (inbound.isEmpty() && smtp.isEmpty() && problems.isEmpty()) {
        note("setting.required", "smtpHost");
      }
      ChannelDescriptor descriptor =
          new ChannelDescriptor(name, KIND, municipality, address, smtp.isPresent());
      return new MailSettings(
          descriptor, texts, displayName, replyTo, inbound, smtp, List.copyOf(problems));
    }

    private String name(String fallback) {
      String name = text("madoguchi.channel", config::madoguchi_channel);
      if (!NAME.matcher(name).matches()) {
        note(name.isEmpty() ? "setting.required" : "setting.invalid", "madoguchi.channel");
        return fallback;
      }
      return name;
    }

    private MunicipalityId municipality() {
      String slug = text("municipality", config::municipality);
      if (!MunicipalityId.isSlug(slug)) {
        note(slug.isEmpty() ? "setting.required" : "setting.invalid", "municipality");
        return MunicipalityId.EVERY;
      }
      return new MunicipalityId(slug);
    }

    private String address(String key, Supplier<String> setting, boolean required) {
      String address = text(key, setting);
      if (address.isEmpty()) {
        if (required) {
          note("setting.required", key);
        }
        return "";
      }
      if (!ADDRESS.matcher(address).matches()) {
        note("setting.invalid", key);
        return "";
      }
      int at = address.lastIndexOf('@');
      return address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }

    private String oneLine(String key, Supplier<String> setting) {
      String value = text(key, setting);
      if (value.length() > 200 || value.chars().anyMatch(Character::isISOControl)) {
        note("setting.invalid", key);
        return "";
      }
      return value;
    }

    private MailServer.Timeouts timeouts() {
      return new MailServer.Timeouts(
          millis("connectTimeoutMillis", config::connectTimeoutMillis),
          millis("readTimeoutMillis", config::readTimeoutMillis),
          millis("writeTimeoutMillis", config::writeTimeoutMillis));
    }

    private Duration millis(String key, IntSupplier setting) {
      return Duration.ofMillis(number(key, setting, 100, 300_000));
    }

    private Optional<MailboxSettings> inbound(MailServer.Timeouts timeouts) {
      String protocol = choice("inProtocol", config::inProtocol, List.of("imap", "pop3", "none"));
      Duration pollEvery =
          Duration.ofMillis(number("pollEveryMillis", config::pollEveryMillis, 50, 3_600_000));
      int perPoll = number("maxMessagesPerPoll", config::maxMessagesPerPoll, 1, 1000);
      if (protocol.equals("none")) {
        return Optional.empty();
      }
      Security security = security("inSecurity", config::inSecurity);
      boolean tls = security == Security.TLS;
      int usual = protocol.equals("pop3") ? (tls ? 995 : 110) : (tls ? 993 : 143);
      MailServer server =
          new MailServer(
              protocol,
              required("inHost", config::inHost),
              port("inPort", config::inPort, usual),
              security,
              required("inUser", config::inUser),
              secret("inPassword", config::_inPassword, config::inPasswordFile, true),
              timeouts);
      String folder = required("inFolder", config::inFolder);
      String processed = text("processedFolder", config::processedFolder);
      if (processed.equalsIgnoreCase(folder)) {
        note("setting.invalid", "processedFolder");
      }
      return Optional.of(new MailboxSettings(server, folder, processed, pollEvery, perPoll));
    }

    private Optional<MailServer> smtp(MailServer.Timeouts timeouts) {
      Security security = security("smtpSecurity", config::smtpSecurity);
      String host = text("smtpHost", config::smtpHost);
      if (host.isEmpty()) {
        return Optional.empty();
      }
      int usual = security == Security.TLS ? 465 : security == Security.STARTTLS ? 587 : 25;
      String user = text("smtpUser", config::smtpUser);
      return Optional.of(
          new MailServer(
              "smtp",
              host,
              port("smtpPort", config::smtpPort, usual),
              security,
              user,
              secret(
                  "smtpPassword", config::_smtpPassword, config::smtpPasswordFile, !user.isEmpty()),
              timeouts));
    }

    private Secret secret(
        String key, Supplier<String> value, Supplier<String> file, boolean required) {
      String path = text(key + "File", file);
      if (!path.isEmpty()) {
        return secretFile(key + "File", path);
      }
      String password = text("." + key, value);
      if (password.isEmpty() && required) {
        note("setting.required", "." + key);
      }
      return Secret.of(password);
    }

    private Secret secretFile(String key, String path) {
      try {
        Path file = Path.of(path);
        if (Files.isReadable(file)) {
          return Secret.inFile(file);
        }
      } catch (InvalidPathException e) {
        // noted below
      }
      note("setting.file", key);
      return Secret.NONE;
    }

    private Security security(String key, Supplier<String> setting) {
      String value = choice(key, setting, List.of("none", "starttls", "tls"));
      return Security.valueOf(value.toUpperCase(Locale.ROOT));
    }

    private String choice(String key, Supplier<String> setting, List<String> allowed) {
      String value = text(key, setting).toLowerCase(Locale.ROOT);
      if (!allowed.contains(value)) {
        note("setting.choice", key, String.join(", ", allowed));
        return "none";
      }
      return value;
    }

    private String required(String key, Supplier<String> setting) {
      String value = text(key, setting);
      if (value.isEmpty()) {
        note("setting.required", key);
      }
      return value;
    }

    private int port(String key, IntSupplier setting, int usual) {
      int port = number(key, setting, 0, 65_535);
      return port == 0 ? usual : port;
    }

    private int number(String key, IntSupplier setting, int min, int max) {
      try {
        int value = setting.getAsInt();
        if (value >= min && value <= max) {
          return value;
        }
      } catch (RuntimeException e) {
        // Declarative Services refuses to convert what is no number; noted below like a wrong
        // number
      }
      note("setting.number", key, Integer.toString(min), Integer.toString(max));
      return min;
    }

    private String text(String key, Supplier<String> setting) {
      try {
        String value = setting.get();
        return value == null ? "" : value.strip();
      } catch (RuntimeException e) {
        // a list where one value belongs
        note("setting.invalid", key);
        return "";
      }
    }

    private void note(String key, Object... arguments) {
      problems.add(texts.text(key, arguments));
    }
  }
}

package org.madoguchi.channel.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.madoguchi.channel.mail.in.MailboxSettings;
import org.madoguchi.channel.mail.link.LogIn;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.Secret;
import org.madoguchi.channel.mail.link.Security;
import org.madoguchi.channel.mail.out.Composer;
import org.madoguchi.channel.mail.out.MailCharset;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * The settings of one instance, checked.
 *
 * @param bccArchive who gets a copy of everything that is sent
 * @param exposed settings whose files every user of this machine can read or exchange
 * @param problems what is wrong, each naming its key; nothing is connected unless this is empty
 */
record MailSettings(
    ChannelDescriptor descriptor,
    Texts texts,
    String displayName,
    String replyTo,
    Optional<MailboxSettings> inbound,
    Optional<MailServer> smtp,
    Composer.Form form,
    Optional<InternetAddress> bccArchive,
    List<String> exposed,
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

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

    private final MailChannelConfig config;
    private final List<String> exposed = new ArrayList<>();
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
      Composer.Form form = form();
      Optional<InternetAddress> archive = archive(address, replyTo);
      if (inbound.isEmpty() && smtp.isEmpty() && problems.isEmpty()) {
        note("setting.required", "smtpHost");
      }
      ChannelDescriptor descriptor =
          new ChannelDescriptor(name, KIND, municipality, address, smtp.isPresent(), section());
      return new MailSettings(
          descriptor,
          texts,
          displayName,
          replyTo,
          inbound,
          smtp,
          form,
          archive,
          List.copyOf(exposed),
          List.copyOf(problems));
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

    private SectionId section() {
      String code = text("section", config::section);
      if (code.isEmpty() || SectionId.isCode(code)) {
        return new SectionId(code);
      }
      note("setting.invalid", "section");
      return SectionId.NONE;
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

    private Optional<InternetAddress> archive(String own, String replyTo) {
      String address = address("bccArchive", config::bccArchive, false);
      try {
        if (address.isEmpty()) {
          return Optional.empty();
        }
        if (!List.of(own, replyTo).contains(address)) {
          return Optional.of(new InternetAddress(address, false));
        }
      } catch (AddressException e) {
        // noted below, like the mailbox that would take its own copies
      }
      note("setting.invalid", "bccArchive");
      return Optional.empty();
    }

    private Composer.Form form() {
      String charset = choice("charset", config::charset, List.of("utf-8", "iso-2022-jp"));
      int kilobytes = number("maxSizeKilobytes", config::maxSizeKilobytes, 100, 1024 * 1024);
      return new Composer.Form(
          flag("html", config::html),
          charset.equals("iso-2022-jp") ? MailCharset.ISO_2022_JP : MailCharset.UTF_8,
          domains("charsetByDomain", config::charsetByDomain),
          kilobytes * 1024L);
    }

    /** One value may be a list, too: that is how people write it into a file. */
    private List<String> domains(String key, Supplier<String[]> setting) {
      try {
        List<String> domains =
            Stream.of(setting.get())
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .filter(domain -> !domain.isEmpty())
                .toList();
        if (domains.stream().allMatch(domain -> DOMAIN.matcher(domain).matches())) {
          return domains;
        }
      } catch (RuntimeException e) {
        // no list at all; noted below
      }
      note("setting.invalid", key);
      return List.of();
    }

    private boolean flag(String key, BooleanSupplier setting) {
      try {
        return setting.getAsBoolean();
      } catch (RuntimeException e) {
        note("setting.choice", key, "true, false");
        return true;
      }
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
      LogIn logIn = logIn("inAuth", config::inAuth);
      MailServer server =
          new MailServer(
              protocol,
              required("inHost", config::inHost),
              port("inPort", config::inPort, usual),
              security,
              required("inUser", config::inUser),
              logIn,
              logIn == LogIn.XOAUTH2
                  ? token("inTokenFile", config::inTokenFile)
                  : password("inPassword", config::_inPassword, config::inPasswordFile, true),
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
      LogIn logIn = logIn("smtpAuth", config::smtpAuth);
      String user =
          logIn == LogIn.XOAUTH2
              ? required("smtpUser", config::smtpUser)
              : text("smtpUser", config::smtpUser);
      return Optional.of(
          new MailServer(
              "smtp",
              host,
              port("smtpPort", config::smtpPort, usual),
              security,
              user,
              logIn,
              logIn == LogIn.XOAUTH2
                  ? token("smtpTokenFile", config::smtpTokenFile)
                  : password(
                      "smtpPassword",
                      config::_smtpPassword,
                      config::smtpPasswordFile,
                      !user.isEmpty()),
              timeouts));
    }

    private LogIn logIn(String key, Supplier<String> setting) {
      String value = choice(key, setting, List.of("password", "xoauth2"));
      return value.equals("xoauth2") ? LogIn.XOAUTH2 : LogIn.PASSWORD;
    }

    private Secret token(String key, Supplier<String> file) {
      String path = required(key, file);
      return path.isEmpty() ? Secret.NONE : secretFile(key, path);
    }

    private Secret password(
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
          Secret secret = Secret.inFile(file);
          if (secret.isOpenToStrangers()) {
            exposed.add(key);
          }
          return secret;
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

package org.madoguchi.channel.mail.link;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.madoguchi.channel.mail.Texts;

/**
 * Says why a link is down, in words for people. Servers' own words are left out: they carry
 * addresses and user names.
 */
public final class LinkFailure {
  /** In the message of an exception: the server takes no tokens. */
  public static final String NO_XOAUTH2 = "XOAUTH2 is not offered";

  private static final int MAX_CAUSES = 20;

  private final Texts texts;
  private final MailServer server;
  private final String side;

  /**
   * @param side what the settings to look at begin with: {@code in} or {@code smtp}
   */
  public LinkFailure(Texts texts, MailServer server, String side) {
    this.texts = texts;
    this.server = server;
    this.side = side;
  }

  public String reason(Throwable failure) {
    List<Throwable> causes = causes(failure);
    boolean token = server.logIn() == LogIn.XOAUTH2;
    if (token && causes.stream().anyMatch(LinkFailure::missesXoauth2)) {
      return text("link.no-xoauth2", side + "Auth");
    }
    if (has(causes, AuthenticationFailedException.class)) {
      return token
          ? text("link.token", side + "TokenFile", side + "User")
          : text("link.login", side + "User");
    }
    if (has(causes, FolderUnavailable.class)) {
      return text("link.folder", failure.getMessage());
    }
    if (has(causes, FolderNotFoundException.class)) {
      return text("link.folder", "inFolder");
    }
    if (has(causes, SecretUnreadable.class)) {
      return token
          ? text("link.token-file", side + "TokenFile")
          : text("link.password-file", side + "PasswordFile");
    }
    if (has(causes, UnknownHostException.class)) {
      return text("link.unknown-host");
    }
    if (has(causes, SocketTimeoutException.class)) {
      return text("link.timeout");
    }
    if (has(causes, CertificateException.class)) {
      return text("link.certificate");
    }
    if (causes.stream().anyMatch(LinkFailure::missesStartTls)) {
      return text("link.starttls");
    }
    if (has(causes, ConnectException.class)) {
      return text("link.refused");
    }
    if (has(causes, SSLException.class)) {
      return text("link.certificate");
    }
    if (has(causes, IOException.class)) {
      return text("link.lost");
    }
    return text("link.other");
  }

  private String text(String key, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of(server.host(), Integer.toString(server.port())));
    arguments.addAll(List.of(more));
    return texts.text(key, arguments.toArray());
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static boolean missesStartTls(Throwable failure) {
    return failure.getMessage() != null
        && failure.getMessage().toLowerCase(Locale.ROOT).contains("starttls is required");
  }

  private static boolean missesXoauth2(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains(NO_XOAUTH2) || message.startsWith("No authentication mechanisms");
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && causes.size() < MAX_CAUSES; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}

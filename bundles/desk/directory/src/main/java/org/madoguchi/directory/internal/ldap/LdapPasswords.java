package org.madoguchi.directory.internal.ldap;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.ldap.LdapSettings.BadSetting;
import org.madoguchi.directory.internal.ldap.LdapSettings.Security;
import org.madoguchi.directory.internal.login.PasswordsElsewhere;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks passwords with the city's LDAP directory (RFC 4511): looks the person up and binds as the
 * entry found. Who the person is and may do stays with the staff file. A file with a mistake lets
 * nobody in by another way: it is named in the log, and everybody but the local accounts waits.
 */
@Component(
    configurationPid = LdapPasswords.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true)
public final class LdapPasswords implements PasswordsElsewhere {
  static final String PID = "org.madoguchi.ldap";
  private static final Logger LOG = LoggerFactory.getLogger(LdapPasswords.class);

  /** What a directory answers to somebody whose password it does not take, for whatever reason. */
  private static final Set<ResultCode> REFUSALS =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          ResultCode.NO_SUCH_OBJECT);

  private volatile Optional<LdapSettings> settings;

  @Activate
  public LdapPasswords(Map<String, Object> configuration) {
    configure(configuration);
  }

  /** In place: while it were away, passwords kept here would count. */
  @Modified
  void configure(Map<String, Object> configuration) {
    settings = read(configuration);
  }

  private static Optional<LdapSettings> read(Map<String, Object> configuration) {
    try {
      LdapSettings settings = LdapSettings.of(configuration);
      if (settings.security() == Security.NONE) {
        LOG.warn("{}: passwords go to the directory in the clear (security=none)", PID);
      }
      return Optional.of(settings);
    } catch (BadSetting e) {
      LOG.error("{}: {}; only accounts with a password kept here can log in", PID, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public boolean keepsThatOf(Staff person) {
    boolean listed = settings.map(s -> s.local().contains(person.id())).orElse(false);
    return !listed && !administersTheInstallation(person);
  }

  private static boolean administersTheInstallation(Staff person) {
    return person.grants().stream()
        .anyMatch(
            g -> g.municipality().equals(MunicipalityId.EVERY) && g.role() == Role.ADMINISTRATOR);
  }

  @Override
  public boolean accepts(Staff person, char[] password) {
    if (password.length == 0) {
      return false; // RFC 4513, 5.1.2: a bind without a password succeeds and proves nothing
    }
    LdapSettings ldap = settings.orElseThrow(LdapPasswords::away);
    try (LDAPConnection connection = connected(ldap)) {
      Optional<String> entry = find(connection, ldap, person);
      return entry.isPresent() && binds(connection, entry.get(), password);
    } catch (LDAPException e) {
      throw unreachable(e.getResultCode().getName());
    } catch (GeneralSecurityException | IOException e) {
      throw unreachable(e.getClass().getSimpleName());
    }
  }

  private static LDAPConnection connected(LdapSettings ldap)
      throws LDAPException, GeneralSecurityException, IOException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(ldap.timeoutMillis());
    options.setResponseTimeoutMillis(ldap.timeoutMillis());
    options.setFollowReferrals(false);
    if (ldap.security() != Security.NONE) {
      options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    }
    if (ldap.security() == Security.LDAPS) {
      return new LDAPConnection(
          context(ldap).getSocketFactory(), options, ldap.host(), ldap.port());
    }
    LDAPConnection connection = new LDAPConnection(options, ldap.host(), ldap.port());
    try {
      if (ldap.security() == Security.STARTTLS) {
        startTls(connection, context(ldap));
      }
      return connection;
    } catch (LDAPException | GeneralSecurityException | IOException e) {
      connection.close();
      throw e;
    }
  }

  private static void startTls(LDAPConnection connection, SSLContext context) throws LDAPException {
    ExtendedResult result =
        connection.processExtendedOperation(new StartTLSExtendedRequest(context));
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(result.getResultCode());
    }
  }

  /** Read anew each time, so that an exchanged certificate counts without a restart. */
  private static SSLContext context(LdapSettings ldap)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(ldap.trusted().isEmpty() ? null : certificates(ldap.trusted().get()));
    TrustManager[] managers = trust.getTrustManagers();
    return new SSLUtil(managers).createSSLContext();
  }

  private static KeyStore certificates(Path pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      int number = 0;
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, c);
      }
    }
    return store;
  }

  /** The one entry of this user ID; none when there are several, which nobody could tell apart. */
  private static Optional<String> find(LDAPConnection connection, LdapSettings ldap, Staff person)
      throws LDAPException, IOException {
    if (!ldap.bindDn().isEmpty()) {
      byte[] secret = secret(ldap);
      try {
        connection.bind(new SimpleBindRequest(ldap.bindDn(), secret));
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    }
    SearchRequest request =
        new SearchRequest(
            ldap.base(),
            SearchScope.SUB,
            ldap.filterFor(person.id().value()),
            SearchRequest.NO_ATTRIBUTES);
    request.setSizeLimit(2);
    SearchResult found = search(connection, request);
    if (found.getEntryCount() > 1) {
      LOG.warn("{}: several entries for {}; nobody is let in as them", PID, person.id());
    }
    return found.getEntryCount() == 1
        ? Optional.of(found.getSearchEntries().get(0).getDN())
        : Optional.empty();
  }

  private static SearchResult search(LDAPConnection connection, SearchRequest request)
      throws LDAPSearchException {
    try {
      return connection.search(request);
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return e.getSearchResult();
      }
      throw e;
    }
  }

  private static byte[] secret(LdapSettings ldap) throws IOException {
    return ldap.passwordFile().isEmpty()
        ? new byte[0]
        : Files.readString(ldap.passwordFile().get()).strip().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean binds(LDAPConnection connection, String entry, char[] password)
      throws LDAPException {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    Arrays.fill(encoded.array(), (byte) 0);
    try {
      return connection
          .bind(new SimpleBindRequest(entry, bytes))
          .getResultCode()
          .equals(ResultCode.SUCCESS);
    } catch (LDAPException e) {
      if (REFUSALS.contains(e.getResultCode())) {
        return false;
      }
      throw e;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static DomainException unreachable(String why) {
    LOG.warn("{}: the directory cannot be asked: {}", PID, why);
    return away();
  }

  private static DomainException away() {
    return new DomainException(DirectoryProblems.DIRECTORY_AWAY);
  }
}

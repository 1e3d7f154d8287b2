package org.madoguchi.directory.internal.ldap;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.testkit.FreePorts;

/** A real OpenLDAP server on free ports, with everything it writes in a folder of its own. */
final class Slapd extends ExternalResource {
  static final String BASE = "ou=people,dc=city,dc=example";
  static final String READER = "cn=reader,dc=city,dc=example";
  static final String READERS_PASSWORD = "reader-password";

  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final String KEYS_PASSWORD = "changeit";

  private static final String ENTRIES =
      """
      dn: dc=city,dc=example
      objectClass: domain
      dc: city

      dn: ou=people,dc=city,dc=example
      objectClass: organizationalUnit
      ou: people

      dn: cn=reader,dc=city,dc=example
      objectClass: organizationalRole
      objectClass: simpleSecurityObject
      cn: reader
      userPassword: reader-password

      dn: uid=suzuki,ou=people,dc=city,dc=example
      objectClass: inetOrgPerson
      uid: suzuki
      cn: Suzuki Misaki
      sn: Suzuki
      userPassword: 窓口のpassword

      dn: uid=kudo,ou=people,dc=city,dc=example
      objectClass: inetOrgPerson
      uid: kudo
      cn: Kudo Risa
      sn: Kudo
      userPassword: password-of-kudo

      dn: cn=Kudo Other,ou=people,dc=city,dc=example
      objectClass: inetOrgPerson
      uid: kudo
      cn: Kudo Other
      sn: Kudo
      userPassword: password-of-kudo
      """;

  private final TemporaryFolder folder = new TemporaryFolder();
  private int port;
  private int securePort;
  private Process server;

  @Override
  protected void before() throws Throwable {
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError("this test needs slapd (Debian: apt-get install slapd)");
    }
    folder.create();
    port = FreePorts.next();
    securePort = FreePorts.next();
    makeKeys();
    Path entries = write("entries.ldif", ENTRIES);
    Path configuration = write("slapd.conf", configuration());
    run(PROGRAM.resolveSibling("slapadd"), "-f", configuration, "-l", entries);
    start();
  }

  private String configuration() {
    folder.getRoot().toPath().resolve("data").toFile().mkdir();
    return """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        TLSCertificateFile %1$s/certificate.pem
        TLSCertificateKeyFile %1$s/key.pem
        disallow bind_anon
        database mdb
        suffix "dc=city,dc=example"
        directory %1$s/data
        access to attrs=userPassword by anonymous auth by * none
        access to * by dn.exact="%2$s" read by * none
        """
        .formatted(folder.getRoot(), READER);
  }

  void start() throws IOException {
    String urls = "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d".formatted(port, securePort);
    server =
        new ProcessBuilder(
                PROGRAM.toString(), "-d", "0", "-f", folder.getRoot() + "/slapd.conf", "-h", urls)
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.getRoot(), "log"))
            .start();
    await("slapd").atMost(Duration.ofMinutes(1)).until(() -> listens(port) && listens(securePort));
  }

  void stop() throws InterruptedException {
    server.destroy();
    server.waitFor(30, TimeUnit.SECONDS);
  }

  @Override
  protected void after() {
    try {
      if (server != null) {
        stop();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      folder.delete();
    }
  }

  String address() {
    return "ldap://127.0.0.1:" + port;
  }

  String secureAddress() {
    return "ldaps://127.0.0.1:" + securePort;
  }

  /** The certificate of whoever signed the server's: itself. */
  Path certificate() {
    return folder.getRoot().toPath().resolve("certificate.pem");
  }

  Path readersPassword() throws IOException {
    return write("reader-password", READERS_PASSWORD + "\n");
  }

  Path write(String name, String content) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), content);
  }

  private void makeKeys() throws Exception {
    Path keys = folder.getRoot().toPath().resolve("keys.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool"),
        "-genkeypair",
        "-keyalg",
        "RSA",
        "-alias",
        "slapd",
        "-dname",
        "CN=slapd",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-keystore",
        keys,
        "-storepass",
        KEYS_PASSWORD);
    KeyStore store = KeyStore.getInstance(keys.toFile(), KEYS_PASSWORD.toCharArray());
    Key key = store.getKey("slapd", KEYS_PASSWORD.toCharArray());
    Certificate certificate = store.getCertificate("slapd");
    write("key.pem", pem("PRIVATE KEY", key.getEncoded()));
    write("certificate.pem", pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static String pem(String name, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(name, lines);
  }

  private void run(Object... command) throws IOException, InterruptedException {
    File output = folder.newFile();
    Process process =
        new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroy();
      throw new AssertionError(command[0] + ": " + Files.readString(output.toPath()));
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

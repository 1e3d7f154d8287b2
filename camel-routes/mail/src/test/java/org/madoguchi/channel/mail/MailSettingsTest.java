package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.kernel.MunicipalityId;

public class MailSettingsTest {
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private static TestConfig good() {
    return TestConfig.mihon().imap(143).smtp(25);
  }

  private static void assertNames(String key, TestConfig config) {
    List<String> problems = config.settings().problems();
    assertEquals(problems.toString(), 1, problems.size());
    assertTrue(problems.toString(), problems.get(0).startsWith(key + " ("));
  }

  @Test
  public void goodSettingsHaveNoProblem() {
    assertEquals(List.of(), good().settings().problems());
    assertEquals(
        "city.mihon.example", good().settings().descriptor().address().replaceAll(".*@", ""));
  }

  @Test
  public void portsFollowProtocolAndSecurity() {
    TestConfig config = good().with("inPort", 0).with("smtpPort", 0);
    assertEquals(143, config.settings().inbound().orElseThrow().server().port());
    assertEquals(25, config.settings().smtp().orElseThrow().port());
    config.with("inSecurity", "tls").with("smtpSecurity", "starttls");
    assertEquals(993, config.settings().inbound().orElseThrow().server().port());
    assertEquals(587, config.settings().smtp().orElseThrow().port());
    config.with("inProtocol", "pop3").with("smtpSecurity", "tls");
    assertEquals(995, config.settings().inbound().orElseThrow().server().port());
    assertEquals(465, config.settings().smtp().orElseThrow().port());
  }

  @Test
  public void everyWrongSettingIsNamed() {
    assertNames("madoguchi.channel", good().with("madoguchi.channel", "Mail Mihon"));
    assertNames("municipality", good().with("municipality", ""));
    assertNames("address", good().with("address", "no address"));
    assertNames("replyTo", good().with("replyTo", "a b@c"));
    assertNames("section", good().with("section", "no such code!"));
    assertNames("displayName", good().with("displayName", "two\nlines"));
    assertNames("inProtocol", good().with("inProtocol", "exchange"));
    assertNames("inHost", good().with("inHost", " "));
    assertNames("inPort", good().with("inPort", 70000));
    assertNames("inSecurity", good().with("inSecurity", "ssl3"));
    assertNames("inUser", good().with("inUser", ""));
    assertNames(".inPassword", good().with(".inPassword", ""));
    assertNames("inPasswordFile", good().with("inPasswordFile", "/nowhere/password"));
    assertNames("processedFolder", good().with("processedFolder", "inbox"));
    assertNames("pollEveryMillis", good().with("pollEveryMillis", 1));
    assertNames("maxMessagesPerPoll", good().with("maxMessagesPerPoll", 0));
    assertNames("smtpSecurity", good().with("smtpSecurity", "maybe"));
    assertNames(".smtpPassword", good().with("smtpUser", "u"));
    assertNames("readTimeoutMillis", good().with("readTimeoutMillis", 0));
    assertNames("smtpHost", TestConfig.mihon());
    assertNames("inAuth", good().with("inAuth", "kerberos"));
    assertNames("inTokenFile", good().with("inAuth", "xoauth2"));
    assertNames("inTokenFile", good().with("inAuth", "xoauth2").with("inTokenFile", "/nowhere/t"));
    assertNames("smtpAuth", good().with("smtpAuth", ""));
    assertNames("smtpTokenFile", good().with("smtpAuth", "xoauth2").with("smtpUser", "u"));
    assertNames("charset", good().with("charset", "shift_jis"));
    assertNames("charsetByDomain", good().with("charsetByDomain", new String[] {"docomo"}));
    assertNames("bccArchive", good().with("bccArchive", "a@b, c@d"));
    assertNames("bccArchive", good().with("bccArchive", "shimin@City.mihon.example"));
    assertNames("maxSizeKilobytes", good().with("maxSizeKilobytes", 1));
    assertNames("html", good().with("html", new IllegalStateException("neither")));
  }

  @Test
  public void valuesTheContainerCannotConvertAreNamedToo() {
    assertNames("inPort", good().with("inPort", new IllegalStateException("not a number")));
  }

  @Test
  public void allProblemsAreToldAtOnce() {
    assertEquals(
        2, good().with("inHost", "").with("municipality", "").settings().problems().size());
  }

  @Test
  public void misconfiguredInstanceIsThereAndStillReads() throws Exception {
    MailChannel channel =
        MailFixture.started(
            good().with("municipality", "").with("madoguchi.channel", ""), new TestInbox());
    assertEquals(State.MISCONFIGURED, channel.status().state());
    assertEquals("mail-mihon", channel.descriptor().name());
    assertEquals(MunicipalityId.EVERY, channel.descriptor().municipality());
    assertEquals(
        "x",
        channel
            .read(
                new RawDelivery(
                    "mail-mihon",
                    "k",
                    Map.of(),
                    new ByteArrayInputStream(
                        "From: a@b.example\nSubject: x\n\ny".getBytes("UTF-8")),
                    Samples.RECEIVED))
            .get(0)
            .subject());
    assertThrows(ChannelUnavailable.class, () -> channel.send(null));
    channel.stop();
  }

  @Test
  public void passwordComesFromAFileAndFollowsItsChanges() throws Exception {
    Path file = folder.newFile("password").toPath();
    Files.writeString(file, "first\n");
    MailSettings settings =
        good().with(".inPassword", "").with("inPasswordFile", file.toString()).settings();
    assertEquals(List.of(), settings.problems());
    var password = settings.inbound().orElseThrow().server().secret();
    assertEquals("first", password.reveal());
    Files.writeString(file, "second\n");
    assertEquals("second", password.reveal());
  }

  @Test
  public void domainsMayBeWrittenInOneLine() {
    MailSettings settings =
        good().with("charsetByDomain", new String[] {"docomo.ne.jp, EZWEB.ne.jp"}).settings();
    assertEquals(List.of("docomo.ne.jp", "ezweb.ne.jp"), settings.form().oldPhones());
  }

  @Test
  public void filesOfSecretsThatEverybodyCanReadAreTold() throws Exception {
    Path file = folder.newFile("token").toPath();
    Files.writeString(file, "token\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    TestConfig config = good().with("inAuth", "xoauth2").with("inTokenFile", file.toString());
    assertEquals(List.of("inTokenFile"), config.settings().exposed());
    assertEquals(List.of(), config.settings().problems());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(List.of(), config.settings().exposed());
  }

  @Test
  public void passwordsAreInNoText() {
    MailSettings settings = good().with("smtpUser", "u").with(".smtpPassword", "geheim").settings();
    assertFalse(settings.toString().contains("geheim"));
    assertFalse(settings.toString().contains(MailPeer.PASSWORD));
  }
}

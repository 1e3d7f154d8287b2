package org.madoguchi.itests.container;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madoguchi.itests.instance.MihonCity;
import org.madoguchi.itests.instance.PostgreSql;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.extra.VMOption;

/**
 * Our distribution as Pax Exam starts it: as shipped, but for its ports and the municipality みほん市.
 */
public final class Distribution {
  private static final String KARAF = System.getProperty("karaf.version");

  private Distribution() {}

  /** The distribution on free ports; {@code http.port} tells the tests inside where it listens. */
  static Option started(int httpPort) {
    List<Option> options = new ArrayList<>();
    options.add(
        karafDistributionConfiguration()
            .frameworkUrl(new File(System.getProperty("madoguchi.distribution")).toURI().toString())
            .karafVersion(KARAF)
            .name("madoguchi")
            .unpackDirectory(new File("target/exam"))
            // through the deploy folder the test runner starts when everything else has
            .useDeployFolder(true));
    options.add(keepRuntimeFolder());
    options.add(configureConsole().ignoreLocalConsole().ignoreRemoteShell());
    options.add(javaModules());
    options.add(vmOption("-Xmx384m"));
    options.add(patience());
    options.add(vmOption("-Dhttp.port=" + httpPort));
    options.add(
        editConfigurationFilePut(
            "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", "" + httpPort));
    options.add(municipality());
    // tests give people the same password again and again
    options.add(settings("org.madoguchi.accounts.cfg", Map.of("password.remembered", "0")));
    if (System.getProperty("madoguchi.database", "derby").equals("postgresql")) {
      options.add(postgresql());
    }
    return composite(options.toArray(Option[]::new));
  }

  /** Keys of a configuration file in etc/. */
  public static Option settings(String file, Map<String, String> keys) {
    return composite(
        keys.entrySet().stream()
            .map(e -> editConfigurationFilePut("etc/" + file, e.getKey(), e.getValue()))
            .toArray(Option[]::new));
  }

  /** The test runner's parts wait 10 s for each other, which is too short on a busy machine. */
  private static Option patience() {
    String millis = "=120000";
    return composite(
        vmOption("-Dpax.exam.service.timeout" + millis),
        vmOption("-Dorg.ops4j.pax.exam.raw.extender.intern.Parser.DEFAULT_TIMEOUT" + millis),
        vmOption("-Dorg.ops4j.pax.swissbox.tracker.ServiceLookup.DEFAULT_TIMEOUT" + millis),
        vmOption(
            "-Dorg.ops4j.pax.exam.invoker.junit.internal.JUnitProbeInvokerFactory.DEFAULT_TIMEOUT"
                + millis));
  }

  private static Option municipality() {
    return composite(
        MihonCity.files().entrySet().stream()
            .map(e -> file(e.getKey(), e.getValue()))
            .toArray(Option[]::new));
  }

  private static Option postgresql() {
    Path etc =
        Path.of(
            System.getProperty("madoguchi.root"),
            "karaf-distribution/assembly/src/main/resources/etc");
    return file(
        "etc/org.ops4j.datasource-madoguchi.cfg",
        PostgreSql.create().settings(etc.resolve("postgresql.cfg.example")));
  }

  private static Option file(String path, String content) {
    try {
      Path source = Files.createTempFile("etc", ".csv");
      source.toFile().deleteOnExit();
      Files.writeString(source, content, StandardCharsets.UTF_8);
      return replaceConfigurationFile(path, source.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Pax Exam does not take these from bin/karaf
  private static Option javaModules() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module",
                "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + KARAF + ".jar",
                "--patch-module",
                "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + KARAF + ".jar"));
    for (String open :
        List.of(
            "java.base/java.security",
            "java.base/java.net",
            "java.base/java.lang",
            "java.base/java.util",
            "java.naming/javax.naming.spi",
            "java.rmi/sun.rmi.transport.tcp")) {
      flags.addAll(List.of("--add-opens", open + "=ALL-UNNAMED"));
    }
    for (String export :
        List.of(
            "java.base/sun.net.www.protocol.file",
            "java.base/sun.net.www.protocol.http",
            "java.base/sun.net.www.protocol.https",
            "java.base/sun.net.www.protocol.jar",
            "jdk.naming.rmi/com.sun.jndi.url.rmi")) {
      flags.add("--add-exports=" + export + "=ALL-UNNAMED");
    }
    flags.addAll(List.of("-classpath", "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*"));
    return composite(flags.stream().map(VMOption::new).toArray(Option[]::new));
  }
}

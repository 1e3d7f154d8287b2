package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A real framework with a deploy folder and a shelf; its process can die at any point. */
final class Desk implements AutoCloseable {
  final Path deploy;
  final Shelf shelf;
  final Framework framework;
  Plugins plugins;

  Desk(Path home) throws IOException, BundleException {
    deploy = Files.createDirectories(home.resolve("deploy"));
    shelf = new Shelf(home.resolve("shelf"));
    framework =
        new org.apache.felix.framework.FrameworkFactory()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString()));
    framework.start();
    begin();
  }

  private void begin() {
    ServiceComponentRuntime noComponents =
        (ServiceComponentRuntime)
            Proxy.newProxyInstance(
                Desk.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> List.of());
    plugins =
        new Plugins(
            framework.getBundleContext(),
            new Judge(framework.getBundleContext(), noComponents),
            shelf,
            deploy,
            Duration.ofSeconds(1),
            Clock.systemUTC(),
            () -> {});
  }

  /** As after a restart: nothing in memory, and what lies there is looked at. */
  void beginAgain() throws Exception {
    begin();
    plugins.reconcile();
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      plugins.found(bundle, false);
    }
    for (Path file : files()) {
      plugins.deployed(file, false);
    }
  }

  /** The same, when the files of the folder were looked at first. */
  void beginAgainWithTheFolder() throws Exception {
    begin();
    plugins.reconcile();
    for (Path file : files()) {
      plugins.deployed(file, false);
    }
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      plugins.found(bundle, false);
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(deploy)) {
      return files.sorted().toList();
    }
  }

  Path drop(String file, String name, String version, String... headers) throws IOException {
    return write(deploy.resolve(file), name, version, headers);
  }

  static Path write(Path file, String name, String version, String... headers) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    for (int i = 0; i < headers.length; i += 2) {
      main.putValue(headers[i], headers[i + 1]);
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry("readme.txt"));
      jar.write((name + version).getBytes());
    }
    return file;
  }

  /** Drops a file and hands it over, as the folder's watcher does. */
  void hand(String file, String name, String version, String... headers) throws IOException {
    plugins.deployed(drop(file, name, version, headers), true);
  }

  /** As a feature installs one. */
  Bundle feature(Path jar) throws Exception {
    try (InputStream content = Files.newInputStream(jar)) {
      Bundle bundle = framework.getBundleContext().installBundle("mvn:feature", content);
      bundle.start();
      return bundle;
    }
  }

  PluginRecord record(String name) throws IOException {
    return shelf.find(name).orElseThrow();
  }

  Optional<Bundle> bundle(String name) {
    return Arrays.stream(framework.getBundleContext().getBundles())
        .filter(b -> name.equals(b.getSymbolicName()))
        .findFirst();
  }

  String running(String name) {
    return bundle(name)
        .filter(b -> b.getState() == Bundle.ACTIVE)
        .map(b -> b.getVersion().toString())
        .orElse("none");
  }

  Plugins.Shown shown(String name) throws IOException {
    return plugins.all().stream()
        .filter(s -> s.record().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws Exception {
    framework.stop();
    framework.waitForStop(0);
  }
}

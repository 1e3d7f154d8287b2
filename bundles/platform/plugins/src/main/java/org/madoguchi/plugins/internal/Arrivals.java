package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that people drop into the deploy folder. */
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final Workshop tools;
  private final Refusals refusals;

  Arrivals(Workshop tools, Refusals refusals) {
    this.tools = tools;
    this.refusals = refusals;
  }

  /**
   * A file was dropped there, or exchanged.
   *
   * @param again whether somebody handed it over just now; false when it lay there as we came
   */
  void deployed(Path file, boolean again) throws IOException {
    String fileName = file.getFileName().toString();
    if (!fileName.endsWith(".jar")) {
      tools.shelf().setAside(fileName, file);
      refuse(fileName, "", "", Reason.of("bundles-only"));
      return;
    }
    BundleJar.Identity identity;
    try {
      identity = BundleJar.identify(file);
    } catch (IOException e) {
      // it may still be on its way: it stays, and is looked at again when it changes
      refuse(fileName, "", fileName, Reason.of("unreadable", Reason.said(e)));
      return;
    }
    refusals.remove(fileName);
    String name = identity.name();
    Optional<Bundle> installed = tools.bundles().named(name);
    if (InstalledBundles.isProduct(name)
        || installed.filter(b -> !InstalledBundles.isPlugin(b)).isPresent()) {
      tools.shelf().setAside(name, file);
      refuse(name, identity.version(), "", Reason.of("part-of-product"));
      return;
    }
    take(identity, installed, file, again);
  }

  /**
   * @param file where it still lies in the deploy folder; '' when it was set aside
   */
  private void refuse(String name, String version, String file, Reason reason) {
    LOG.warn("{} {} is not taken: {}", name, version, reason);
    refusals.add(
        new PluginRecord(
            name, version, "", file, "", "", Change.REFUSED, tools.now(), version, reason));
    tools.changed().run();
  }

  private void take(
      BundleJar.Identity identity, Optional<Bundle> installed, Path file, boolean again)
      throws IOException {
    String name = identity.name();
    Optional<PluginRecord> known = tools.shelf().find(name);
    String digest = Shelf.digest(file);
    boolean same = known.filter(r -> r.digest().equals(digest)).isPresent();
    if (same && installed.isPresent() && !(again && known.get().change() == Change.STOPPED)) {
      return;
    }
    Path next = tools.shelf().draft(name);
    Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
    PluginRecord offered = offered(identity, known, digest, file);
    if (installed.isPresent() && runs(installed.get(), known)) {
      update(installed.get(), offered, known, next, file);
    } else {
      install(installed, offered, known.filter(r -> same), next);
    }
    tools.changed().run();
  }

  /** Whether there is a version to go back to; one that nothing is known of was never judged. */
  private static boolean runs(Bundle installed, Optional<PluginRecord> known) {
    return known
        .map(r -> r.change() != Change.STOPPED)
        .orElse(!InstalledBundles.isFromFile(installed));
  }

  private PluginRecord offered(
      BundleJar.Identity identity, Optional<PluginRecord> known, String digest, Path file) {
    return new PluginRecord(
        identity.name(),
        identity.version(),
        digest,
        file.getFileName().toString(),
        known.map(PluginRecord::version).orElse(""),
        known.map(PluginRecord::file).orElse(""),
        Change.UPDATED,
        tools.now(),
        identity.version(),
        Reason.NONE);
  }

  /**
   * @param before of the same file, when the installation's software was replaced around it
   */
  private void install(
      Optional<Bundle> stopped, PluginRecord offered, Optional<PluginRecord> before, Path next)
      throws IOException {
    Verdict verdict = tools.bundles().put(stopped, offered.name(), next);
    Optional<Bundle> installed = tools.bundles().named(offered.name());
    if (!verdict.isBad() && installed.isPresent()) {
      verdict = tools.judge().within(tools.patience(), installed.get(), Duties.NONE);
    }
    if (verdict.isBad()) {
      LOG.warn("plug-in {} {} does not start: {}", offered.name(), offered.version(), verdict);
      installed.ifPresent(Arrivals::stop);
      Files.deleteIfExists(next);
      tools
          .shelf()
          .write(offered.after(Change.STOPPED, tools.now(), offered.version(), verdict.reason()));
      return;
    }
    if (before.isPresent() && Files.exists(tools.shelf().good(offered.name()))) {
      Files.deleteIfExists(next);
      tools
          .shelf()
          .write(before.get().after(Change.INSTALLED, tools.now(), offered.version(), Reason.NONE));
      return;
    }
    tools.shelf().advance(offered.name(), next);
    tools
        .shelf()
        .write(offered.after(Change.INSTALLED, tools.now(), offered.version(), Reason.NONE));
    LOG.info("plug-in {} {} is installed: {}", offered.name(), offered.version(), verdict.kind());
  }

  private static void stop(Bundle bundle) {
    try {
      bundle.stop();
    } catch (BundleException e) {
      LOG.warn("{} does not stop: {}", bundle, Reason.said(e));
    }
  }

  private void update(
      Bundle bundle, PluginRecord offered, Optional<PluginRecord> known, Path next, Path file)
      throws IOException {
    String name = offered.name();
    PluginRecord before = known.orElse(PluginRecord.of(bundle));
    keep(bundle, known);
    Verdict verdict = tools.exchange(bundle, next);
    if (!verdict.isGood()) {
      Verdict back = tools.putBack(bundle, tools.shelf().good(name));
      LOG.warn(
          "plug-in {} {} does not start, {} is put back ({}): {}",
          name,
          offered.version(),
          before.version(),
          back.kind(),
          verdict.reason());
      tools.shelf().setAside(name, file);
      if (!before.file().isEmpty() && !Files.exists(tools.deploy().resolve(before.file()))) {
        tools.shelf().deploy(tools.shelf().good(name), tools.deploy().resolve(before.file()));
      }
      Files.deleteIfExists(next);
      tools
          .shelf()
          .write(before.after(Change.PUT_BACK, tools.now(), offered.version(), verdict.reason()));
      return;
    }
    tools.shelf().advance(name, next);
    tools
        .shelf()
        .write(
            new PluginRecord(
                name,
                offered.version(),
                offered.digest(),
                offered.file(),
                before.version(),
                before.file(),
                Change.UPDATED,
                tools.now(),
                offered.version(),
                Reason.NONE));
    if (!before.file().isEmpty() && !before.file().equals(offered.file())) {
      Files.deleteIfExists(tools.deploy().resolve(before.file()));
    }
    LOG.info("plug-in {} {} replaces {}", name, offered.version(), before.version());
  }

  /** What works now is what a bad update goes back to. */
  private void keep(Bundle bundle, Optional<PluginRecord> known) throws IOException {
    String name = bundle.getSymbolicName();
    boolean kept = Files.exists(tools.shelf().good(name)) && known.isPresent();
    // what runs instead of a file that was kept was never judged: somebody pulled the plug
    if (kept && !known.get().file().isEmpty()) {
      return;
    }
    if (!kept || !known.get().version().equals(bundle.getVersion().toString())) {
      tools.shelf().keep(bundle);
    }
  }
}

package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plug-ins come, change and go, one at a time. The version that works is kept, and put back by
 * itself when the next one does not start.
 */
public final class Plugins {
  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

  private final InstalledBundles bundles;
  private final Judge judge;
  private final BundleContext context;
  private final Shelf shelf;
  private final Path deploy;
  private final Duration patience;
  private final Clock clock;
  private final Runnable changed;
  private final Map<String, PluginRecord> refused = new TreeMap<>();

  Plugins(
      BundleContext context,
      Judge judge,
      Shelf shelf,
      Path deploy,
      Duration patience,
      Clock clock,
      Runnable changed) {
    this.context = context;
    this.bundles = new InstalledBundles(context);
    this.judge = judge;
    this.shelf = shelf;
    this.deploy = deploy;
    this.patience = patience;
    this.clock = clock;
    this.changed = changed;
  }

  /** A plug-in and how it is now. */
  public record Shown(PluginRecord record, Verdict verdict, String title, Instant since) {}

  List<Shown> all() throws IOException {
    List<Shown> all = new ArrayList<>();
    for (Bundle bundle : bundles.plugins()) {
      all.add(shown(bundle));
    }
    synchronized (refused) {
      refused.forEach(
          (name, record) ->
              all.add(
                  new Shown(
                      record,
                      new Verdict(Verdict.Kind.BAD, record.reason()),
                      name,
                      record.changedAt())));
    }
    return all;
  }

  private Shown shown(Bundle bundle) throws IOException {
    PluginRecord record = shelf.find(bundle.getSymbolicName()).orElse(firstSeen(bundle));
    String title = bundle.getHeaders("").get("Bundle-Name");
    Verdict verdict = judge.now(bundle, Duties.NONE);
    Verdict told =
        record.change() == Change.STOPPED && verdict.isBad()
            ? new Verdict(Verdict.Kind.BAD, record.reason())
            : verdict;
    return new Shown(
        record,
        told,
        title == null ? bundle.getSymbolicName() : title,
        Instant.ofEpochMilli(bundle.getLastModified()));
  }

  private static PluginRecord firstSeen(Bundle bundle) {
    String version = bundle.getVersion().toString();
    Instant at = Instant.ofEpochMilli(bundle.getLastModified());
    return new PluginRecord(
        bundle.getSymbolicName(),
        version,
        "",
        "",
        "",
        "",
        Change.INSTALLED,
        at,
        version,
        Reason.NONE);
  }

  /**
   * A file was dropped into the deploy folder, or exchanged there.
   *
   * @param again whether somebody handed it over just now; false when it lay there as we came
   */
  synchronized void deployed(Path file, boolean again) throws IOException {
    BundleJar.Identity identity = BundleJar.identify(file);
    String name = identity.name();
    Optional<Bundle> installed = bundles.named(name);
    if (InstalledBundles.isProduct(name)
        || installed.filter(b -> !InstalledBundles.isPlugin(b)).isPresent()) {
      refuse(identity, file);
      return;
    }
    Optional<PluginRecord> known = shelf.find(name);
    String digest = Shelf.digest(file);
    boolean same = known.filter(r -> r.digest().equals(digest)).isPresent();
    if (same && installed.isPresent() && !(again && known.get().change() == Change.STOPPED)) {
      return;
    }
    Path next = shelf.draft(name);
    Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
    PluginRecord offered = offered(identity, known, digest, file);
    boolean runs =
        installed.isPresent() && known.map(r -> r.change() != Change.STOPPED).orElse(true);
    if (runs) {
      update(installed.get(), offered, known, next, file);
    } else {
      install(installed, offered, known.filter(r -> same), next);
    }
    changed.run();
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
        clock.instant(),
        identity.version(),
        Reason.NONE);
  }

  private void refuse(BundleJar.Identity identity, Path file) throws IOException {
    Reason reason = Reason.of("part-of-product");
    LOG.warn("{} {} is not taken: it would replace a part of the product", file, identity);
    shelf.setAside(identity.name(), file);
    synchronized (refused) {
      refused.put(
          identity.name(),
          new PluginRecord(
              identity.name(),
              identity.version(),
              "",
              "",
              "",
              "",
              Change.REFUSED,
              clock.instant(),
              identity.version(),
              reason));
    }
    changed.run();
  }

  /**
   * @param before of the same file, when the installation's software was replaced around it
   */
  private void install(
      Optional<Bundle> stopped, PluginRecord offered, Optional<PluginRecord> before, Path next)
      throws IOException {
    Verdict verdict = bundles.put(stopped, offered.name(), next);
    Optional<Bundle> installed = bundles.named(offered.name());
    if (!verdict.isBad() && installed.isPresent()) {
      verdict = judge.within(patience, installed.get(), Duties.NONE);
    }
    if (verdict.isBad()) {
      LOG.warn("plug-in {} {} does not start: {}", offered.name(), offered.version(), verdict);
      installed.ifPresent(Plugins::stop);
      Files.deleteIfExists(next);
      shelf.write(
          offered.after(Change.STOPPED, clock.instant(), offered.version(), verdict.reason()));
      return;
    }
    if (before.isPresent() && Files.exists(shelf.good(offered.name()))) {
      Files.deleteIfExists(next);
      shelf.write(
          before.get().after(Change.INSTALLED, clock.instant(), offered.version(), Reason.NONE));
      return;
    }
    shelf.advance(offered.name(), next);
    shelf.write(offered.after(Change.INSTALLED, clock.instant(), offered.version(), Reason.NONE));
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
    PluginRecord before = known.orElse(firstSeen(bundle));
    keep(bundle, known);
    Verdict verdict = exchange(bundle, next, file.toString());
    if (!verdict.isGood()) {
      Verdict back = bundles.put(Optional.of(bundle), name, shelf.good(name));
      LOG.warn(
          "plug-in {} {} does not start, {} is put back ({}): {}",
          name,
          offered.version(),
          before.version(),
          back.kind(),
          verdict.reason());
      shelf.setAside(name, file);
      if (!before.file().isEmpty() && !Files.exists(deploy.resolve(before.file()))) {
        shelf.deploy(shelf.good(name), deploy.resolve(before.file()));
      }
      Files.deleteIfExists(next);
      shelf.write(
          before.after(Change.PUT_BACK, clock.instant(), offered.version(), verdict.reason()));
      return;
    }
    shelf.advance(name, next);
    shelf.write(
        new PluginRecord(
            name,
            offered.version(),
            offered.digest(),
            offered.file(),
            before.version(),
            before.file(),
            Change.UPDATED,
            clock.instant(),
            offered.version(),
            Reason.NONE));
    if (!before.file().isEmpty() && !before.file().equals(offered.file())) {
      Files.deleteIfExists(deploy.resolve(before.file()));
    }
    LOG.info("plug-in {} {} replaces {}", name, offered.version(), before.version());
  }

  /** What runs now is what a bad update goes back to. */
  private void keep(Bundle bundle, Optional<PluginRecord> known) throws IOException {
    String name = bundle.getSymbolicName();
    boolean kept = Files.exists(shelf.good(name)) && known.isPresent();
    if (!kept || !known.get().version().equals(bundle.getVersion().toString())) {
      Path draft = Files.createDirectories(shelf.good(name).getParent()).resolve("kept.jar");
      BundleJar.write(bundle, draft);
      Files.move(draft, shelf.good(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Verdict exchange(Bundle bundle, Path jar, String what) {
    Duties duties = Duties.of(bundle, context);
    // it may have waited for something before, and may go on to
    boolean worked = judge.now(bundle, duties).isGood();
    Verdict verdict = bundles.put(Optional.of(bundle), bundle.getSymbolicName(), jar);
    if (verdict.isBad()) {
      return verdict;
    }
    verdict = judge.within(patience, bundle, duties);
    return verdict.kind() == Verdict.Kind.WAITING && !worked ? Verdict.GOOD : verdict;
  }

  /**
   * A bundle that a feature brought or changed: kept when it works, else what worked before is put
   * back.
   *
   * @param booted false while the whole container starts: then nothing is put back
   */
  synchronized void found(Bundle bundle, boolean booted) throws IOException {
    String name = bundle.getSymbolicName();
    if (!InstalledBundles.isPlugin(bundle) || InstalledBundles.isFromFile(bundle)) {
      return;
    }
    Optional<PluginRecord> known = shelf.find(name);
    String version = bundle.getVersion().toString();
    boolean keptVersion = known.filter(r -> r.version().equals(version)).isPresent();
    if (known.filter(r -> !r.file().isEmpty()).isPresent()) {
      if (!keptVersion) {
        bundles.put(Optional.of(bundle), name, shelf.good(name));
        LOG.info("plug-in {}: its file, not its feature, says which version runs", name);
      }
      return;
    }
    Verdict verdict = judge.onceStarted(patience, bundle);
    if (verdict.isGood()) {
      adopt(bundle, known);
    } else if (booted && !keptVersion && Files.exists(shelf.good(name))) {
      Verdict back = bundles.put(Optional.of(bundle), name, shelf.good(name));
      LOG.warn(
          "plug-in {} {} does not start, {} is put back ({}): {}",
          name,
          version,
          known.map(PluginRecord::version).orElse(""),
          back.kind(),
          verdict.reason());
      PluginRecord before = known.orElse(firstSeen(bundle));
      shelf.write(before.after(Change.PUT_BACK, clock.instant(), version, verdict.reason()));
      changed.run();
    }
  }

  private void adopt(Bundle bundle, Optional<PluginRecord> known) throws IOException {
    String name = bundle.getSymbolicName();
    Path next = shelf.draft(name);
    BundleJar.write(bundle, next);
    String digest = Shelf.digest(next);
    if (known.filter(r -> r.digest().equals(digest)).isPresent()) {
      Files.delete(next);
      return;
    }
    shelf.advance(name, next);
    String version = bundle.getVersion().toString();
    shelf.write(
        new PluginRecord(
            name,
            version,
            digest,
            "",
            known.map(PluginRecord::version).orElse(""),
            "",
            known.isPresent() ? Change.UPDATED : Change.INSTALLED,
            clock.instant(),
            version,
            Reason.NONE));
    changed.run();
  }

  /** A file is gone from the deploy folder. */
  synchronized void withdrawn(String file) throws IOException, BundleException {
    for (PluginRecord record : shelf.all()) {
      if (record.file().equals(file) && !Files.exists(deploy.resolve(file))) {
        remove(record);
        changed.run();
      }
    }
  }

  /** Files that went while nobody looked. */
  synchronized void reconcile() throws IOException, BundleException {
    for (PluginRecord record : shelf.all()) {
      if (!record.file().isEmpty()) {
        withdrawn(record.file());
      }
    }
  }

  private void remove(PluginRecord record) throws IOException, BundleException {
    Optional<Bundle> installed = bundles.named(record.name());
    if (installed.isPresent() && !InstalledBundles.isFromFile(installed.get())) {
      Verdict verdict = bundles.putOriginal(installed.get());
      LOG.info("plug-in {}: the version of its feature again ({})", record.name(), verdict.kind());
    } else if (installed.isPresent()) {
      bundles.uninstall(installed.get());
      LOG.info("plug-in {} {} is removed", record.name(), record.version());
    }
    shelf.forget(record.name());
  }

  /**
   * Goes back to the version before; the one that ran becomes the version before.
   *
   * @throws DomainException there is none, or it does not start either
   */
  synchronized Shown rollBack(String name) throws IOException {
    Bundle bundle =
        bundles
            .named(name)
            .filter(InstalledBundles::isPlugin)
            .orElseThrow(() -> new DomainException(PluginProblems.PLUGIN_NOT_FOUND, name));
    PluginRecord record =
        shelf
            .find(name)
            .filter(r -> !r.previousVersion().isEmpty() && Files.exists(shelf.previous(name)))
            .orElseThrow(() -> new DomainException(PluginProblems.NO_PREVIOUS_VERSION, name));
    Verdict verdict = exchange(bundle, shelf.previous(name), record.previousVersion());
    if (!verdict.isGood()) {
      bundles.put(Optional.of(bundle), name, shelf.good(name));
      shelf.write(
          record.after(
              Change.PUT_BACK, clock.instant(), record.previousVersion(), verdict.reason()));
      changed.run();
      throw new DomainException(PluginProblems.ROLLBACK_FAILED, record.previousVersion());
    }
    shelf.swap(name);
    exchangeFiles(record);
    shelf.write(
        new PluginRecord(
            name,
            record.previousVersion(),
            record.previousFile().isEmpty() ? "" : Shelf.digest(shelf.good(name)),
            record.previousFile(),
            record.version(),
            record.file(),
            Change.ROLLED_BACK,
            clock.instant(),
            record.previousVersion(),
            Reason.NONE));
    LOG.info("plug-in {} is rolled back to {}", name, record.previousVersion());
    changed.run();
    return shown(bundle);
  }

  private void exchangeFiles(PluginRecord record) throws IOException {
    if (!record.previousFile().isEmpty()) {
      shelf.deploy(shelf.good(record.name()), deploy.resolve(record.previousFile()));
    }
    if (!record.file().isEmpty() && !record.file().equals(record.previousFile())) {
      Files.deleteIfExists(deploy.resolve(record.file()));
    }
  }
}

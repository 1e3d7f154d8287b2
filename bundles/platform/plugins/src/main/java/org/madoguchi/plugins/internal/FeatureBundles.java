package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plug-ins that features bring: nobody asks before they are exchanged, so they are watched. */
final class FeatureBundles {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureBundles.class);

  private final Workshop tools;

  FeatureBundles(Workshop tools) {
    this.tools = tools;
  }

  /**
   * One came or was changed: kept when it works, else what worked before is put back.
   *
   * @param booted false while the whole container starts: then nothing is put back
   */
  void found(Bundle bundle, boolean booted) throws IOException {
    String name = bundle.getSymbolicName();
    if (!InstalledBundles.isPlugin(bundle) || InstalledBundles.isFromFile(bundle)) {
      return;
    }
    Optional<PluginRecord> known = tools.shelf().find(name);
    String version = bundle.getVersion().toString();
    boolean keptVersion = known.filter(r -> r.version().equals(version)).isPresent();
    if (known.filter(r -> !r.file().isEmpty()).isPresent()) {
      if (!keptVersion) {
        tools.putBack(bundle, tools.shelf().good(name));
        LOG.info("plug-in {}: its file, not its feature, says which version runs", name);
      }
      return;
    }
    Verdict verdict = tools.judge().onceStarted(tools.patience(), bundle);
    if (verdict.isGood()) {
      adopt(bundle, known);
    } else if (booted && !keptVersion && Files.exists(tools.shelf().good(name))) {
      Verdict back = tools.putBack(bundle, tools.shelf().good(name));
      LOG.warn(
          "plug-in {} {} does not start, {} is put back ({}): {}",
          name,
          version,
          known.map(PluginRecord::version).orElse(""),
          back.kind(),
          verdict.reason());
      PluginRecord before = known.orElse(PluginRecord.of(bundle));
      tools.shelf().write(before.after(Change.PUT_BACK, tools.now(), version, verdict.reason()));
      tools.changed().run();
    }
  }

  private void adopt(Bundle bundle, Optional<PluginRecord> known) throws IOException {
    String name = bundle.getSymbolicName();
    Path next = tools.shelf().draft(name);
    BundleJar.write(bundle, next);
    String digest = Shelf.digest(next);
    if (known.isPresent()
        && Files.exists(tools.shelf().good(name))
        && digest.equals(Shelf.digest(tools.shelf().good(name)))) {
      Files.delete(next);
      return;
    }
    tools.shelf().advance(name, next);
    String version = bundle.getVersion().toString();
    tools
        .shelf()
        .write(
            new PluginRecord(
                name,
                version,
                digest,
                "",
                known.map(PluginRecord::version).orElse(""),
                "",
                known.isPresent() ? Change.UPDATED : Change.INSTALLED,
                tools.now(),
                version,
                Reason.NONE));
    tools.changed().run();
  }
}

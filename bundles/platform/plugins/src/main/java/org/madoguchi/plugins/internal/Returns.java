package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Administrators go back to the version before. */
final class Returns {
  private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

  private final Workshop tools;

  Returns(Workshop tools) {
    this.tools = tools;
  }

  /**
   * The one that ran becomes the version before.
   *
   * @throws DomainException there is none, or it does not start either
   */
  Bundle rollBack(String name) throws IOException {
    Bundle bundle =
        tools
            .bundles()
            .named(name)
            .filter(InstalledBundles::isPlugin)
            .orElseThrow(() -> new DomainException(PluginProblems.PLUGIN_NOT_FOUND, name));
    PluginRecord record =
        tools
            .shelf()
            .find(name)
            .filter(
                r -> !r.previousVersion().isEmpty() && Files.exists(tools.shelf().previous(name)))
            .orElseThrow(() -> new DomainException(PluginProblems.NO_PREVIOUS_VERSION, name));
    Verdict verdict = tools.exchange(bundle, tools.shelf().previous(name));
    if (!verdict.isGood()) {
      tools.putBack(bundle, tools.shelf().good(name));
      tools
          .shelf()
          .write(
              record.after(
                  Change.PUT_BACK, tools.now(), record.previousVersion(), verdict.reason()));
      tools.changed().run();
      throw new DomainException(PluginProblems.ROLLBACK_FAILED, record.previousVersion());
    }
    tools.shelf().swap(name);
    exchangeFiles(record);
    tools
        .shelf()
        .write(
            new PluginRecord(
                name,
                record.previousVersion(),
                Shelf.digest(tools.shelf().good(name)),
                record.previousFile(),
                record.version(),
                record.file(),
                Change.ROLLED_BACK,
                tools.now(),
                record.previousVersion(),
                Reason.NONE));
    LOG.info("plug-in {} is rolled back to {}", name, record.previousVersion());
    tools.changed().run();
    return bundle;
  }

  private void exchangeFiles(PluginRecord record) throws IOException {
    if (!record.previousFile().isEmpty()) {
      tools
          .shelf()
          .deploy(tools.shelf().good(record.name()), tools.deploy().resolve(record.previousFile()));
    }
    if (!record.file().isEmpty() && !record.file().equals(record.previousFile())) {
      Files.deleteIfExists(tools.deploy().resolve(record.file()));
    }
  }
}

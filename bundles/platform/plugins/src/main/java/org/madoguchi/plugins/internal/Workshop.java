package org.madoguchi.plugins.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What every change of a plug-in is made with.
 *
 * @param deploy the folder that people drop files into
 * @param patience how long a version may take to start
 * @param changed is told when what administrators see has changed
 */
record Workshop(
    BundleContext context,
    InstalledBundles bundles,
    Judge judge,
    Shelf shelf,
    Path deploy,
    Duration patience,
    Clock clock,
    Runnable changed) {

  Instant now() {
    return clock.instant();
  }

  /** Exchanges the content of a plug-in that runs; the next one has to do what this one does. */
  Verdict exchange(Bundle bundle, Path jar) {
    Duties duties = Duties.of(bundle, context);
    // it may have waited for something before, and may go on to
    boolean worked = judge.now(bundle, duties).isGood();
    Verdict verdict = putBack(bundle, jar);
    if (verdict.isBad()) {
      return verdict;
    }
    verdict = judge.within(patience, bundle, duties);
    return verdict.kind() == Verdict.Kind.WAITING && !worked ? Verdict.GOOD : verdict;
  }

  /** Puts a version that is known to work in place, unasked. */
  Verdict putBack(Bundle bundle, Path jar) {
    return bundles.put(Optional.of(bundle), bundle.getSymbolicName(), jar);
  }
}

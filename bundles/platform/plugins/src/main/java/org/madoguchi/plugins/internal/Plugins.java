package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.plugins.internal.PluginRecord.Change;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Plug-ins come, change and go, one at a time. The version that works is kept, and put back by
 * itself when the next one does not start.
 */
public final class Plugins {
  private final Workshop tools;
  private final Refusals refusals = new Refusals();
  private final Arrivals arrivals;
  private final FeatureBundles features;
  private final Departures departures;
  private final Returns returns;

  Plugins(
      BundleContext context,
      Judge judge,
      Shelf shelf,
      Path deploy,
      Duration patience,
      Clock clock,
      Runnable changed) {
    tools =
        new Workshop(
            context, new InstalledBundles(context), judge, shelf, deploy, patience, clock, changed);
    arrivals = new Arrivals(tools, refusals);
    features = new FeatureBundles(tools);
    departures = new Departures(tools);
    returns = new Returns(tools);
  }

  /** A plug-in and how it is now. */
  public record Shown(PluginRecord record, Verdict verdict, String title, Instant since) {}

  List<Shown> all() throws IOException {
    List<Shown> all = new ArrayList<>();
    for (Bundle bundle : tools.bundles().plugins()) {
      all.add(shown(bundle));
    }
    all.addAll(refusals.shown());
    return all;
  }

  private Shown shown(Bundle bundle) throws IOException {
    PluginRecord record =
        tools.shelf().find(bundle.getSymbolicName()).orElse(PluginRecord.of(bundle));
    String title = bundle.getHeaders("").get("Bundle-Name");
    Verdict verdict = tools.judge().now(bundle, Duties.NONE);
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

  /** See {@link Arrivals#deployed}. */
  synchronized void deployed(Path file, boolean again) throws IOException {
    arrivals.deployed(file, again);
  }

  /** See {@link FeatureBundles#found}. */
  synchronized void found(Bundle bundle, boolean booted) throws IOException {
    features.found(bundle, booted);
  }

  /** A file is gone from the deploy folder. */
  synchronized void withdrawn(String file) throws IOException, BundleException {
    if (refusals.removeFile(file)) {
      tools.changed().run();
    }
    departures.withdrawn(file);
  }

  /** What happened while nobody looked: files went, or a change was cut off half way. */
  synchronized void reconcile() throws IOException, BundleException {
    for (PluginRecord record : tools.shelf().all()) {
      tools.shelf().recover(record);
      tools
          .bundles()
          .named(record.name())
          .filter(bundle -> isAnother(bundle, record))
          .ifPresent(bundle -> tools.putBack(bundle, tools.shelf().good(record.name())));
    }
    departures.reconcile();
  }

  /** Whether a version runs that nobody has judged: the change to it was cut off. */
  private boolean isAnother(Bundle bundle, PluginRecord record) {
    return InstalledBundles.isFromFile(bundle)
        && record.change() != Change.STOPPED
        && !record.version().equals(bundle.getVersion().toString())
        && Files.exists(tools.shelf().good(record.name()));
  }

  /** See {@link Returns#rollBack}. */
  synchronized Shown rollBack(String name) throws IOException {
    return shown(returns.rollBack(name));
  }
}

package org.madoguchi.plugins.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.osgi.framework.Bundle;

/**
 * What is remembered of a plug-in over restarts.
 *
 * @param version the version that runs
 * @param digest of the jar that is kept; '' when none is
 * @param file its name in the deploy folder; '' when it came with a feature
 * @param previousVersion '' when there is none
 * @param previousFile as {@code file}, of the previous version
 * @param change what happened to it last
 * @param changedVersion the version that this was about
 * @param reason why the last change did not lead to that version running
 */
record PluginRecord(
    String name,
    String version,
    String digest,
    String file,
    String previousVersion,
    String previousFile,
    Change change,
    Instant changedAt,
    String changedVersion,
    Reason reason) {

  enum Change {
    INSTALLED,
    UPDATED,
    /** The version before was put back because the new one did not start. */
    PUT_BACK,
    /** An administrator went back to the version before. */
    ROLLED_BACK,
    /** It did not start, and there is no version before. */
    STOPPED,
    /** Not taken: it would have replaced a part of the product itself. */
    REFUSED
  }

  /** Of a bundle that nothing is remembered of. */
  static PluginRecord of(Bundle bundle) {
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

  PluginRecord after(Change next, Instant at, String about, Reason why) {
    return new PluginRecord(
        name, version, digest, file, previousVersion, previousFile, next, at, about, why);
  }

  /** The version before is not kept after all. */
  PluginRecord withoutPrevious() {
    return new PluginRecord(
        name, version, digest, file, "", "", change, changedAt, changedVersion, reason);
  }

  Properties written() {
    Properties written = new Properties();
    written.setProperty("name", name);
    written.setProperty("version", version);
    written.setProperty("digest", digest);
    written.setProperty("file", file);
    written.setProperty("previousVersion", previousVersion);
    written.setProperty("previousFile", previousFile);
    written.setProperty("change", change.name());
    written.setProperty("changedAt", changedAt.toString());
    written.setProperty("changedVersion", changedVersion);
    written.setProperty("reason", reason.code());
    for (int i = 0; i < reason.arguments().size(); i++) {
      written.setProperty("reason." + i, reason.arguments().get(i));
    }
    return written;
  }

  static PluginRecord read(Properties written) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; written.containsKey("reason." + i); i++) {
      arguments.add(written.getProperty("reason." + i));
    }
    return new PluginRecord(
        written.getProperty("name", ""),
        written.getProperty("version", ""),
        written.getProperty("digest", ""),
        written.getProperty("file", ""),
        written.getProperty("previousVersion", ""),
        written.getProperty("previousFile", ""),
        Change.valueOf(written.getProperty("change", Change.INSTALLED.name())),
        Instant.parse(written.getProperty("changedAt", Instant.EPOCH.toString())),
        written.getProperty("changedVersion", ""),
        new Reason(written.getProperty("reason", ""), arguments));
  }
}

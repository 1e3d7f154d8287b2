package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework's bundles: which are plug-ins, and how one is exchanged in place. */
final class InstalledBundles {
  private static final String LOCATION = "madoguchi-plugin:";
  private static final Pattern PRODUCT = Pattern.compile("madoguchi-(?!channel-|flow-|demo-).*");
  private static final Pattern OURS = Pattern.compile("(?:^|,)\\s*org\\.madoguchi\\.");
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)");
  private static final int REFRESH_SECONDS = 30;

  private final BundleContext context;

  InstalledBundles(BundleContext context) {
    this.context = context;
  }

  List<Bundle> plugins() {
    return Arrays.stream(context.getBundles()).filter(InstalledBundles::isPlugin).toList();
  }

  Optional<Bundle> named(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst();
  }

  /** Parts of the product itself and the libraries it stands on are none. */
  static boolean isPlugin(Bundle bundle) {
    String name = bundle.getSymbolicName();
    if (name == null || bundle.getBundleId() == 0 || isProduct(name)) {
      return false;
    }
    String imports = bundle.getHeaders("").get("Import-Package");
    return bundle.getLocation().startsWith(LOCATION)
        || imports != null && OURS.matcher(imports).find()
        || bundle.getEntry("OSGI-INF/madoguchi-ui.json") != null;
  }

  static boolean isProduct(String name) {
    return PRODUCT.matcher(name).matches();
  }

  /** Whether it came as a file, not with a feature. */
  static boolean isFromFile(Bundle bundle) {
    return bundle.getLocation().startsWith(LOCATION);
  }

  /** Installs or exchanges it, and starts it; a bundle that cannot start stays as it is. */
  Verdict put(Optional<Bundle> installed, String name, Path jar) {
    try {
      Bundle bundle;
      try (InputStream content = Files.newInputStream(jar)) {
        if (installed.isPresent()) {
          bundle = installed.get();
          bundle.stop(Bundle.STOP_TRANSIENT);
          bundle.update(content);
          refresh(bundle);
        } else {
          bundle = context.installBundle(LOCATION + name, content);
        }
      }
      return start(bundle);
    } catch (BundleException e) {
      return refused(e);
    } catch (IOException e) {
      return Verdict.bad("unreadable", Reason.said(e));
    }
  }

  /** Goes back to the content of the feature that the bundle came with. */
  Verdict putOriginal(Bundle bundle) {
    try {
      bundle.stop(Bundle.STOP_TRANSIENT);
      bundle.update();
      refresh(bundle);
      return start(bundle);
    } catch (BundleException e) {
      return refused(e);
    }
  }

  Verdict start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
      return Verdict.GOOD;
    } catch (BundleException e) {
      return refused(e);
    }
  }

  private static Verdict refused(BundleException e) {
    if (e.getType() == BundleException.RESOLVE_ERROR) {
      Matcher missing = PACKAGE.matcher(String.valueOf(e.getMessage()));
      String first = missing.find() ? missing.group(1) : Reason.line(e.getMessage());
      return Verdict.bad("unresolved", first);
    }
    return Verdict.bad("start-failed", Reason.said(e));
  }

  void uninstall(Bundle bundle) throws BundleException {
    bundle.uninstall();
    refresh(bundle);
  }

  /** Lets go of the content before; whoever was wired to it is wired anew. */
  private void refresh(Bundle bundle) {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
              }
            });
    try {
      done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.madoguchi.plugins.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.LiveSignals;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes plug-ins from the deploy folder, and watches those that features bring. FileInstall calls
 * it on its own thread, a file at a time.
 */
@Component(
    service = {ArtifactInstaller.class, PluginHost.class},
    immediate = true,
    configurationPid = "org.madoguchi.plugins",
    property = "service.ranking:Integer=100") // asked before Karaf takes a KAR
@Designate(ocd = PluginSettings.class)
public final class PluginHost implements ArtifactInstaller, BundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  // by name, as nothing else here needs to know Karaf
  private static final String BOOTED = "org.apache.karaf.features.BootFinished";

  private final BundleContext context;
  private final Plugins plugins;
  private final Path deploy;
  private final ExecutorService watch =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "madoguchi-plugins"));

  @Activate
  public PluginHost(
      BundleContext context,
      PluginSettings settings,
      @Reference ServiceComponentRuntime components,
      @Reference LiveSignals signals,
      @Reference Clock clock)
      throws IOException, BundleException {
    this.context = context;
    this.deploy = Path.of(context.getProperty("karaf.base"), "deploy").toAbsolutePath();
    this.plugins =
        new Plugins(
            context,
            new Judge(context, components),
            new Shelf(Path.of(context.getProperty("karaf.data"), "plugins").toAbsolutePath()),
            deploy,
            Duration.ofSeconds(settings.startSeconds()),
            clock,
            () -> signals.changed("plugins", Permission.DIRECTORY_MANAGE, MunicipalityId.EVERY));
    plugins.reconcile();
    context.addBundleListener(this);
    for (Bundle bundle : context.getBundles()) {
      watch(bundle, false);
    }
  }

  @Deactivate
  void stop() {
    context.removeBundleListener(this);
    watch.shutdownNow();
  }

  public List<Plugins.Shown> all() throws IOException {
    return plugins.all();
  }

  public Plugins.Shown rollBack(String name) throws IOException {
    return plugins.rollBack(name);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if ((event.getType() & (BundleEvent.INSTALLED | BundleEvent.UPDATED)) != 0) {
      watch(event.getBundle(), context.getServiceReference(BOOTED) != null);
    }
  }

  private void watch(Bundle bundle, boolean booted) {
    if (!InstalledBundles.isPlugin(bundle)) {
      return;
    }
    try {
      watch.execute(() -> look(bundle, booted));
    } catch (RejectedExecutionException stopped) {
      // the next start looks at all of them
    }
  }

  private void look(Bundle bundle, boolean booted) {
    try {
      plugins.found(bundle, booted);
    } catch (IOException | IllegalStateException e) {
      LOG.warn("{} cannot be kept: {}", bundle, Reason.said(e));
    }
  }

  @Override
  public boolean canHandle(File file) {
    return file.toPath().toAbsolutePath().startsWith(deploy) && DroppedFile.isOurs(file.toPath());
  }

  @Override
  public void install(File file) throws IOException {
    plugins.deployed(file.toPath(), false);
  }

  @Override
  public void update(File file) throws IOException {
    plugins.deployed(file.toPath(), true);
  }

  @Override
  public void uninstall(File file) throws IOException, BundleException {
    plugins.withdrawn(file.getName());
  }
}

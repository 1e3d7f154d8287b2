package org.madoguchi.metrics.internal;

import java.util.List;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The build, and which of our parts and plug-ins run. */
@Component(service = Measures.class)
public final class BundleMeasures implements Measures {
  private static final String OURS = "madoguchi-";
  private static final String USES_US = "org.madoguchi.";

  private static final Measure BUILD =
      Measure.gauge("madoguchi_build_info", "Always 1; the version is the label.", "version");
  private static final Measure ACTIVE =
      Measure.gauge(
          "madoguchi_bundle_active",
          "1 while a part or plug-in of the product runs, 0 while it is installed and does not.",
          "bundle",
          "version");

  private final BundleContext context;

  @Activate
  public BundleMeasures(BundleContext context) {
    this.context = context;
  }

  @Override
  public void tell(Figures figures) {
    figures.value(BUILD, 1, List.of(context.getBundle().getVersion().toString()));
    for (Bundle bundle : context.getBundles()) {
      if (isOurs(bundle)) {
        figures.value(
            ACTIVE,
            bundle.getState() == Bundle.ACTIVE ? 1 : 0,
            List.of(bundle.getSymbolicName(), bundle.getVersion().toString()));
      }
    }
  }

  private static boolean isOurs(Bundle bundle) {
    String name = bundle.getSymbolicName();
    if (name == null || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
      return false;
    }
    String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
    return name.startsWith(OURS) || imports != null && imports.contains(USES_US);
  }
}

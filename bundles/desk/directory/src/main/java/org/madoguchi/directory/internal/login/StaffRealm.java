package org.madoguchi.directory.internal.login;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAAS realm of the directory's own staff and passwords. */
@Component
public final class StaffRealm implements JaasRealm {
  static final String NAME = "madoguchi";

  private final Map<String, Object> options;

  @Activate
  public StaffRealm(BundleContext context, @Reference Passwords passwords) {
    options =
        Map.of(
            ProxyLoginModule.PROPERTY_MODULE,
            StaffLoginModule.class.getName(),
            ProxyLoginModule.PROPERTY_BUNDLE,
            Long.toString(context.getBundle().getBundleId()),
            BundleContext.class.getName(),
            context,
            StaffLoginModule.PASSWORDS,
            passwords);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public int getRank() {
    return 0;
  }

  @Override
  public AppConfigurationEntry[] getEntries() {
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            ProxyLoginModule.class.getName(),
            AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
            options);
    return new AppConfigurationEntry[] {entry};
  }
}

package org.madoguchi.portal.internal;

import org.osgi.service.component.annotations.Component;

/** What browsers show that cannot reach the pages. */
@Component(service = PortalPage.class)
public final class OfflinePage extends TextPages {
  public OfflinePage() {
    super("offline");
  }
}

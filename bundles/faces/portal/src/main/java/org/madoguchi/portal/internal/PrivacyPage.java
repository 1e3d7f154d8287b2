package org.madoguchi.portal.internal;

import org.osgi.service.component.annotations.Component;

/** What is kept of those who read. */
@Component(service = PortalPage.class)
public final class PrivacyPage extends TextPages {
  public PrivacyPage() {
    super("privacy");
  }
}

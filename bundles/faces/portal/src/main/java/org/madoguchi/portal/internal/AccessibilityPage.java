package org.madoguchi.portal.internal;

import org.osgi.service.component.annotations.Component;

/** How far everybody can use the pages. */
@Component(service = PortalPage.class)
public final class AccessibilityPage extends TextPages {
  public AccessibilityPage() {
    super("accessibility");
  }
}

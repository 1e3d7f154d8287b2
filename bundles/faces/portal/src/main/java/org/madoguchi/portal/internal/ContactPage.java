package org.madoguchi.portal.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Where one can ask. Pages link here until there is a form to write in; what was typed goes on into
 * the mail.
 */
@Component(service = PortalPage.class)
public final class ContactPage implements PortalPage {
  @Override
  public String name() {
    return "contact";
  }

  @Override
  public Answer show(Visit visit) {
    if (visit.path().size() > 1) {
      return Answer.Refused.MISSING;
    }
    return Answer.Page.of(
        "contact",
        Map.of(
            "title",
            visit.language().texts().plain("contact.title"),
            "typed",
            visit.typed(),
            "mailQuery",
            visit.typed().isEmpty()
                ? ""
                : "?body=" + Visit.encoded(visit.typed()).replace("+", "%20"),
            "robots",
            "noindex"));
  }
}

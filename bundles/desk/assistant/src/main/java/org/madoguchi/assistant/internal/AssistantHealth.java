package org.madoguchi.assistant.internal;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the assistants that were chosen answer. Nobody is kept from work by it. */
@Component(service = HealthCheck.class)
public final class AssistantHealth implements HealthCheck {
  private static final String TEXTS = "org.madoguchi.assistant.internal.health";
  private static final String AWAY = "assistant-away";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Assistants assistants;

  @Activate
  public AssistantHealth(@Reference Assistants assistants) {
    this.assistants = assistants;
  }

  @Override
  public List<Finding> findings(Locale locale) {
    if (!assistants.isAnyAway()) {
      return List.of();
    }
    ResourceBundle texts =
        ResourceBundle.getBundle(TEXTS, locale, AssistantHealth.class.getClassLoader(), EXACT);
    return List.of(new Finding(AWAY, false, texts.getString(AWAY)));
  }
}

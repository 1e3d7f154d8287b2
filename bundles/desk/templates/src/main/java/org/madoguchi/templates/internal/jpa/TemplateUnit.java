package org.madoguchi.templates.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.persistence.PersistenceUnit;
import org.madoguchi.templates.internal.TemplateTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {TemplateUnit.class, TemplateTransactions.class})
public final class TemplateUnit extends PersistenceUnit implements TemplateTransactions {
  @Activate
  public TemplateUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-templates)") EntityManagerFactory factory) {
    super(factory);
  }
}

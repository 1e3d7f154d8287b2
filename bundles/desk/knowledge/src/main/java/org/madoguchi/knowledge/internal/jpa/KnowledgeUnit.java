package org.madoguchi.knowledge.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.knowledge.internal.KnowledgeTransactions;
import org.madoguchi.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {KnowledgeUnit.class, KnowledgeTransactions.class})
public final class KnowledgeUnit extends PersistenceUnit implements KnowledgeTransactions {
  @Activate
  public KnowledgeUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-knowledge)") EntityManagerFactory factory) {
    super(factory);
  }
}

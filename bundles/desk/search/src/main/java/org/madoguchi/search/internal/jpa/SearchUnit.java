package org.madoguchi.search.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.persistence.PersistenceUnit;
import org.madoguchi.search.internal.SearchTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {SearchUnit.class, SearchTransactions.class})
public final class SearchUnit extends PersistenceUnit implements SearchTransactions {
  @Activate
  public SearchUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-search)") EntityManagerFactory factory) {
    super(factory);
  }
}

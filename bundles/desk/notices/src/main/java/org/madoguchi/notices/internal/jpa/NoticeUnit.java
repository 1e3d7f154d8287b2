package org.madoguchi.notices.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.notices.internal.NoticeTransactions;
import org.madoguchi.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {NoticeUnit.class, NoticeTransactions.class})
public final class NoticeUnit extends PersistenceUnit implements NoticeTransactions {
  @Activate
  public NoticeUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-notices)") EntityManagerFactory factory) {
    super(factory);
  }
}

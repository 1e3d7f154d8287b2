package org.madoguchi.calendar.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {CalendarUnit.class, JpaCalendarUnit.class})
public final class JpaCalendarUnit extends PersistenceUnit implements CalendarUnit {
  @Activate
  public JpaCalendarUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-calendar)") EntityManagerFactory factory) {
    super(factory);
  }

  void removeIfThere(Class<?> type, Object key) {
    Object row = manager().find(type, key);
    if (row != null) {
      manager().remove(row);
    }
  }
}

package org.madoguchi.directory.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {DirectoryUnit.class, JpaDirectoryUnit.class})
public final class JpaDirectoryUnit extends PersistenceUnit implements DirectoryUnit {
  @Activate
  public JpaDirectoryUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-directory)") EntityManagerFactory factory) {
    super(factory);
  }
}

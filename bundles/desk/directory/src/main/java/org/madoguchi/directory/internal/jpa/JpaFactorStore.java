package org.madoguchi.directory.internal.jpa;

import java.util.Collection;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.madoguchi.directory.internal.store.FactorStore;
import org.madoguchi.kernel.StaffId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Second factors in the tables SECOND_FACTOR and RECOVERY_CODE. */
@Component
public final class JpaFactorStore implements FactorStore {
  private final JpaDirectoryUnit unit;

  @Activate
  public JpaFactorStore(@Reference JpaDirectoryUnit unit) {
    this.unit = unit;
  }

  @Override
  public Optional<Factor> find(StaffId who) {
    return Optional.ofNullable(em().find(SecondFactorRow.class, who.value()))
        .map(SecondFactorRow::factor);
  }

  @Override
  public boolean any() {
    return !em().createQuery("select f.login from SecondFactorRow f", String.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  @Override
  public void save(Factor factor) {
    String login = factor.who().value();
    unit.findOrAdd(SecondFactorRow.class, login, () -> SecondFactorRow.of(login)).take(factor);
  }

  @Override
  public boolean take(StaffId who, long step) {
    // one statement: of two nodes that see the same code, the database lets one change the row
    return em().createQuery(
                "update SecondFactorRow f set f.lastStep = :step"
                    + " where f.login = :login and f.lastStep < :step")
            .setParameter("step", step)
            .setParameter("login", who.value())
            .executeUpdate()
        == 1;
  }

  @Override
  public void remove(StaffId who) {
    em().createQuery("delete from SecondFactorRow f where f.login = :login")
        .setParameter("login", who.value())
        .executeUpdate();
    removeCodes(who);
  }

  @Override
  public void replaceCodes(StaffId who, Collection<String> hashes) {
    removeCodes(who);
    hashes.forEach(hash -> em().persist(RecoveryCodeRow.of(who.value(), hash)));
  }

  private void removeCodes(StaffId who) {
    em().createQuery("delete from RecoveryCodeRow c where c.login = :login")
        .setParameter("login", who.value())
        .executeUpdate();
  }

  @Override
  public int codesLeft(StaffId who) {
    return em().createQuery(
            "select c.hash from RecoveryCodeRow c where c.login = :login", String.class)
        .setParameter("login", who.value())
        .getResultList()
        .size();
  }

  @Override
  public boolean holdsCode(StaffId who, String hash) {
    return em().createQuery(
            "select c.hash from RecoveryCodeRow c where c.login = :login", String.class)
        .setParameter("login", who.value())
        .getResultList()
        .contains(hash);
  }

  @Override
  public boolean useCode(StaffId who, String hash) {
    return em().createQuery(
                "delete from RecoveryCodeRow c where c.login = :login and c.hash = :hash")
            .setParameter("login", who.value())
            .setParameter("hash", hash)
            .executeUpdate()
        == 1;
  }

  private EntityManager em() {
    return unit.manager();
  }
}

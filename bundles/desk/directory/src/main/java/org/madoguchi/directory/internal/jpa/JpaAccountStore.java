package org.madoguchi.directory.internal.jpa;

import static java.util.stream.Collectors.toMap;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.internal.store.AccountStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One statement for all accounts: there are thousands of them, and four statements. */
@Component
public final class JpaAccountStore implements AccountStore {
  private final JpaDirectoryUnit unit;

  @Activate
  public JpaAccountStore(@Reference JpaDirectoryUnit unit) {
    this.unit = unit;
  }

  @Override
  public Set<String> withInitialPassword() {
    return new HashSet<>(
        unit.manager()
            .createQuery(
                "select c.login from StaffCredentialRow c where c.mustChange = :initial",
                String.class)
            .setParameter("initial", true)
            .getResultList());
  }

  @Override
  public Set<String> withPassword() {
    return logins("select c.login from StaffCredentialRow c");
  }

  @Override
  public Set<String> withSecondFactor() {
    return logins("select f.login from SecondFactorRow f where f.secret <> ''");
  }

  private Set<String> logins(String query) {
    return new HashSet<>(unit.manager().createQuery(query, String.class).getResultList());
  }

  @Override
  public Map<String, Long> sessions() {
    return unit.manager()
        .createQuery(
            "select s.login, count(s.secretHash) from WebSessionRow s group by s.login",
            Object[].class)
        .getResultStream()
        .collect(toMap(row -> (String) row[0], row -> (Long) row[1]));
  }
}

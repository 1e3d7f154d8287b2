package org.madoguchi.directory.internal.account;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.AccountStore;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the accounts of a municipality's staff are. */
@Component(service = Accounts.class)
public final class Accounts {
  /** How somebody logs in here. */
  public enum Password {
    NONE,
    INITIAL,
    OWN
  }

  public record Account(Staff staff, Password password, boolean secondFactor, long sessions) {}

  private final DirectoryUnit unit;
  private final AccountStore accounts;
  private final LiveDirectory directory;

  @Activate
  public Accounts(
      @Reference DirectoryUnit unit,
      @Reference AccountStore accounts,
      @Reference LiveDirectory directory) {
    this.unit = unit;
    this.accounts = accounts;
    this.directory = directory;
  }

  /**
   * Of active staff, by kana.
   *
   * @throws org.madoguchi.kernel.problem.DomainException forbidden
   */
  public List<Account> of(AccessScope scope, MunicipalityId municipality) {
    scope.require(Permission.DIRECTORY_MANAGE, municipality);
    return unit.transactions()
        .read(
            () -> {
              Set<String> initial = accounts.withInitialPassword();
              Set<String> any = accounts.withPassword();
              Set<String> factors = accounts.withSecondFactor();
              Map<String, Long> sessions = accounts.sessions();
              return directory.staffOf(municipality).stream()
                  .map(
                      staff -> {
                        String login = staff.id().value();
                        Password password =
                            initial.contains(login)
                                ? Password.INITIAL
                                : any.contains(login) ? Password.OWN : Password.NONE;
                        return new Account(
                            staff,
                            password,
                            factors.contains(login),
                            sessions.getOrDefault(login, 0L));
                      })
                  .toList();
            });
  }
}

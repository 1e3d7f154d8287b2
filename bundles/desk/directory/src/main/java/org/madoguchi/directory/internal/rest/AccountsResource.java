package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.account.Accounts;
import org.madoguchi.directory.internal.account.Accounts.Account;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.rest.Views.StaffView;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/accounts}: how staff log in, for who manages them. */
@Component(service = AccountsResource.class)
@RestResource("/accounts")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
  private static final int MOST = 200;

  /**
   * @param password {@code none}, {@code initial} (to be changed at the next login) or {@code own}
   * @param sessions how many are open, or ended within the last minutes
   */
  @Schema(name = "Account")
  public record AccountView(
      String id,
      String name,
      String kana,
      List<String> roles,
      List<String> sections,
      Accounts.Password password,
      boolean secondFactor,
      long sessions) {}

  /**
   * @param total how many there are, of which {@code items} are the first 200
   */
  @Schema(name = "Accounts")
  public record AccountsView(List<AccountView> items, int total) {}

  private final Accounts accounts;
  private final Municipalities municipalities;

  @Activate
  public AccountsResource(@Reference Accounts accounts, @Reference Municipalities municipalities) {
    this.accounts = accounts;
    this.municipalities = municipalities;
  }

  @GET
  @Path("/{municipality}")
  @Operation(summary = "Accounts of active staff by kana; q finds parts of login, name or kana")
  @Needs(Permission.DIRECTORY_MANAGE)
  public AccountsView of(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("q") String words) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    Checks checks = new Checks();
    String wanted = checks.optional("q", words, 100);
    checks.done();
    List<Account> found =
        accounts.of(scope, municipality.id()).stream()
            .filter(account -> Presenter.matching(wanted).test(account.staff()))
            .toList();
    return new AccountsView(
        found.stream().limit(MOST).map(account -> view(account, municipality)).toList(),
        found.size());
  }

  private static AccountView view(Account account, Municipality municipality) {
    StaffView staff = Presenter.staff(account.staff(), municipality.id());
    return new AccountView(
        staff.id(),
        staff.name(),
        staff.kana(),
        staff.roles(),
        staff.sections(),
        account.password(),
        account.secondFactor(),
        account.sessions());
  }
}

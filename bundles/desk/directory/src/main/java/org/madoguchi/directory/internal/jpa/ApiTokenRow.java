package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.store.SecretStore.ApiToken;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;

@Entity
@Table(name = "API_TOKEN")
class ApiTokenRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "SECRET_HASH")
  String secretHash;

  @Column(name = "LOGIN")
  String login;

  @Column(name = "NAME")
  String name;

  /** Written as the API writes them, with commas between; '' = all. */
  @Column(name = "PERMISSIONS")
  String permissions;

  /** '' = all. */
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "EXPIRES_AT")
  Instant expiresAt;

  static ApiTokenRow of(ApiToken token) {
    ApiTokenRow row = new ApiTokenRow();
    row.id = token.id();
    row.secretHash = token.secretHash();
    row.login = token.who().value();
    row.name = token.name();
    row.permissions = token.narrowing().permissions().map(ApiTokenRow::written).orElse("");
    row.municipality = token.narrowing().municipality().map(MunicipalityId::value).orElse("");
    row.createdAt = token.createdAt();
    row.expiresAt = token.expiresAt();
    return row;
  }

  ApiToken token() {
    return new ApiToken(
        id, secretHash, new StaffId(login), name, narrowing(), createdAt, expiresAt);
  }

  private static String written(Set<Permission> permissions) {
    return permissions.stream().sorted().map(Checks::written).collect(Collectors.joining(","));
  }

  private Narrowing narrowing() {
    return new Narrowing(
        permissions.isEmpty() ? Optional.empty() : Optional.of(read(permissions)),
        municipality.isEmpty() ? Optional.empty() : Optional.of(new MunicipalityId(municipality)));
  }

  /** A permission this version does not know allows nothing; it never turns into all of them. */
  private static Set<Permission> read(String written) {
    List<String> names = List.of(written.split(","));
    return Stream.of(Permission.values())
        .filter(p -> names.contains(Checks.written(p)))
        .collect(Collectors.toSet());
  }
}

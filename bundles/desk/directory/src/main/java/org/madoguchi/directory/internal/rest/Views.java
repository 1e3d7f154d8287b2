package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.madoguchi.kernel.access.Refers;

/** The JSON of the directory's addresses. */
public final class Views {
  private Views() {}

  @Schema(name = "Me")
  public record Me(
      String id,
      String name,
      String kana,
      String mail,
      String language,
      List<Membership> municipalities,
      List<String> everywhere) {}

  /**
   * What the caller is in one municipality.
   *
   * @param sections the codes of the sections reached; empty = the roles hold in the whole
   *     municipality
   */
  @Schema(name = "Membership")
  public record Membership(
      String slug,
      String name,
      String code,
      String timeZone,
      List<String> languages,
      List<String> roles,
      List<String> sections,
      List<String> permissions) {}

  /**
   * A municipality; for administrators also one whose file is wrong.
   *
   * @param state {@code ready} or {@code failed}
   * @param file and {@code problem} only when failed
   */
  @Schema(name = "Municipality")
  public record MunicipalityView(
      String slug,
      String name,
      String code,
      String timeZone,
      List<String> languages,
      String state,
      String file,
      String problem) {}

  @Schema(name = "Section")
  public record SectionView(
      String code,
      String name,
      String kana,
      String parent,
      String kind,
      String phone,
      String hours) {}

  @Schema(name = "StaffMember")
  public record StaffView(
      String id, String name, String kana, List<String> roles, List<String> sections) {}

  /**
   * @param validFrom the first day it may be chosen, absent when there is none; {@code validTo} the
   *     last one, which counts. Those of the categories above are regarded
   * @param state today, in the municipality's time zone: {@code current}, {@code future} or {@code
   *     past}
   */
  @Schema(name = "Category")
  public record CategoryView(
      String code,
      String parent,
      String name,
      String section,
      String validFrom,
      String validTo,
      String state) {}

  /**
   * @param permissions what it may do of what its owner may; absent = everything
   * @param municipality where it may do that; absent = everywhere the owner may
   */
  @Schema(name = "ApiToken")
  public record TokenView(
      long id,
      String name,
      List<String> permissions,
      String municipality,
      Instant createdAt,
      Instant expiresAt) {}

  @Schema(name = "IssuedApiToken")
  public record IssuedTokenView(long id, String token) {}

  @Schema(name = "NewApiToken")
  public record NewToken(
      String name,
      List<String> permissions,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String expiresAt) {}

  @Schema(name = "LanguageChoice")
  public record LanguageChoice(String language) {}

  @Schema(name = "PasswordChange")
  public record PasswordChange(
      @Schema(type = "string", format = "password") char[] current,
      @Schema(type = "string", format = "password") char[] next) {
    void wipe() {
      Views.wipe(current);
      Views.wipe(next);
    }
  }

  @Schema(name = "NewPassword")
  public record NewPassword(@Schema(type = "string", format = "password") char[] password) {
    void wipe() {
      Views.wipe(password);
    }
  }

  private static void wipe(char[] secret) {
    if (secret != null) {
      Arrays.fill(secret, '\0');
    }
  }
}

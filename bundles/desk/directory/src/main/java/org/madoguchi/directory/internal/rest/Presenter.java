package org.madoguchi.directory.internal.rest;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.Validity;
import org.madoguchi.directory.internal.categories.CategoryTree;
import org.madoguchi.directory.internal.municipality.MunicipalityFile;
import org.madoguchi.directory.internal.rest.Views.CategoryView;
import org.madoguchi.directory.internal.rest.Views.Me;
import org.madoguchi.directory.internal.rest.Views.Membership;
import org.madoguchi.directory.internal.rest.Views.MunicipalityView;
import org.madoguchi.directory.internal.rest.Views.SectionView;
import org.madoguchi.directory.internal.rest.Views.StaffView;
import org.madoguchi.directory.internal.rest.Views.TokenView;
import org.madoguchi.directory.internal.store.SecretStore.ApiToken;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;

/** Turns the directory's values into what the addresses answer. Pure functions. */
final class Presenter {
  private Presenter() {}

  static Me me(AccessScope scope, Staff staff, List<Municipality> municipalities) {
    List<Membership> memberships =
        municipalities.stream()
            .filter(m -> scope.may(Permission.DIRECTORY_READ, m.id()))
            .map(m -> membership(scope, m))
            .toList();
    return new Me(
        staff.id().value(),
        staff.name(),
        staff.kana(),
        staff.mail(),
        staff.language().toLanguageTag(),
        memberships,
        permissions(scope, MunicipalityId.EVERY));
  }

  static TokenView token(ApiToken token) {
    return new TokenView(
        token.id(),
        token.name(),
        token
            .narrowing()
            .permissions()
            .map(left -> left.stream().sorted().map(Checks::written).toList())
            .orElse(null),
        token.narrowing().municipality().map(MunicipalityId::value).orElse(null),
        token.createdAt(),
        token.expiresAt());
  }

  private static Membership membership(AccessScope scope, Municipality m) {
    List<Grant> grants =
        scope.grants().stream()
            .filter(
                g ->
                    g.municipality().equals(m.id())
                        || g.municipality().equals(MunicipalityId.EVERY))
            .toList();
    return new Membership(
        m.id().value(),
        m.name(),
        m.code().digits(),
        m.timeZone().getId(),
        tags(m),
        roles(grants),
        sections(grants),
        permissions(scope, m.id()));
  }

  private static List<String> permissions(AccessScope scope, MunicipalityId municipality) {
    return EnumSet.allOf(Permission.class).stream()
        .filter(p -> scope.may(p, municipality))
        .map(Checks::written)
        .toList();
  }

  private static List<String> roles(List<Grant> grants) {
    return grants.stream().map(Grant::role).distinct().sorted().map(Checks::written).toList();
  }

  private static List<String> sections(List<Grant> grants) {
    return grants.stream()
        .map(Grant::section)
        .filter(s -> !s.isNone())
        .distinct()
        .sorted()
        .map(SectionId::value)
        .toList();
  }

  private static List<String> tags(Municipality m) {
    return m.languages().stream().map(Locale::toLanguageTag).toList();
  }

  static MunicipalityView municipality(Municipality m) {
    return new MunicipalityView(
        m.id().value(),
        m.name(),
        m.code().digits(),
        m.timeZone().getId(),
        tags(m),
        "ready",
        null,
        null);
  }

  static MunicipalityView failed(MunicipalityFile file, Locale locale) {
    String problem = file.problem().map(p -> p.text(locale)).orElse(null);
    return new MunicipalityView(
        file.slug(), null, null, null, List.of(), "failed", file.name(), problem);
  }

  static SectionView section(Section s) {
    return new SectionView(
        s.id().value(),
        s.name(),
        s.kana(),
        s.parent().value(),
        Checks.written(s.kind()),
        s.phone(),
        s.hours());
  }

  static StaffView staff(Staff staff, MunicipalityId municipality) {
    List<Grant> grants =
        staff.grants().stream().filter(g -> g.municipality().equals(municipality)).toList();
    return new StaffView(
        staff.id().value(), staff.name(), staff.kana(), roles(grants), sections(grants));
  }

  static CategoryView category(Category c, LocalDate today) {
    Validity days = c.validity();
    return new CategoryView(
        c.code(),
        c.parent(),
        c.name(),
        c.section().value(),
        days.begins() ? CategoryTree.from(days) : null,
        days.ends() ? CategoryTree.to(days) : null,
        Checks.written(days.on(today)));
  }

  /**
   * Whether login, name or kana hold the words, however they are typed: width, case, kana and
   * spaces do not count.
   */
  static Predicate<Staff> matching(String words) {
    String wanted = folded(words);
    if (wanted.isEmpty()) {
      return staff -> true;
    }
    return staff ->
        staff.id().value().contains(wanted)
            || folded(staff.name()).contains(wanted)
            || folded(staff.kana()).contains(wanted);
  }

  private static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(plain.length());
    plain
        .chars()
        .filter(c -> !Character.isWhitespace(c))
        // Katakana to hiragana: ァ … ヶ lie 0x60 behind ぁ … ゖ.
        .map(c -> c >= 'ァ' && c <= 'ヶ' ? c - 0x60 : c)
        .forEach(c -> folded.append((char) c));
    return folded.toString();
  }
}

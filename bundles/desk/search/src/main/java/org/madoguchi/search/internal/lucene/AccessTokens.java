package org.madoguchi.search.internal.lucene;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.search.Audience;
import org.madoguchi.search.Visibility;

/**
 * The access columns in the index: an audience is some tokens, a visibility is others, and a
 * document is shown when they have one in common. Same decision as {@link Visibility#shows}.
 */
final class AccessTokens {
  private static final String EVERYBODY = "everybody";
  private static final String ANY = "*";

  /** Instead of a permission: to read tickets, where one reads citizens, too. */
  private static final String ACQUAINTED = "acquainted";

  private AccessTokens() {}

  static Set<String> of(Audience audience) {
    Set<String> tokens = new LinkedHashSet<>();
    if (audience instanceof Audience.Everybody) {
      tokens.add(EVERYBODY);
    } else if (audience instanceof Audience.Staff staff) {
      everyOrOne(tokens, staff.permission().name(), staff.municipality(), "staff");
    } else if (audience instanceof Audience.Sections those) {
      those
          .everywhere()
          .forEach(p -> everyOrOne(tokens, p.name(), those.municipality(), "in/" + ANY));
      those
          .sections()
          .forEach(
              s -> everyOrOne(tokens, those.permission().name(), those.municipality(), "in/" + s));
    } else if (audience instanceof Audience.Readers readers) {
      readers.tags().forEach(tag -> tagged(tokens, readers.permission().name(), tag));
    } else if (audience instanceof Audience.Acquainted those) {
      those.tags().forEach(tag -> tagged(tokens, ACQUAINTED, tag));
    } else if (audience instanceof Audience.Either either) {
      either.those().forEach(each -> tokens.addAll(of(each)));
    }
    return tokens;
  }

  private static void tagged(Set<String> tokens, String permission, AccessTag tag) {
    int level = tag.confidentiality().level();
    everyOrOne(tokens, permission, tag.municipality(), owned(ANY, level));
    if (!tag.section().isNone()) {
      everyOrOne(tokens, permission, tag.municipality(), owned(tag.section().value(), level));
    }
    if (tag.confidentiality() == Confidentiality.NORMAL) {
      for (SectionId section : tag.contributing()) {
        everyOrOne(tokens, permission, tag.municipality(), "helps/" + section);
      }
    }
  }

  private static void everyOrOne(
      Set<String> tokens, String permission, MunicipalityId municipality, String what) {
    tokens.add(token(permission, municipality, what));
    tokens.add(token(permission, MunicipalityId.EVERY, what));
  }

  static Set<String> of(Visibility visibility) {
    Set<String> tokens = new LinkedHashSet<>();
    tokens.add(EVERYBODY);
    visibility
        .reaches()
        .forEach(
            (permission, reaches) ->
                reaches.forEach(reach -> reached(tokens, permission.name(), reach)));
    held(visibility, Permission.TICKET_READ)
        .forEach(
            ticket ->
                held(visibility, Permission.CITIZEN_READ).stream()
                    .flatMap(citizens -> both(ticket, citizens.municipality()).stream())
                    .forEach(reach -> reached(tokens, ACQUAINTED, reach)));
    return tokens;
  }

  private static List<Reach> held(Visibility visibility, Permission permission) {
    return visibility.reaches().getOrDefault(permission, List.of());
  }

  /** What of a reach lies in the municipality, which may be every one. */
  private static Optional<Reach> both(Reach reach, MunicipalityId municipality) {
    if (municipality.equals(MunicipalityId.EVERY) || municipality.equals(reach.municipality())) {
      return Optional.of(reach);
    }
    return Optional.of(reach)
        .filter(r -> r.holdsIn(municipality))
        .map(r -> new Reach(municipality, r.section(), r.confidentiality(), r.contributed()));
  }

  private static void reached(Set<String> tokens, String permission, Reach reach) {
    String section = reach.section().isNone() ? ANY : reach.section().value();
    tokens.add(token(permission, reach.municipality(), "staff"));
    tokens.add(token(permission, reach.municipality(), "in/" + section));
    for (Confidentiality level : Confidentiality.values()) {
      if (level.level() <= reach.confidentiality().level()) {
        tokens.add(token(permission, reach.municipality(), owned(section, level.level())));
      }
    }
    if (reach.contributed()) {
      tokens.add(token(permission, reach.municipality(), "helps/" + section));
    }
  }

  private static String owned(String section, int level) {
    return "owns/" + section + "/" + level;
  }

  private static String token(String permission, MunicipalityId municipality, String what) {
    return permission + "/" + municipality + "/" + what;
  }
}

package org.madoguchi.knowledge.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.ArticleStore.Part;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Shown;

/**
 * Who sees what of articles. Whoever writes or approves a section's articles sees all of them,
 * drafts too. Whoever reads in a municipality sees what is published for staff or everybody there;
 * what names its sections only with a role in one of them.
 */
final class Sight {
  private static final List<Permission> WORK =
      List.of(Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE);

  private static final List<Permission> ALL =
      List.of(Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE);

  private Sight() {}

  /** Whether the person sees any article of the municipality. */
  static boolean holds(AccessScope scope, MunicipalityId municipality) {
    return scope.may(Permission.KNOWLEDGE_READ, municipality) || worksIn(scope, municipality);
  }

  /** The municipalities of which the person sees articles, or this one. */
  static Set<MunicipalityId> held(AccessScope scope, Optional<MunicipalityId> municipality) {
    if (municipality.isPresent()) {
      return Set.of(municipality.get());
    }
    Set<MunicipalityId> held = new HashSet<>();
    for (Permission permission : ALL) {
      scope.reaches(permission).forEach(reach -> held.add(reach.municipality()));
    }
    return held;
  }

  private static boolean worksIn(AccessScope scope, MunicipalityId municipality) {
    return WORK.stream().anyMatch(p -> scope.may(p, municipality));
  }

  static boolean works(AccessScope scope, AccessTag tag) {
    return WORK.stream().anyMatch(p -> scope.may(p, tag));
  }

  /**
   * @param audience the sections the shown edition names
   */
  static boolean reads(AccessScope scope, Article article, Set<SectionId> audience) {
    Optional<Shown> shown = article.shown();
    if (shown.isEmpty() || !article.course().standing().isRead()) {
      return false;
    }
    if (shown.get().heading().visibility() != Visibility.SECTIONS) {
      return scope.may(Permission.KNOWLEDGE_READ, article.municipality());
    }
    Set<SectionId> own = own(scope, article.municipality());
    return own.contains(article.section()) || audience.stream().anyMatch(own::contains);
  }

  /** The sections in which the person has a role. */
  private static Set<SectionId> own(AccessScope scope, MunicipalityId municipality) {
    Set<SectionId> own = new HashSet<>();
    for (Reach reach : scope.reaches(Permission.KNOWLEDGE_READ)) {
      if (reach.holdsIn(municipality) && !reach.section().isNone()) {
        own.add(reach.section());
      }
    }
    return own;
  }

  /** What the person writes or approves, as parts of the store; none = nothing. */
  static List<Part> work(AccessScope scope, Optional<MunicipalityId> municipality) {
    Map<MunicipalityId, Set<SectionId>> reached = new TreeMap<>();
    Set<MunicipalityId> whole = new HashSet<>();
    for (Permission permission : WORK) {
      for (Reach reach : scope.reaches(permission)) {
        if (municipality.map(reach::holdsIn).orElse(true)) {
          MunicipalityId where = municipality.orElse(reach.municipality());
          reached.computeIfAbsent(where, m -> new HashSet<>()).add(reach.section());
          if (reach.section().isNone()) {
            whole.add(where);
          }
        }
      }
    }
    List<Part> parts = new ArrayList<>();
    reached.forEach((m, sections) -> parts.add(new Part(m, whole.contains(m), sections)));
    return parts;
  }

  /** What the person reads; who works with all reads what is for named sections too. */
  static List<Part> read(AccessScope scope, Optional<MunicipalityId> municipality) {
    Map<MunicipalityId, Set<SectionId>> reached = new TreeMap<>();
    for (Reach reach : scope.reaches(Permission.KNOWLEDGE_READ)) {
      if (municipality.map(reach::holdsIn).orElse(true)) {
        MunicipalityId where = municipality.orElse(reach.municipality());
        reached.computeIfAbsent(where, m -> new HashSet<>()).add(reach.section());
      }
    }
    List<Part> parts = new ArrayList<>();
    reached.forEach(
        (m, sections) -> {
          boolean all = works(scope, AccessTag.of(m));
          sections.remove(SectionId.NONE);
          parts.add(new Part(m, all, sections));
        });
    return parts;
  }
}

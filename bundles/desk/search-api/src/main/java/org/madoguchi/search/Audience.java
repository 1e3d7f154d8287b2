package org.madoguchi.search;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;

/**
 * Who may find a document: the access columns of the record it stands for. Whoever is not of the
 * audience neither gets the document nor can tell from a count, a facet or a suggestion that it
 * exists.
 */
public sealed interface Audience {
  /** The municipality whose document it is. */
  MunicipalityId municipality();

  /** Everybody, citizens too. */
  record Everybody(MunicipalityId municipality) implements Audience {
    public Everybody {
      Objects.requireNonNull(municipality);
    }
  }

  /** Whoever holds the permission anywhere in the municipality. */
  record Staff(MunicipalityId municipality, Permission permission) implements Audience {
    public Staff {
      Objects.requireNonNull(municipality);
      Objects.requireNonNull(permission);
    }
  }

  /**
   * Whoever holds the permission in one of the sections, and whoever works with the documents of
   * all of them. To hold the permission in the whole municipality is not enough.
   *
   * @param everywhere of whom holds one of these in the whole municipality, the sections are not
   *     asked
   */
  record Sections(
      MunicipalityId municipality,
      Permission permission,
      Set<SectionId> sections,
      Set<Permission> everywhere)
      implements Audience {
    public Sections {
      Objects.requireNonNull(municipality);
      Objects.requireNonNull(permission);
      sections = Set.copyOf(sections);
      everywhere = Set.copyOf(everywhere);
      if (sections.isEmpty() && everywhere.isEmpty()) {
        throw new IllegalArgumentException("a document is for somebody");
      }
    }
  }

  /**
   * Whoever a record with these access columns is shown to, as {@link
   * org.madoguchi.kernel.access.Reach#holds} decides. With several tags one is enough: a citizen is
   * seen by whoever may read one of their tickets.
   *
   * @param tags at least one, all of the municipality
   */
  record Readers(MunicipalityId municipality, Permission permission, List<AccessTag> tags)
      implements Audience {
    public Readers {
      Objects.requireNonNull(permission);
      tags = List.copyOf(tags);
      if (tags.isEmpty() || tags.stream().anyMatch(t -> !t.municipality().equals(municipality))) {
        throw new IllegalArgumentException("a record has access columns of its municipality");
      }
    }
  }

  /**
   * Whoever reads citizens in the municipality and may read a ticket with one of these access
   * columns: a citizen is known to those who may read one of their tickets.
   *
   * @param tags at least one, all of the municipality
   */
  record Acquainted(MunicipalityId municipality, List<AccessTag> tags) implements Audience {
    public Acquainted {
      tags = List.copyOf(tags);
      if (tags.isEmpty() || tags.stream().anyMatch(t -> !t.municipality().equals(municipality))) {
        throw new IllegalArgumentException("a record has access columns of its municipality");
      }
    }
  }

  /**
   * Whoever is of one of these audiences.
   *
   * @param those at least one, all of one municipality
   */
  record Either(List<Audience> those) implements Audience {
    public Either {
      those = List.copyOf(those);
      if (those.stream().map(Audience::municipality).distinct().count() != 1) {
        throw new IllegalArgumentException("a document is of one municipality");
      }
    }

    @Override
    public MunicipalityId municipality() {
      return those.get(0).municipality();
    }
  }

  static Audience everybody(MunicipalityId municipality) {
    return new Everybody(municipality);
  }

  static Audience staff(MunicipalityId municipality, Permission permission) {
    return new Staff(municipality, permission);
  }

  static Audience readers(Permission permission, AccessTag tag) {
    return new Readers(tag.municipality(), permission, List.of(tag));
  }

  static Audience readers(
      MunicipalityId municipality, Permission permission, Collection<AccessTag> tags) {
    return new Readers(municipality, permission, List.copyOf(tags));
  }
}

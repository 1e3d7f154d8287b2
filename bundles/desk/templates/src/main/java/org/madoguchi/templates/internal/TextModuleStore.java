package org.madoguchi.templates.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.templates.internal.domain.TextModule;

/** Port to the stored text modules. Called within transactions. */
public interface TextModuleStore {
  /**
   * Modules of a municipality ({@link MunicipalityId#EVERY} = of any).
   *
   * @param sections only those for one of these, {@link SectionId#NONE} being the whole
   *     municipality; empty = all
   */
  record Part(MunicipalityId municipality, Set<SectionId> sections) {
    public Part {
      sections = Set.copyOf(sections);
    }
  }

  /** What is asked for. */
  enum Kind {
    TEXT,
    MACRO,
    ANY
  }

  /**
   * What a list shows: of these parts (none = nothing), with every word.
   *
   * @param active only those in use
   * @param words folded as {@code Spelling.words} does
   * @param shortcut those whose shortcut begins so come first; '' = no difference
   */
  record Filter(List<Part> parts, Kind kind, boolean active, List<String> words, String shortcut) {}

  /**
   * A place in a list.
   *
   * @param called whether it is among those that come first because of their shortcut
   */
  record Place(boolean called, int order, long id) {}

  /** What follows the place, in order, at most {@code limit}. */
  List<TextModule> page(Filter filter, Optional<Place> after, int limit);

  Optional<TextModule> find(long id);

  /** The module of exactly this reach and shortcut, withdrawn or not. */
  Optional<TextModule> find(MunicipalityId municipality, SectionId section, String shortcut);

  /** Those that are there, in any order. */
  List<TextModule> find(Collection<Long> ids);

  /** All with a higher id, the lowest first, at most {@code limit}. */
  List<TextModule> behind(long id, int limit);

  void add(TextModule module);

  void save(TextModule module);
}

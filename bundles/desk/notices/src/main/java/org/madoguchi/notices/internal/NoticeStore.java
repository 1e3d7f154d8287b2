package org.madoguchi.notices.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.domain.Notice;

/** Port to the stored notices and who has read them. Called within transactions. */
public interface NoticeStore {
  /**
   * Notices of a municipality ({@link MunicipalityId#EVERY} = of any).
   *
   * @param sections only those for one of these, {@link SectionId#NONE} being the whole
   *     municipality; empty = all
   */
  record Part(MunicipalityId municipality, Set<SectionId> sections) {
    public Part {
      sections = Set.copyOf(sections);
    }
  }

  /** Where a notice is looked for; each has its order. */
  enum Shelf {
    /** What is shown now: by standing, then the newest. */
    CURRENT,
    /** Not shown yet; the farthest first. */
    COMING,
    /** The archive; what ended last first. */
    EXPIRED
  }

  /**
   * What a list shows: of these parts (none = nothing), with every word.
   *
   * @param words folded as {@code Words} does
   */
  record Filter(List<Part> parts, Shelf shelf, List<String> words) {}

  /** A place in a list. */
  record Place(int standing, Instant at, long id) {
    static Place of(Notice last, Shelf shelf) {
      return shelf == Shelf.EXPIRED
          ? new Place(0, last.details().to(), last.id())
          : new Place(last.details().standing(), last.details().from(), last.id());
    }
  }

  /** That somebody read an edition. */
  record Reading(StaffId staff, int edition, Instant at) {}

  /** What follows the place, in the shelf's order, at most {@code limit}. */
  List<Notice> page(Filter filter, Instant now, Optional<Place> after, int limit);

  /** How many the person has not read in their present edition, of those shown now. */
  int unread(List<Part> parts, StaffId staff, Instant now);

  /** When one of them begins or ends to be shown next; empty = never. */
  Optional<Instant> nextTurn(List<Part> parts, Instant now);

  Optional<Notice> find(long id);

  /** Those of these parts (none = nothing) that are about the problem, the latest first. */
  List<Notice> about(long problem, List<Part> parts, int limit);

  Optional<Notice> find(StaffId author, String requestId);

  void add(Notice notice);

  void save(Notice notice);

  /** The highest edition the person has read of each of these; those never read are missing. */
  Map<Long, Integer> readBy(StaffId staff, Collection<Long> notices);

  /** Nothing when it is noted already. */
  void read(long notice, Reading reading);

  /** Everybody who read it, each with the last edition they read; the latest first. */
  List<Reading> readers(long notice);
}

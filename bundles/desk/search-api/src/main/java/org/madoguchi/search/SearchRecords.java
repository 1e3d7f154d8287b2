package org.madoguchi.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was searched, and what it led to: nobody's name, no telephone numbers, no addresses. An OSGi
 * service that is there while the search plug-in is. Thread-safe. The calls return at once and
 * never throw: what is written is written later, and a record is lost rather than a search delayed.
 */
@ProviderType
public interface SearchRecords {
  /** Longer texts are cut. */
  int LONGEST_TEXT = 200;

  /** More of what was shown is left out. */
  int MOST_SHOWN = 10;

  /** Where it was asked. */
  enum Place {
    /** The console's search page. */
    CONSOLE,
    /** Beside a ticket. */
    PANE,
    /** The citizens' portal. */
    PORTAL,
    /** While a citizen fills in an inquiry. */
    FORM
  }

  /** What followed. */
  enum Use {
    OPENED,
    QUOTED,
    LINKED,
    HELPFUL,
    UNHELPFUL,
    /** It became a contact; of no document. */
    ASKED_ON
  }

  /**
   * A search whose answer was shown.
   *
   * @param id made by whoever asked; what follows refers to it
   * @param text as typed
   * @param language {@code ja}, {@code en} …; empty when nobody knows
   * @param shown best first
   * @param total how many were found
   */
  record Made(
      UUID id,
      MunicipalityId municipality,
      Place place,
      String text,
      String language,
      List<DocumentKey> shown,
      long total) {
    public Made {
      Objects.requireNonNull(id);
      Objects.requireNonNull(municipality);
      Objects.requireNonNull(place);
      Objects.requireNonNull(text);
      Objects.requireNonNull(language);
      shown = shown.stream().limit(MOST_SHOWN).toList();
    }
  }

  /** A blank text and an id that is known already are passed over. */
  void made(Made search);

  /**
   * What the search led to; the same again is passed over, and so is what no search of the
   * municipality led to.
   *
   * @param key empty for {@link Use#ASKED_ON}
   */
  void used(UUID search, MunicipalityId municipality, Optional<DocumentKey> key, Use use);
}

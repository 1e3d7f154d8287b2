package org.madoguchi.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what was searched for and what it led to. An OSGi service that is there while the search
 * plug-in is. Never throws for content, and loses a record rather than delay a search. Thread-safe.
 */
@ProviderType
public interface SearchRecords {
  /** Where it was asked. */
  enum Place {
    CONSOLE,
    PANE,
    PORTAL,
    FORM
  }

  /** What a search led to. */
  enum Use {
    OPENED,
    QUOTED,
    LINKED,
    HELPFUL,
    UNHELPFUL,
    /** It became a contact; no document belongs to it. */
    ASKED_ON
  }

  /**
   * A search that was made.
   *
   * @param shown the hits of the first page, the best first
   * @param total how many there were
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
      shown = List.copyOf(shown);
    }
  }

  /** A repeated id changes nothing. */
  void made(Made search);

  void used(UUID search, MunicipalityId municipality, Optional<DocumentKey> key, Use use);
}

package org.madoguchi.search.internal.synonyms;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;

/**
 * Words that mean the same to whoever searches in a municipality.
 *
 * @param making who registered them, and by which request
 * @param editor who changed them last
 */
public record OwnSynonyms(
    long id,
    MunicipalityId municipality,
    List<String> words,
    Making making,
    StaffId editor,
    Instant editedAt,
    long version) {
  public OwnSynonyms {
    words = List.copyOf(words);
  }

  public record Making(StaffId author, String requestId) {}

  OwnSynonyms said(List<String> otherwise, StaffId who, Instant now) {
    return new OwnSynonyms(id, municipality, otherwise, making, who, now, version + 1);
  }
}

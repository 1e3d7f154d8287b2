package org.madoguchi.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;

/**
 * A municipality, from {@code etc/org.madoguchi.municipality-<slug>.cfg}.
 *
 * @param name as citizens know it, for example みほん市
 * @param languages in order of preference; the first is used for acknowledgements
 * @param settings every other key of the file, for example {@code acknowledge} or {@code
 *     inquiry.flow}
 */
public record Municipality(
    MunicipalityId id,
    LocalGovernmentCode code,
    String name,
    ZoneId timeZone,
    List<Locale> languages,
    Map<String, String> settings) {
  public Municipality {
    languages = List.copyOf(languages);
    settings = Map.copyOf(settings);
  }

  /** The day it is there at this moment. */
  public LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, timeZone);
  }

  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key)).filter(v -> !v.isBlank());
  }
}

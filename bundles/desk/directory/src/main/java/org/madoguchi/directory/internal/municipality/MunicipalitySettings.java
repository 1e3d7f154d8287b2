package org.madoguchi.directory.internal.municipality;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.madoguchi.directory.LocalGovernmentCode;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;

/** Reads the keys of a municipality's configuration file; the first wrong one decides. */
final class MunicipalitySettings {
  static final String FOLDER = "directory.folder";
  private static final Set<String> OWN =
      Set.of("slug", "code", "name", "timeZone", "languages", FOLDER);

  /** What the container adds to every configuration. */
  private static final List<String> CONTAINER =
      List.of("service.", "felix.", "component.", "org.apache.felix.", "org.apache.karaf.");

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ConfigurationProblem problem;

    Wrong(String key, String code, String value) {
      this.problem = new ConfigurationProblem(key, code, value);
    }
  }

  private final Map<String, String> values = new TreeMap<>();

  private MunicipalitySettings(Map<String, Object> properties) {
    properties.forEach((key, value) -> values.put(key, String.valueOf(value).strip()));
  }

  /**
   * @param name of the file
   * @param folders where each municipality's folder lies by default
   */
  static MunicipalityFile read(String name, Map<String, Object> properties, Path folders) {
    MunicipalitySettings settings = new MunicipalitySettings(properties);
    try {
      Municipality municipality = settings.municipality();
      return MunicipalityFile.ready(name, municipality, settings.folder(municipality, folders));
    } catch (Wrong wrong) {
      return MunicipalityFile.failed(name, settings.values.getOrDefault("slug", ""), wrong.problem);
    }
  }

  private Municipality municipality() throws Wrong {
    return new Municipality(slug(), code(), name(), timeZone(), languages(), free());
  }

  private MunicipalityId slug() throws Wrong {
    String slug = required("slug");
    if (!MunicipalityId.isSlug(slug)) {
      throw new Wrong("slug", "invalid-slug", slug);
    }
    return new MunicipalityId(slug);
  }

  private LocalGovernmentCode code() throws Wrong {
    String code = required("code");
    try {
      return new LocalGovernmentCode(code);
    } catch (IllegalArgumentException e) {
      throw new Wrong("code", "invalid-code", code);
    }
  }

  private String name() throws Wrong {
    String name = required("name");
    // UTF-8 read as ISO 8859-1 (the default of Felix File Install) shows as C1 control characters.
    if (name.chars().anyMatch(c -> c >= 0x80 && c <= 0x9f)) {
      throw new Wrong("name", "wrong-encoding", "");
    }
    return name;
  }

  private ZoneId timeZone() throws Wrong {
    String zone = values.getOrDefault("timeZone", "Asia/Tokyo");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new Wrong("timeZone", "invalid-time-zone", zone);
    }
  }

  private List<Locale> languages() throws Wrong {
    List<Locale> languages = new ArrayList<>();
    for (String tag : values.getOrDefault("languages", "ja").split(",")) {
      try {
        languages.add(new Locale.Builder().setLanguageTag(tag.strip()).build());
      } catch (IllformedLocaleException e) {
        throw new Wrong("languages", "invalid-language", tag.strip());
      }
      if (languages.get(languages.size() - 1).getLanguage().isEmpty()) {
        throw new Wrong("languages", "invalid-language", tag.strip());
      }
    }
    return languages;
  }

  private Path folder(Municipality municipality, Path folders) throws Wrong {
    String folder = values.getOrDefault(FOLDER, "");
    try {
      return folder.isEmpty() ? folders.resolve(municipality.id().value()) : Path.of(folder);
    } catch (java.nio.file.InvalidPathException e) {
      throw new Wrong(FOLDER, "invalid-folder", folder);
    }
  }

  private Map<String, String> free() {
    Map<String, String> free = new TreeMap<>(values);
    free.keySet().removeIf(k -> OWN.contains(k) || CONTAINER.stream().anyMatch(k::startsWith));
    return free;
  }

  private String required(String key) throws Wrong {
    String value = values.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new Wrong(key, "required", "");
    }
    return value;
  }
}

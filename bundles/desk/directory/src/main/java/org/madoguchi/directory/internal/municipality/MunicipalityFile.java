package org.madoguchi.directory.internal.municipality;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.madoguchi.directory.Municipality;

/**
 * One configuration file, read.
 *
 * @param name of the file, for messages
 * @param slug as written, '' when missing
 * @param municipality empty when there is a problem
 * @param folder where CSV files for the import may lie
 */
public record MunicipalityFile(
    String name,
    String slug,
    Optional<Municipality> municipality,
    Path folder,
    Optional<ConfigurationProblem> problem) {

  static MunicipalityFile ready(String name, Municipality municipality, Path folder) {
    Objects.requireNonNull(municipality);
    return new MunicipalityFile(
        name, municipality.id().value(), Optional.of(municipality), folder, Optional.empty());
  }

  static MunicipalityFile failed(String name, String slug, ConfigurationProblem problem) {
    return new MunicipalityFile(name, slug, Optional.empty(), Path.of(""), Optional.of(problem));
  }
}

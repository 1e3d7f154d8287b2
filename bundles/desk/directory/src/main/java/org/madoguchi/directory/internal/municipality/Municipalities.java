package org.madoguchi.directory.internal.municipality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every municipality's file with its state; the ready ones make up the container's municipalities.
 * Thread-safe.
 */
@Component(service = Municipalities.class)
public final class Municipalities {
  private static final Logger LOG = LoggerFactory.getLogger(Municipalities.class);

  private final List<MunicipalityConfiguration> configurations = new ArrayList<>();
  private final List<Consumer<MunicipalityFile>> watchers = new CopyOnWriteArrayList<>();
  private volatile List<MunicipalityFile> files = List.of();
  private volatile Map<MunicipalityId, Municipality> ready = Map.of();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addConfiguration(MunicipalityConfiguration configuration) {
    List<MunicipalityFile> fresh;
    synchronized (this) {
      configurations.add(configuration);
      fresh = judge();
    }
    fresh.forEach(file -> watchers.forEach(w -> w.accept(file)));
  }

  public void removeConfiguration(MunicipalityConfiguration configuration) {
    List<MunicipalityFile> fresh;
    synchronized (this) {
      configurations.remove(configuration);
      fresh = judge();
    }
    fresh.forEach(file -> watchers.forEach(w -> w.accept(file)));
  }

  /** All files, ready or not, by name. */
  public List<MunicipalityFile> files() {
    return files;
  }

  /** The ready municipalities by slug. */
  public List<Municipality> all() {
    return List.copyOf(ready.values());
  }

  public Optional<Municipality> find(MunicipalityId id) {
    return Optional.ofNullable(ready.get(id));
  }

  /** Calls {@code watcher} for each ready file, now and whenever one becomes ready. */
  public void watch(Consumer<MunicipalityFile> watcher) {
    watchers.add(watcher);
    files.stream().filter(file -> file.problem().isEmpty()).forEach(watcher);
  }

  public void unwatch(Consumer<MunicipalityFile> watcher) {
    watchers.remove(watcher);
  }

  /** Decides anew which files are ready and returns those that were not before. */
  private List<MunicipalityFile> judge() {
    Map<String, String> slugs = new HashMap<>();
    Map<String, String> codes = new HashMap<>();
    List<MunicipalityFile> judged =
        configurations.stream()
            .map(MunicipalityConfiguration::file)
            .sorted(Comparator.comparing(MunicipalityFile::name))
            .map(file -> unique(file, slugs, codes))
            .toList();
    Set<MunicipalityFile> before = Set.copyOf(files);
    List<MunicipalityFile> changed = judged.stream().filter(f -> !before.contains(f)).toList();
    changed.stream()
        .filter(f -> f.problem().filter(p -> p.code().startsWith("duplicate")).isPresent())
        .forEach(
            f -> LOG.warn("{} is not used: {}", f.name(), f.problem().get().text(Locale.ENGLISH)));
    files = judged;
    Map<MunicipalityId, Municipality> next = new TreeMap<>();
    judged.forEach(file -> file.municipality().ifPresent(m -> next.put(m.id(), m)));
    ready = next;
    return changed.stream().filter(f -> f.problem().isEmpty()).toList();
  }

  private static MunicipalityFile unique(
      MunicipalityFile file, Map<String, String> slugs, Map<String, String> codes) {
    if (file.municipality().isEmpty()) {
      return file;
    }
    String code = file.municipality().get().code().digits();
    String sameSlug = slugs.putIfAbsent(file.slug(), file.name());
    if (sameSlug != null) {
      return failed(file, "slug", "duplicate-slug", sameSlug);
    }
    String sameCode = codes.putIfAbsent(code, file.name());
    if (sameCode != null) {
      return failed(file, "code", "duplicate-code", sameCode);
    }
    return file;
  }

  private static MunicipalityFile failed(
      MunicipalityFile file, String key, String code, String other) {
    return MunicipalityFile.failed(
        file.name(), file.slug(), new ConfigurationProblem(key, code, other));
  }
}

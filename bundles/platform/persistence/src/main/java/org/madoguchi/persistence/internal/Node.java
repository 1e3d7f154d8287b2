package org.madoguchi.persistence.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.madoguchi.kernel.store.ThisProcess;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * This installation among all that share the database. The id outlives restarts, so that a node
 * finds its cursors again and takes its own leases back at once; the process does not.
 */
@Component(service = {Node.class, ThisProcess.class})
public final class Node implements ThisProcess {
  private static final String FILE = "node-id";

  private final String id;
  private final String process = random();
  private volatile Set<String> others = Set.of();

  @Activate
  public Node(BundleContext context) throws IOException {
    this(idIn(folder(context)));
  }

  /**
   * @param id at most 64 characters
   */
  public Node(String id) {
    if (id.isBlank() || id.length() > 64) {
      throw new IllegalArgumentException("a node id has 1–64 characters");
    }
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public String name() {
    return id + "/" + process;
  }

  @Override
  public Set<String> others() {
    return others;
  }

  void others(Set<String> alive) {
    others = alive;
  }

  /** Whether {@code process} is another run of the same node: in all likelihood a dead one. */
  boolean isFormerSelf(String process) {
    return process.startsWith(id + "/") && !process.equals(name());
  }

  private static Path folder(BundleContext context) {
    String data = context.getProperty("karaf.data");
    return data == null ? context.getDataFile("").toPath() : Path.of(data);
  }

  private static String idIn(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      String known = Files.readString(file).strip();
      if (!known.isEmpty()) {
        return known;
      }
    }
    String fresh = random();
    Files.createDirectories(folder);
    Files.writeString(file, fresh + "\n");
    return fresh;
  }

  private static String random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

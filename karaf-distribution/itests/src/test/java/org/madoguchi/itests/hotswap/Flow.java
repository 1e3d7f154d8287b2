package org.madoguchi.itests.hotswap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;

/** Stands in for a flow: follows the tickets, once for all nodes, and writes down what it saw. */
public final class Flow implements EventFollower {
  static final String FILE = "data/flow.log";

  @Override
  public String name() {
    return "itests.flow";
  }

  @Override
  public Set<String> streams() {
    return Set.of("tickets");
  }

  @Override
  public boolean everyNode() {
    return false;
  }

  @Override
  public void follow(List<CommittedEvent> batch) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (CommittedEvent event : batch) {
      lines.append(event.position()).append(' ').append(event.type()).append(' ');
      lines.append(event.aggregate()).append('\n');
    }
    Files.writeString(
        Path.of(System.getProperty("karaf.base"), FILE),
        lines,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A version of it that cannot be made. */
  public static final class Broken {
    public Broken() {
      throw new IllegalStateException("deliberate");
    }
  }
}

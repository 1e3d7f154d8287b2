package org.madoguchi.itests.operations;

import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Instance;

/** The log of an instance that writes JSON: every line is one object. */
final class LogLines {
  private LogLines() {}

  static List<JsonNode> of(Instance instance) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    String log = Files.readString(instance.home().resolve("data/log/karaf.log"));
    // the last one may be written just now
    String whole = log.substring(0, log.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      JsonNode read = Api.json(line);
      assertTrue(line, read.hasNonNull("at") && read.hasNonNull("message"));
      lines.add(read);
    }
    return lines;
  }
}

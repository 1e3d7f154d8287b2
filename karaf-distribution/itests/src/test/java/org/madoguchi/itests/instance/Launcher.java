package org.madoguchi.itests.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.testkit.FreePorts;

/** The commands of {@code ./madoguchi} as an administrator gives them, at a Japanese terminal. */
public final class Launcher {
  private static final Path ROOT = Path.of(System.getProperty("madoguchi.root"));

  private Launcher() {}

  /** What became of a command. */
  public record Ended(int code, String output) {
    public boolean worked() {
      return code == 0;
    }
  }

  /** Ends with the command. */
  public static Ended run(Object... arguments) throws IOException, InterruptedException {
    return runWith(Map.of(), arguments);
  }

  /**
   * The same.
   *
   * @param environment more of it
   */
  public static Ended runWith(Map<String, String> environment, Object... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("launcher", ".log");
    try {
      int code = begin(output, environment, arguments).waitFor();
      return new Ended(code, Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /**
   * Returns at once.
   *
   * @param environment more of it
   */
  public static Process begin(Path output, Map<String, String> environment, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("madoguchi").toAbsolutePath().normalize().toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("LC_ALL");
    builder.environment().put("LC_MESSAGES", "ja_JP.UTF-8");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MADOGUCHI_BUILD", "no");
    builder.environment().put("MADOGUCHI_HTTP_PORT", Integer.toString(FreePorts.next()));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }
}

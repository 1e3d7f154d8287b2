package org.madoguchi.itests.durability;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Sets the clock of a running installation. The product has one clock and no hook for this: a
 * debugger exchanges the body of its method, as it stands in the source but for the difference.
 */
final class ClockJump {
  private static final String TYPE = "org.madoguchi.persistence.internal.UtcClock";
  private static final String TOLD = "return clock.instant();";

  private ClockJump() {}

  /**
   * From now on it tells another time than the machine's.
   *
   * @param difference to the machine's clock; zero = right again
   */
  static void to(Duration difference, int debugPort) throws IOException {
    byte[] compiled = compiled(difference);
    VirtualMachine vm = Breakpoint.attach(debugPort);
    try {
      List<ReferenceType> loaded = vm.classesByName(TYPE);
      if (loaded.isEmpty()) {
        throw new AssertionError("no such class any more: " + TYPE);
      }
      vm.redefineClasses(loaded.stream().collect(Collectors.toMap(c -> c, c -> compiled)));
    } finally {
      vm.dispose();
    }
  }

  private static byte[] compiled(Duration difference) throws IOException {
    Path product =
        Path.of(
            System.getProperty("madoguchi.root"),
            "bundles/platform/persistence/src/main/java",
            TYPE.replace('.', '/') + ".java");
    String source = Files.readString(product);
    if (!source.contains(TOLD)) {
      throw new AssertionError("it tells the time in another way now: " + product);
    }
    String other =
        source
            .replace(TOLD, TOLD.replace("()", "().plusSeconds(" + difference.toSeconds() + ")"))
            // not on the class path here, and nothing that a running class needs
            .replaceAll("(?m)^(@Component|import org\\.osgi).*$", "");
    Path folder = Files.createTempDirectory("clock");
    Path file = folder.resolve("UtcClock.java");
    Path result = folder.resolve(TYPE.replace('.', '/') + ".class");
    try {
      Files.writeString(file, other);
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      String[] options = {"-proc:none", "-d", folder.toString(), file.toString()};
      if (compiler.run(null, null, null, options) != 0) {
        throw new AssertionError("does not compile: " + other);
      }
      return Files.readAllBytes(result);
    } finally {
      for (Path p = result; !p.equals(folder); p = p.getParent()) {
        Files.deleteIfExists(p);
      }
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}

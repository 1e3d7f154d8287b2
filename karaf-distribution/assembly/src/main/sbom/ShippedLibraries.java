import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Writes a CycloneDX document of what a distribution ships: every jar of its folders, and whatever
 * a jar carries inside (nested, or merged with its pom.properties). A plug-in of Maven would miss
 * the bundles that come by features. Needs no network. Arguments: the unpacked distribution, the
 * document to write.
 */
public final class ShippedLibraries {
  private static final String POM = "META-INF/maven/.*/pom\\.properties";

  private final Map<String, String> components = new TreeMap<>();

  public static void main(String[] arguments) throws IOException {
    Path distribution = Path.of(arguments[0]);
    ShippedLibraries shipped = new ShippedLibraries();
    for (String folder : List.of("system", "lib")) {
      shipped.look(distribution.resolve(folder));
    }
    Files.writeString(Path.of(arguments[1]), shipped.document());
    System.out.println(shipped.components.size() + " libraries are listed in " + arguments[1]);
  }

  private void look(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        String relative = folder.relativize(jar).toString().replace('\\', '/');
        String[] parts = relative.split("/");
        if (folder.endsWith("system") && parts.length >= 4) {
          int n = parts.length;
          String group = String.join(".", List.of(parts).subList(0, n - 3));
          add(group, parts[n - 3], parts[n - 2], sha256(Files.readAllBytes(jar)));
        }
        try (InputStream in = Files.newInputStream(jar)) {
          inside(in);
        }
      }
    }
  }

  private void inside(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".jar")) {
        inside(zip);
      } else if (entry.getName().matches(POM)) {
        Properties pom = new Properties();
        pom.load(zip);
        add(
            pom.getProperty("groupId"),
            pom.getProperty("artifactId"),
            pom.getProperty("version"),
            "");
      }
    }
  }

  private void add(String group, String artifact, String version, String sha256) {
    if (group == null || artifact == null || version == null) {
      return;
    }
    String purl = "pkg:maven/" + group + "/" + artifact + "@" + version;
    String hash =
        sha256.isEmpty()
            ? ""
            : ",\n     \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"" + sha256 + "\"}]";
    String component =
        "    {\"type\": \"library\", \"bom-ref\": \"%s\", \"group\": \"%s\", \"name\": \"%s\","
            + " \"version\": \"%s\", \"purl\": \"%s\"%s}";
    components.merge(
        purl,
        component.formatted(purl, group, artifact, version, purl, hash),
        (one, other) -> one.length() >= other.length() ? one : other);
  }

  private String document() {
    return components.values().stream()
        .collect(
            Collectors.joining(
                ",\n",
                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"version\": 1,\n"
                    + "  \"metadata\": {\"component\": {\"type\": \"application\", \"name\":"
                    + " \"madoguchi\"}},\n"
                    + "  \"components\": [\n",
                "\n  ]}\n"));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}

package org.madoguchi.web.internal.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.web.internal.json.Json;

/** {@code OSGI-INF/madoguchi-ui.json}, checked against the files that come with it. */
final class ExtensionManifest {
  /** Panels written for this version, or an earlier one of the same major number, can be shown. */
  static final int MAJOR = 1;

  static final int MINOR = 0;

  private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,99}");
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,99}");
  private static final int CONTRIBUTIONS = 50;

  private final ObjectNode json;
  private final String module;

  private ExtensionManifest(ObjectNode json, String module) {
    this.json = json;
    this.module = module;
  }

  /**
   * @param files below {@code madoguchi-ui/}, by relative path
   * @throws BadManifest saying what is wrong
   */
  static ExtensionManifest read(byte[] text, Map<String, byte[]> files) throws BadManifest {
    ObjectNode json = parse(text);
    requireVersion(json.path("uiApi").asText());
    String module = json.path("module").asText();
    byte[] code = files.get(module);
    if (code == null) {
      throw new BadManifest("no-module", module);
    }
    Set<String> ids = new HashSet<>();
    JsonNode contributions = json.path("contributions");
    if (!contributions.isArray()
        || contributions.isEmpty()
        || contributions.size() > CONTRIBUTIONS) {
      throw new BadManifest("no-contributions", String.valueOf(CONTRIBUTIONS));
    }
    for (JsonNode contribution : contributions) {
      check(contribution, ids, new String(code, StandardCharsets.UTF_8));
    }
    return new ExtensionManifest(json, module);
  }

  private static ObjectNode parse(byte[] text) throws BadManifest {
    try {
      if (Json.mapper().readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new BadManifest("not-json", "");
    } catch (JsonProcessingException e) {
      throw new BadManifest("not-json", "");
    } catch (IOException e) {
      throw new IllegalStateException(e); // reading from memory
    }
  }

  private static void requireVersion(String version) throws BadManifest {
    Matcher wanted = VERSION.matcher(version);
    boolean fits =
        wanted.matches()
            && Integer.parseInt(wanted.group(1)) == MAJOR
            && Integer.parseInt(wanted.group(2)) <= MINOR;
    if (!fits) {
      throw new BadManifest("ui-api", version, MAJOR + "." + MINOR);
    }
  }

  private static void check(JsonNode contribution, Set<String> ids, String code)
      throws BadManifest {
    String id = contribution.path("id").asText();
    if (!ID.matcher(id).matches() || !ids.add(id)) {
      throw new BadManifest("contribution-id", id);
    }
    if (!ID.matcher(contribution.path("slot").asText()).matches()) {
      throw new BadManifest("slot", id);
    }
    String export = contribution.path("export").asText();
    if (!NAME.matcher(export).matches() || !exports(code, export)) {
      throw new BadManifest("no-export", export);
    }
    String permission = contribution.path("permission").asText();
    if (!permission.isEmpty() && permission(permission).isEmpty()) {
      throw new BadManifest("permission", permission);
    }
  }

  /** Whether the module seems to export the name; one that re-exports others is believed. */
  private static boolean exports(String code, String name) {
    String quoted = Pattern.quote(name);
    String declared =
        "\\bexport\\s+(?:async\\s+)?(?:class|function\\s*\\*?|const|let|var)\\s+"
            + quoted
            + "(?![\\w$])";
    String listed = "\\bexport\\s*\\{[^}]*(?<![\\w$])" + quoted + "\\s*[,}]";
    String passedOn = "\\bexport\\s*\\*";
    return Pattern.compile(declared + "|" + listed + "|" + passedOn).matcher(code).find();
  }

  private static Optional<Permission> permission(String written) {
    return Stream.of(Permission.values())
        .filter(p -> Checks.written(p).equals(written))
        .findFirst();
  }

  String module() {
    return module;
  }

  /** The manifest with the contributions this person may use; empty when there are none. */
  Optional<JsonNode> visibleTo(AccessScope scope) {
    List<JsonNode> visible = new ArrayList<>();
    for (JsonNode contribution : json.path("contributions")) {
      String needed = contribution.path("permission").asText();
      if (permission(needed).map(p -> holdsAnywhere(scope, p)).orElse(true)) {
        visible.add(contribution);
      }
    }
    if (visible.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode manifest = json.deepCopy();
    ArrayNode contributions = manifest.putArray("contributions");
    contributions.addAll(visible);
    return Optional.of(manifest);
  }

  static boolean holdsAnywhere(AccessScope scope, Permission permission) {
    return scope.mayEverywhere(permission)
        || scope.municipalities().stream().anyMatch((MunicipalityId m) -> scope.may(permission, m));
  }
}

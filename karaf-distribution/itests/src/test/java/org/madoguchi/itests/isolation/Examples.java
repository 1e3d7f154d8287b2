package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertFalse;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.isolation.Operation.Reference;

/**
 * Makes a sound request for any operation: what its arguments name comes from a specimen, by the
 * kinds the operation says; the rest by the names of its members, which mean the same everywhere.
 */
final class Examples {
  private static final Map<String, Object> MEMBERS =
      Map.ofEntries(
          Map.entry("kind", "inquiry"),
          Map.entry("channel", "phone"),
          Map.entry("subject", "名のない件"),
          Map.entry("text", "名のない本文"),
          Map.entry("title", "名のない定型文"),
          Map.entry("shortcut", "nanashi"),
          Map.entry("name", "名のない市民"),
          Map.entry("reason", "試験"),
          Map.entry("delivered", true),
          Map.entry("language", "ja"),
          Map.entry("priority", "high"),
          Map.entry("relation", "related"),
          Map.entry("behaviour", "up"),
          Map.entry("citizen", Map.of("name", "名のない市民")),
          Map.entry("expiresAt", "2027-01-01T00:00:00Z"),
          Map.entry("tickets.Requests.DraftText.kind", "note"),
          Map.entry("harassment.HarassmentResource.NewHarassment.kind", "abuse"),
          Map.entry("article-findings.ArticleFindingDismissal.kind", "review"),
          Map.entry("week", Map.of("monday", List.of(Map.of("opens", "8:30", "closes", "17:15")))),
          Map.entry("selection", Map.of("queue", "waiting-department")),
          Map.entry("change", Map.of("priority", "high")),
          Map.entry("to", "2099-12-31T00:00:00Z"),
          Map.entry("from", "2099-12-01T00:00:00Z"),
          Map.entry("progress", "answered"),
          Map.entry("edition", 1),
          Map.entry("citizens.Requests.CitizenRestore.version", 1),
          Map.entry("date", "2031-05-01"),
          Map.entry("question", "名のない質問"),
          Map.entry("step", "submit"),
          Map.entry("use", "viewed"),
          Map.entry("search-records.NewSearchUse.use", "opened"),
          Map.entry("place", "console"),
          Map.entry("document", "ARTICLE/12"),
          Map.entry("list", "no-hits"),
          Map.entry("group", "名のない検索"),
          Map.entry("tab", "a1b2"),
          Map.entry("heading", "名のない見出し"),
          Map.entry("doing", "viewing"));

  /** What consumes a record needs one of its own kind, and one that can still be decided on. */
  private static final Map<String, String> SPECIAL =
      Map.ofEntries(
          Map.entry("channels.settle message", "in-doubt"),
          Map.entry("channels.retryMessage message", "failed"),
          Map.entry("channels.discard delivery", "spare-quarantined"),
          Map.entry("tickets.discardUpload attachment", "upload"),
          Map.entry("pinned-answers.unpinAnswer pinned-answer", "spare-pinned-answer"),
          Map.entry("staff-changes.undoStaffChange staff-change", "done-staff-change"),
          Map.entry("categories.showCategory category", "managed-category"),
          Map.entry("categories.changeCategory category", "managed-category"),
          Map.entry("files.showFile attachment", "pdf"),
          Map.entry("macros.previewMacro template", "macro"),
          Map.entry("macros.applyMacro template", "macro"));

  /** How a ticket, a person, a number is written that nobody has. */
  private static final Map<String, String> NOBODYS =
      Map.of(
          "ticket", "mihon-2026-999999",
          "municipality", "nirvana",
          "section", "nowhere",
          "staff", "nobody-at-all",
          "channel", "no-such-channel",
          "plugin", "no-such-plugin",
          "category", "no.such");

  private final String password;

  Examples(String password) {
    this.password = password;
  }

  static String named(Operation operation, Reference reference, World.Specimen specimen) {
    String kind = reference.to();
    if (kind.equals("nothing")) {
      return "sections"; // the only choice in a path: the kind of a file
    }
    if (reference.name().equals("other")) {
      return specimen.names().get("other-ticket");
    }
    if (reference.name().equals("into")) {
      return specimen.names().get(kind.equals("citizen") ? "twin-citizen" : "twin");
    }
    if (reference.name().equals("part")) {
      return specimen.names().get("part");
    }
    if (operation.path().startsWith("/contributions") && kind.equals("section")) {
      return specimen.names().get("contributor");
    }
    String special = SPECIAL.get(operation.id() + " " + kind);
    if (special != null) {
      return specimen.names().get(special);
    }
    return switch (kind) {
      case "delivery" -> specimen.names().get("quarantined");
      case "message" -> specimen.names().get("failed");
      case "plugin" -> "madoguchi-channel-mail";
      default -> specimen.names().get(kind);
    };
  }

  /** The path with what the specimen is called. */
  static String path(Operation operation, World.Specimen specimen) {
    String path = "/api" + operation.path();
    for (Reference reference : operation.inPath()) {
      path = path.replace("{" + reference.name() + "}", named(operation, reference, specimen));
    }
    return path + needed(operation);
  }

  /** What an address cannot be asked without. */
  private static String needed(Operation operation) {
    if (operation.path().endsWith("/attachments")
        || operation.id().endsWith(".addArticleAttachment")) {
      return "?fileName=a.txt";
    }
    if (operation.path().endsWith("/undeliverable")) {
      return "?address=hanako%40citizen.example";
    }
    if (operation.path().startsWith("/search-findings") && !operation.changes()) {
      return "?municipality=mihon&from=2026-11-01&to=2026-11-30";
    }
    if (operation.path().startsWith("/article-findings") && !operation.changes()) {
      return "?municipality=mihon&kind=review";
    }
    if (operation.path().matches("/search(/suggestions)?")) {
      return "?municipality=mihon&q=ISOLATED";
    }
    boolean range = operation.parameters().containsAll(Set.of("from", "to"));
    return range ? "?from=2031-05-01&to=2031-05-31" : "";
  }

  /** The same for something nobody has; a municipality only when nothing else is named. */
  static String pathOfNothing(Operation operation, World.Specimen specimen) {
    String path = "/api" + operation.path();
    boolean record = operation.namesA("ticket", "citizen", "change", "problem");
    for (Reference reference : operation.inPath()) {
      boolean kept =
          reference.to().equals("nothing") || record && reference.to().equals("municipality");
      String nobodys =
          kept
              ? named(operation, reference, specimen)
              : NOBODYS.getOrDefault(reference.to(), "987654321");
      path = path.replace("{" + reference.name() + "}", nobodys);
    }
    return path + needed(operation);
  }

  /** A query that narrows the list to the specimen by one argument. */
  static String query(Operation operation, Reference reference, World.Specimen specimen) {
    String value = specimen.names().get(reference.to());
    if (reference.to().equals("citizen")) {
      value = specimen.names().get("municipality") + "/" + value;
    }
    return path(operation, specimen)
        + (path(operation, specimen).contains("?") ? "&" : "?")
        + reference.name()
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  String body(Operation operation, World.Specimen specimen) {
    if (operation.mediaType().isEmpty()) {
      return null;
    }
    if (!operation.mediaType().equals("application/json")) {
      return operation.mediaType().equals("text/csv")
          ? "code,name,kana,parent,kind,phone,opens,closes,description\nx,誤,ご,,city,,,,\n"
          : "x";
    }
    if (operation.id().endsWith(".planStaffChange")) {
      return Api.text(World.staffChangeOf("retirement", World.today().plusDays(301)));
    }
    if (operation.id().endsWith(".addCategory") || operation.id().endsWith(".changeCategory")) {
      return Api.text(World.managedCategory());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    for (String member : operation.body()) {
      String name = member.substring(member.lastIndexOf('.') + 1);
      Object value =
          switch (name) {
            case "requestId" -> UUID.randomUUID().toString();
            case "words" -> List.of("試す言葉", "言葉" + UUID.randomUUID());
            case "password", "current", "next" -> password;
            case "municipality" -> specimen.names().get("municipality");
            case "article" ->
                operation.path().startsWith("/article-findings")
                    ? specimen.names().get("article")
                    : null;
            case "entries" -> List.of(specimen.names().get("note"));
            default -> MEMBERS.getOrDefault(member, MEMBERS.get(name));
          };
      if (value != null) {
        body.put(name, value);
      }
    }
    if (operation.path().startsWith("/search-findings")) {
      body.putAll(Map.of("from", "2026-11-01", "to", "2026-11-30")); // days
    }
    return Api.text(body);
  }

  /** The ticket editor edits what every ticket has. */
  HttpResponse<String> send(
      Operation operation, Api caller, String path, World.Specimen specimen, String version)
      throws Exception {
    String body = body(operation, specimen);
    List<String> headers = new ArrayList<>();
    if (body != null) {
      String type = operation.mediaType();
      headers.add("Content-Type");
      headers.add(type.equals("*/*") ? "application/octet-stream" : type + ";charset=UTF-8");
    }
    if (operation.headers().contains("If-Match")) {
      headers.addAll(List.of("If-Match", version));
    }
    HttpResponse<String> answer =
        caller.sendText(operation.method(), path, body, headers.toArray(String[]::new));
    assertFalse(operation + " tells a password", answer.body().contains(password));
    return answer;
  }
}

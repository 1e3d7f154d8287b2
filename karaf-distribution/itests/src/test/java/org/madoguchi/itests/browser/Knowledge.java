package org.madoguchi.itests.browser;

import static org.junit.Assert.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;

/**
 * Those who write and approve articles in the demo, without a screen; and whether the search is
 * there.
 */
final class Knowledge {
  private static final Page.WaitForConditionOptions LONG =
      new Page.WaitForConditionOptions().setTimeout(180_000);

  private final DemoInstance demo;
  private final Page tanaka;
  private final Page sato;

  Knowledge(DemoInstance demo, Browsers browsers) {
    this.demo = demo;
    this.tanaka = loggedIn(browsers.citizensPage(), "tanaka");
    this.sato = loggedIn(browsers.citizensPage(), "sato");
  }

  private Page loggedIn(Page page, String user) {
    APIResponse done = page.request().post(demo.url("/api/session"), Desk.credentials(user));
    assertEquals(done.text(), 200, done.status());
    return page;
  }

  /** Starts the search, or ends it, as administrators do, and waits until a desk is told so. */
  void search(boolean wanted) throws Exception {
    Path setting = demo.setting("org.madoguchi.extensions.cfg");
    Path written = Files.writeString(Path.of(setting + ".tmp"), "search = " + wanted + "\n");
    Files.move(written, setting, StandardCopyOption.REPLACE_EXISTING);
    sato.waitForCondition(
        () -> read(sato, "/api/desk").get("search").getAsBoolean() == wanted, LONG);
    if (wanted) {
      sato.waitForCondition(() -> sato.request().get(demo.url(address("市"))).status() == 200, LONG);
    }
  }

  /** Of 市民窓口課, read by the staff or by everybody; returns its id when it is found. */
  String published(String question, String conclusion, String text, String visibility) {
    JsonObject made =
        post(
            tanaka,
            "/api/articles",
            Map.of(
                "requestId",
                UUID.randomUUID().toString(),
                "municipality",
                "mihon",
                "section",
                "shimin-madoguchi",
                "question",
                question,
                "conclusion",
                conclusion,
                "body",
                "<p>" + text + "</p>",
                "scope",
                "answer",
                "visibility",
                visibility),
            "");
    String id = made.getAsJsonObject("head").get("id").getAsString();
    step(tanaka, id, "submit");
    step(sato, id, "approve");
    awaitFound(question, 1);
    return id;
  }

  /** Until so many have all of the words. */
  void awaitFound(String words, int wanted) {
    sato.waitForCondition(
        () -> {
          JsonObject found = read(sato, address(words));
          return !found.get("loosened").getAsBoolean() && found.get("total").getAsInt() >= wanted;
        },
        LONG);
  }

  private void step(Page who, String id, String step) {
    String article = "/api/articles/" + id;
    String version = who.request().get(demo.url(article)).headers().get("etag");
    post(who, article + "/steps", Map.of("step", step), version);
  }

  /** How often it was put into an answer today. */
  int uses(String id) {
    int uses = 0;
    for (var day : read(tanaka, "/api/article-uses/" + id).getAsJsonArray("days")) {
      uses += day.getAsJsonObject().get("uses").getAsInt();
    }
    return uses;
  }

  void awaitUses(String id, int wanted) {
    tanaka.waitForCondition(() -> uses(id) == wanted, LONG);
  }

  private static String address(String words) {
    return "/api/search?municipality=mihon&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private JsonObject read(Page who, String path) {
    APIResponse answer = who.request().get(demo.url(path));
    assertEquals(path + " " + answer.text(), 200, answer.status());
    return new Gson().fromJson(answer.text(), JsonObject.class);
  }

  private JsonObject post(Page who, String path, Map<String, String> body, String version) {
    APIRequestContext http = who.request();
    String token = read(who, "/api/session").get("csrfToken").getAsString();
    RequestOptions options = RequestOptions.create().setData(body).setHeader("X-CSRF-Token", token);
    if (!version.isEmpty()) {
      options.setHeader("If-Match", version);
    }
    APIResponse done = http.post(demo.url(path), options);
    assertEquals(path + " " + done.text(), 2, done.status() / 100);
    return new Gson().fromJson(done.text(), JsonObject.class);
  }
}

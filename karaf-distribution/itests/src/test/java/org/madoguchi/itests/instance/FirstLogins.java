package org.madoguchi.itests.instance;

import static org.madoguchi.itests.container.Waiting.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.madoguchi.itests.container.Api;

/** What an administrator does first: everybody gets a password, and changes it. */
public final class FirstLogins {
  public static final String PASSWORD = "correct-horse-battery";
  private static final String FIRST = "given-by-hand-once";

  private FirstLogins() {}

  /**
   * As the first administrator, with the password that only the owner of the files can read; once
   * that file is gone this does nothing.
   *
   * @param data the instance's folder data/
   */
  public static void give(Path data, Api admin) throws Exception {
    Path file = data.resolve("first-administrator.txt");
    if (!Files.exists(file)) {
      return;
    }
    String written = Files.readString(file);
    String password =
        written
            .lines()
            .filter(l -> l.startsWith("password"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("^password\\s*[:=]\\s*", "")
            .trim();
    admin.login("admin", password);
    for (String login : List.of("suzuki", "ogawa", "sato", "tanaka", "mori", "admin")) {
      // the files with the staff are taken in while people can work already
      await("password of " + login)
          .until(
              () ->
                  admin
                      .send(
                          "PUT",
                          "/api/directory/staff/" + login + "/password",
                          Map.of("password", login.equals("admin") ? PASSWORD : FIRST))
                      .statusCode(),
              status -> status == 204);
      if (!login.equals("admin")) {
        admin.other().changed(login, FIRST, PASSWORD);
      }
    }
    Files.delete(file);
  }
}

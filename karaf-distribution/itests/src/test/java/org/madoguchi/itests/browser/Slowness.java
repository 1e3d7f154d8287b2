package org.madoguchi.itests.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.Random;

/**
 * A slow network, by {@code -Dbrowser.slowness=N}: the requests of a page take up to 50 N
 * milliseconds longer, drawn for each page. What is right only as long as something else is fast
 * fails then.
 */
final class Slowness {
  private static final int LATENCY_MILLIS = 50;

  private final int most;
  private final Random draws = new Random();

  private Slowness(int most) {
    this.most = most;
  }

  /** As the command that runs the tests asks; without a word nothing is slowed down. */
  static Slowness asked() {
    return new Slowness(Integer.getInteger("browser.slowness", 0));
  }

  void burden(Page page) {
    if (most < 1) {
      return;
    }
    CDPSession session = page.context().newCDPSession(page);
    JsonObject network = new JsonObject();
    network.addProperty("offline", false);
    network.addProperty("latency", draws.nextInt(LATENCY_MILLIS * most));
    network.addProperty("downloadThroughput", -1);
    network.addProperty("uploadThroughput", -1);
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", network);
  }
}

package org.madoguchi.itests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * One Chromium for all tests, and for every test its own desks. A test passes only when no desk
 * logged an error or a warning that the test did not expect.
 */
final class Browsers implements TestRule {
  static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int PATIENCE_MILLIS = 60_000;
  private static Browser chromium;

  private final DemoInstance demo;
  private final Slowness slowness = Slowness.asked();
  private final List<Desk> desks = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<CountingWire> wires = new ArrayList<>();

  Browsers(DemoInstance demo) {
    this.demo = demo;
  }

  /** A desk with a Japanese browser in Japan, nobody logged in. */
  Desk desk(int width, int height) {
    return desk(width, height, settings -> {});
  }

  Desk desk(int width, int height, Consumer<Browser.NewContextOptions> more) {
    Desk desk = new Desk(context(width, height, more), demo);
    slowness.burden(desk.page);
    desks.add(desk);
    return desk;
  }

  /** A browser at a citizen's home. */
  Page citizensPage() {
    Page page = context(1000, 800, settings -> {}).newPage();
    slowness.burden(page);
    return page;
  }

  /** A wire to the demo, cut when no browser hangs on it any more. */
  CountingWire wire() throws IOException {
    CountingWire wire = new CountingWire(demo.httpPort);
    wires.add(wire);
    return wire;
  }

  private BrowserContext context(int width, int height, Consumer<Browser.NewContextOptions> more) {
    Browser.NewContextOptions settings =
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setLocale("ja-JP")
            .setTimezoneId("Asia/Tokyo")
            .setReducedMotion(ReducedMotion.REDUCE);
    more.accept(settings);
    BrowserContext context = chromium().newContext(settings);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    contexts.add(context);
    return context;
  }

  @Override
  public Statement apply(Statement test, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        try {
          test.evaluate();
          for (Desk desk : desks) {
            desk.assertUntroubled();
          }
        } catch (Throwable failure) {
          picture(description, failure);
          throw failure;
        } finally {
          contexts.forEach(BrowserContext::close);
          for (CountingWire wire : wires) {
            wire.close();
          }
          contexts.clear();
          desks.clear();
          wires.clear();
        }
      }
    };
  }

  /** What every desk showed when the test failed. */
  private void picture(Description description, Throwable failure) {
    for (int i = 0; i < desks.size(); i++) {
      String name = "failed-" + description.getMethodName() + "-" + i + ".png";
      try {
        desks
            .get(i)
            .page
            .screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)));
      } catch (PlaywrightException e) {
        failure.addSuppressed(e); // a page without a picture must not hide why the test failed
      }
    }
  }

  private static synchronized Browser chromium() {
    if (chromium == null) {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
      Playwright playwright = Playwright.create();
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      String executable =
          Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
      chromium =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Path.of(executable))
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--no-first-run",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync")));
    }
    return chromium;
  }
}

package org.madoguchi.itests.browser;

import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Around a class of tests: the search is started before them and ended behind them, because its
 * dictionary is large.
 */
final class SearchStarted implements TestRule {
  @Override
  public Statement apply(Statement tests, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        turn(true, description);
        try {
          tests.evaluate();
        } finally {
          turn(false, description);
        }
      }
    };
  }

  private static void turn(boolean wanted, Description description) throws Throwable {
    DemoInstance demo = DemoInstance.started();
    Browsers browsers = new Browsers(demo);
    Statement turn =
        new Statement() {
          @Override
          public void evaluate() throws Throwable {
            new Knowledge(demo, browsers).search(wanted);
          }
        };
    browsers.apply(turn, description).evaluate();
  }
}

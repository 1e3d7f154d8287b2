package org.madoguchi.itests.browser;

import org.junit.Rule;

/** What every test of the console has: the demo as its users start it, and browsers. */
public abstract class ConsoleTest {
  final DemoInstance demo = DemoInstance.started();
  final Citizen kimura = new Citizen(demo, "木村 結衣", "kimura.yui30@docomo.example");

  @Rule public final Browsers browsers = new Browsers(demo);
}

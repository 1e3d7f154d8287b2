package org.madoguchi.channels.testkit.faults;

import org.madoguchi.channels.testkit.ChannelFixture;

/**
 * A connector with one defect.
 *
 * @param clause the test method that must catch it, alone
 * @param defect what it does wrong
 */
record Fault(
    String clause, String defect, ModelFixture.Construction construction, Class<?> component) {
  Fault(String clause, String defect, ModelFixture.Construction construction) {
    this(clause, defect, construction, ModelChannel.class);
  }

  ChannelFixture fixture() {
    return new ModelFixture(construction, component);
  }

  @Override
  public String toString() {
    return clause + ": " + defect;
  }
}

package org.madoguchi.channels.testkit.faults;

import static org.junit.Assert.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.Result;

public class ClausesTest {
  @Test
  public void everyClauseHasAConnectorThatBreaksIt() {
    Set<String> broken =
        Faults.all().stream().map(Fault::clause).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Clauses.all(), broken);
  }

  @Test
  public void modelKeepsEveryClauseAndSkipsNone() {
    Result result =
        Clauses.run(name -> true, () -> new ModelFixture(ModelChannel::new, ModelChannel.class));
    assertEquals(result.getFailures().toString(), 0, result.getFailureCount());
    assertEquals(0, result.getAssumptionFailureCount());
    assertEquals(Clauses.all().size(), result.getRunCount());
  }
}

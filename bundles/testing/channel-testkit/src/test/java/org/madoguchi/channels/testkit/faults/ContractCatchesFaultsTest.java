package org.madoguchi.channels.testkit.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.Test;
import org.junit.runner.Result;
import org.junit.runner.RunWith;
import org.junit.runner.notification.Failure;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Each faulty connector fails the clause it breaks and no other. */
@RunWith(Parameterized.class)
public class ContractCatchesFaultsTest {
  private static final String PATIENCE = "madoguchi.testkit.patience";

  @Parameters(name = "{0}")
  public static List<Fault> faults() {
    return Faults.all();
  }

  @Parameter public Fault fault;

  @Test
  public void faultIsCaughtByItsClauseAlone() {
    Result broken = impatiently(() -> Clauses.run(fault.clause()::equals, fault::fixture));
    assertEquals("caught", Set.of(fault.clause()), Clauses.failed(broken));
    Throwable why = broken.getFailures().get(0).getException();
    assertTrue(
        "failed for another reason: " + broken.getFailures().get(0).getTrace(),
        why instanceof AssertionError || why instanceof ConditionTimeoutException);

    Result others = Clauses.run(name -> !name.equals(fault.clause()), fault::fixture);
    List<String> traces = others.getFailures().stream().map(Failure::getTrace).toList();
    assertEquals(traces.toString(), Set.of(), Clauses.failed(others));
  }

  private interface Run {
    Result run();
  }

  /** What never happens need not be waited for long. */
  private static Result impatiently(Run run) {
    System.setProperty(PATIENCE, "1");
    try {
      return run.run();
    } finally {
      System.clearProperty(PATIENCE);
    }
  }
}

package org.madoguchi.channels.testkit.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.junit.runner.manipulation.Filter;
import org.junit.runner.notification.Failure;
import org.madoguchi.channels.testkit.ChannelContract;
import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.InboundContract;
import org.madoguchi.channels.testkit.LifecycleContract;
import org.madoguchi.channels.testkit.OutboundContract;

/** The kit's clauses, run by hand on whatever connector. */
final class Clauses {
  /** Constructs one fixture for each clause. */
  interface Fixtures {
    ChannelFixture fixture();
  }

  static final List<Class<? extends ChannelContract>> CONTRACTS =
      List.of(InboundContract.class, OutboundContract.class, LifecycleContract.class);

  private static final List<Class<? extends ChannelContract>> BY_HAND =
      List.of(Inbound.class, Outbound.class, Lifecycle.class);

  private static Fixtures fixtures;

  /** Run by hand only. */
  public static class Inbound extends InboundContract {
    @Override
    protected ChannelFixture createFixture() {
      return fixtures.fixture();
    }
  }

  /** Run by hand only. */
  public static class Outbound extends OutboundContract {
    @Override
    protected ChannelFixture createFixture() {
      return fixtures.fixture();
    }
  }

  /** Run by hand only. */
  public static class Lifecycle extends LifecycleContract {
    @Override
    protected ChannelFixture createFixture() {
      return fixtures.fixture();
    }
  }

  private Clauses() {}

  static Set<String> of(Class<? extends ChannelContract> contract) {
    return Arrays.stream(contract.getMethods())
        .filter(m -> m.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> all() {
    return CONTRACTS.stream()
        .map(Clauses::of)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Runs every clause whose name is wanted. */
  static Result run(Predicate<String> wanted, Fixtures on) {
    fixtures = on;
    Filter filter =
        new Filter() {
          @Override
          public boolean shouldRun(Description description) {
            return description.isSuite() || wanted.test(description.getMethodName());
          }

          @Override
          public String describe() {
            return "the wanted clauses";
          }
        };
    Class<?>[] contracts =
        BY_HAND.stream().filter(c -> of(c).stream().anyMatch(wanted)).toArray(Class<?>[]::new);
    PrintStream error = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      return new JUnitCore().run(Request.classes(contracts).filterWith(filter));
    } finally {
      System.setErr(error);
    }
  }

  static Set<String> failed(Result result) {
    return result.getFailures().stream()
        .map(Failure::getDescription)
        .map(d -> String.valueOf(d.getMethodName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

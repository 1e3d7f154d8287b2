package org.madoguchi.itests.container;

import java.io.IOException;
import java.util.List;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.StagedExamReactor;
import org.ops4j.pax.exam.spi.StagedExamReactorFactory;
import org.ops4j.pax.exam.spi.reactors.EagerSingleStagedReactor;

/**
 * One container for all classes of a run, started with the first and ended with the JVM of the
 * build. Every class is brought in alone and taken out behind it, with all its static fields.
 */
public final class SharedContainer implements StagedExamReactorFactory {
  // Pax Exam's own strategy for this ends the container behind the first class, because Failsafe
  // makes the runner of the second one only then
  private static TestContainer shared;
  private static boolean started;

  @Override
  public StagedExamReactor create(List<TestContainer> containers, List<TestProbeBuilder> probes) {
    if (shared == null) {
      shared = containers.get(0);
    }
    return new Stage(probes);
  }

  private static final class Stage extends EagerSingleStagedReactor {
    private final List<TestProbeBuilder> probes;

    Stage(List<TestProbeBuilder> probes) {
      super(List.of(shared), probes);
      this.probes = probes;
    }

    @Override
    public void setUp() {
      if (!started) {
        started = true;
        Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
        shared.start();
      }
      for (TestProbeBuilder probe : probes) {
        try {
          shared.installProbe(probe.build().getStream());
        } catch (IOException e) {
          throw new TestContainerException("the tests cannot be packed", e);
        }
      }
    }

    @Override
    public void tearDown() {
      shared.uninstallProbe();
    }
  }
}

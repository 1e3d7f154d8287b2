package org.madoguchi.directory.internal.snapshot;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.testing.database.TestDatabase;

/** What a node knows follows from what another node changed. */
@RunWith(Parameterized.class)
public class LiveDirectoryFollowerTest extends FollowerContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;

  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  @Override
  protected World openWorld() {
    return new TwoNodes(database.get());
  }

  /** Three sections come, one after the other; each world has sections of its own. */
  private static final class TwoNodes implements World {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String prefix = "w" + COUNT.incrementAndGet() + "-";
    private final Node there;
    private final Breakable<DirectoryUnit> unit;
    private final List<CommittedEvent> story;
    private LiveDirectory here;
    private boolean given;

    TwoNodes(TestDatabase database) {
      there = new Node(database);
      unit = new Breakable<>(DirectoryUnit.class, there.unit);
      here = started();
      int before = there.events().size();
      StringBuilder file = new StringBuilder(Node.SECTIONS);
      for (String name : List.of("福祉課", "保育課", "環境課")) {
        file.append(prefix)
            .append(file.length())
            .append(',')
            .append(name)
            .append(",か,city,section,,,,\n");
        there.take(Node.MIHON, Kind.SECTIONS, file.toString());
      }
      List<CommittedEvent> all = there.events();
      story = all.subList(before, all.size());
    }

    private LiveDirectory started() {
      return new LiveDirectory(
          unit.port(), there.organisations, there.people, there.municipalities);
    }

    /** The first is older than the story; another one is what a restart makes. */
    @Override
    public EventFollower follower() {
      here = given ? started() : here;
      given = true;
      return here;
    }

    @Override
    public List<CommittedEvent> story() {
      return story;
    }

    @Override
    public Object effect() {
      return here.sections(Node.MIHON).stream()
          .filter(section -> section.id().value().startsWith(prefix))
          .map(Section::name)
          .toList();
    }

    @Override
    public boolean breakDown() {
      unit.breakDown();
      return true;
    }

    @Override
    public void repair() {
      unit.repair();
    }

    @Override
    public void close() {}
  }
}

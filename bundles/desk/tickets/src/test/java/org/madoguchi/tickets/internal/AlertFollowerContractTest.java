package org.madoguchi.tickets.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.alerts.AlertStore;

@RunWith(Parameterized.class)
public class AlertFollowerContractTest extends FollowerContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  private Desk desk;

  @Override
  protected World openWorld() {
    if (desk == null) {
      desk = new Desk(database.get());
    }
    return new FollowedTicket();
  }

  /** A ticket with an owner, at which everything happens that somebody is told of. */
  private final class FollowedTicket implements World {
    private final Breakable<AlertStore> store = new Breakable<>(AlertStore.class, desk.alertStore);
    private final TicketRef ref;
    private final List<CommittedEvent> story;

    FollowedTicket() {
      ref = Tickets.open().at(desk);
      AccessScope writer = People.OPERATOR;
      desk.editing.edit(
          writer, ref, desk.ticket(ref).version(), d -> d.withOwner(People.COLLEAGUE.who()));
      Tickets.answering(ref).at(desk);
      desk.writing.note(
          writer,
          ref,
          new WriteEntry.Written(
              UUID.randomUUID().toString(),
              "@森 京子 さん",
              List.of(),
              List.of(People.SUPERVISOR.who())));
      var reply = desk.reply(writer, ref, "回答です。");
      desk.takingBack.takeBack(writer, ref, reply.id());
      desk.clock.pass(Duration.ofSeconds(1));
      desk.editing.edit(
          writer, ref, desk.ticket(ref).version(), d -> d.withStatus(TicketStatus.CALLBACK_DUE));
      database.get().stampEvents();
      story =
          desk.log.after(0, 1_000).stream()
              .filter(e -> e.stream().equals(TicketEvents.STREAM))
              .filter(e -> e.aggregate().equals(ref.toString()))
              .toList();
    }

    @Override
    public EventFollower follower() {
      return desk.alertFollowers.apply(store.port());
    }

    @Override
    public List<CommittedEvent> story() {
      return story;
    }

    @Override
    public Object effect() {
      List<String> told = new ArrayList<>();
      for (AccessScope who : List.of(People.OPERATOR, People.COLLEAGUE, People.SUPERVISOR)) {
        desk
            .unit
            .read(
                () ->
                    desk.alertStore.page(
                        who.who(),
                        OptionalLong.empty(),
                        1_000,
                        who.reaches(Permission.TICKET_READ)))
            .stream()
            .filter(t -> t.ticket().ref().equals(ref))
            .forEach(t -> told.add(who.who() + " " + t.alert().kind()));
      }
      return told.stream().sorted().toList();
    }

    @Override
    public boolean breakDown() {
      store.breakDown();
      return true;
    }

    @Override
    public void repair() {
      store.repair();
    }

    @Override
    public void close() {
      // its records stay; other worlds have their own
    }
  }
}

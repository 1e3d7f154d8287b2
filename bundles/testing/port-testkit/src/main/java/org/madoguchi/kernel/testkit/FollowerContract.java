package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;

/**
 * What the relay asks of everybody who follows events: it hands them over in order and at least
 * once, in batches cut anywhere, and begins at the last saved position after a crash. A follower
 * that keeps these clauses needs no other protection.
 */
public abstract class FollowerContract {
  /**
   * Everything the follower works on (its tables, its index), empty at first. Opened several times
   * in a clause, one after the other; what happened in one is not seen in the next. Worlds may
   * share a database when each has records of its own: that is quicker.
   */
  public interface World extends AutoCloseable {
    /** A new instance of the follower on this world's state, as after a restart. */
    EventFollower follower();

    /**
     * Events the follower acts upon, three at least, in order of their positions, each with an id
     * of its own. The same in every world, but for names.
     */
    List<CommittedEvent> story();

    /**
     * What the follower has done so far, to be compared with {@code equals} between worlds: without
     * generated ids, names and times. Take it from the state, not from the instance's memory,
     * unless memory is all it has.
     */
    Object effect();

    /**
     * Takes away something the follower needs (its database, its files).
     *
     * @return false when it needs nothing that can fail: the clause is skipped
     */
    default boolean breakDown() {
      return false;
    }

    /** Gives it back. */
    default void repair() {}
  }

  protected abstract World openWorld() throws Exception;

  @Test
  public void nameAndStreamsStayTheSame() throws Exception {
    try (World world = openWorld()) {
      EventFollower before = world.follower();
      EventFollower after = world.follower();
      assertTrue(before.name(), before.name().matches("[a-z0-9.-]{1,100}"));
      assertEquals(before.name(), after.name());
      assertFalse("follows something", before.streams().isEmpty());
      assertEquals(before.streams(), after.streams());
      assertEquals(before.everyNode(), after.everyNode());
      for (CommittedEvent event : world.story()) {
        assertTrue("the story is on its streams", before.streams().contains(event.stream()));
      }
    }
  }

  @Test
  public void storyHasItsEffect() throws Exception {
    try (World world = openWorld()) {
      Object nothing = world.effect();
      assertTrue("three events at least", world.story().size() >= 3);
      world.follower().follow(world.story());
      assertNotEquals(nothing, world.effect());
    }
  }

  @Test
  public void sameEventTwiceHasNoFurtherEffect() throws Exception {
    Object once = effectOfTheStory();
    try (World world = openWorld()) {
      EventFollower follower = world.follower();
      for (CommittedEvent event : world.story()) {
        follower.follow(List.of(event, event));
      }
      assertEquals("twice in one batch", once, world.effect());
    }
    try (World world = openWorld()) {
      EventFollower follower = world.follower();
      for (CommittedEvent event : world.story()) {
        follower.follow(List.of(event));
        follower.follow(List.of(event));
      }
      assertEquals("in two batches", once, world.effect());
    }
  }

  @Test
  public void batchesSplitAnywhereGiveTheSameResult() throws Exception {
    Object whole = effectOfTheStory();
    int events = storyLength();
    for (int cut = 1; cut < events; cut++) {
      try (World world = openWorld()) {
        EventFollower follower = world.follower();
        follower.follow(world.story().subList(0, cut));
        follower.follow(world.story().subList(cut, events));
        assertEquals("cut before event " + (cut + 1), whole, world.effect());
      }
    }
  }

  @Test
  public void restartInTheMiddleResumes() throws Exception {
    Object whole = effectOfTheStory();
    int events = storyLength();
    for (int taken = 1; taken <= events; taken++) {
      try (World world = openWorld()) {
        world.follower().follow(world.story().subList(0, taken));
        // its position was not saved any more: everything since the saved one comes again
        world.follower().follow(world.story());
        assertEquals("restarted after event " + taken, whole, world.effect());
      }
    }
  }

  @Test
  public void unknownEventTypesArePassedOver() throws Exception {
    Object whole = effectOfTheStory();
    try (World world = openWorld()) {
      List<CommittedEvent> mixed = new ArrayList<>();
      for (CommittedEvent event : world.story()) {
        mixed.add(ofTomorrow(event, "{}"));
        mixed.add(event);
        mixed.add(ofTomorrow(event, "[\"another\", {\"shape\": 1}]"));
      }
      world.follower().follow(mixed);
      assertEquals(whole, world.effect());
    }
  }

  private static CommittedEvent ofTomorrow(CommittedEvent e, String payload) {
    return new CommittedEvent(
        e.position(),
        e.id() + 1_000_000,
        e.stream(),
        e.aggregate(),
        e.sequence(),
        "SomethingNobodyKnowsYet",
        99,
        payload,
        e.access(),
        e.actor(),
        e.at());
  }

  /** The relay moves the cursor when {@code follow} returns: what failed must not return. */
  @Test
  public void failureIsThrownSoThatTheCursorStays() throws Exception {
    Object whole = effectOfTheStory();
    try (World world = openWorld()) {
      EventFollower follower = world.follower();
      assumeTrue("nothing it needs can fail", world.breakDown());
      assertThrows(Exception.class, () -> follower.follow(world.story()));
      world.repair();
      follower.follow(world.story());
      assertEquals(whole, world.effect());
    }
  }

  private Object effectOfTheStory() throws Exception {
    try (World world = openWorld()) {
      world.follower().follow(world.story());
      return world.effect();
    }
  }

  private int storyLength() throws Exception {
    try (World world = openWorld()) {
      return world.story().size();
    }
  }
}

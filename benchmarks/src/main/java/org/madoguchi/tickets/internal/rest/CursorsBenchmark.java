package org.madoguchi.tickets.internal.rest;

import java.time.Instant;
import java.util.Optional;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a list goes on, as callers carry it. */
@State(Scope.Benchmark)
public class CursorsBenchmark {
  private final Place place = new Place(Order.DUE, Instant.ofEpochSecond(1_795_000_000), 123_456);
  private final String cursor = Cursors.write(place);

  @Benchmark
  public String write() {
    return Cursors.write(place);
  }

  @Benchmark
  public Optional<Place> read() {
    return Cursors.place(new Checks(), "after", cursor, Order.DUE);
  }
}

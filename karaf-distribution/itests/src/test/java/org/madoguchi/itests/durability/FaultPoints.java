package org.madoguchi.itests.durability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** {@link FaultPoint#ALL} in an order of chance, again and again: none a second time before all. */
final class FaultPoints {
  private final List<FaultPoint> left = new ArrayList<>();
  private final Random random;

  FaultPoints(Random random) {
    this.random = random;
  }

  FaultPoint next() {
    if (left.isEmpty()) {
      left.addAll(FaultPoint.ALL);
      Collections.shuffle(left, random);
    }
    return left.remove(0);
  }
}

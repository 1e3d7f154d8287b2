package org.madoguchi.demo.seed.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What {@code ./madoguchi seed} writes. */
@ObjectClassDefinition(
    name = "Seed",
    description = "Fills a municipality with fictitious tickets, to try and to measure.")
public @interface SeedConfig {
  @AttributeDefinition(name = "municipality", description = "The slug of the municipality")
  String municipality();

  @AttributeDefinition(name = "tickets", description = "How many tickets")
  long tickets();

  @AttributeDefinition(name = "until", description = "The day after the last one, as 2026-11-01")
  String until();

  @AttributeDefinition(name = "seed", description = "The same number gives the same tickets")
  long seed() default 1;

  @AttributeDefinition(name = "threads", description = "How many fiscal years at a time")
  int threads() default 2;
}

package org.madoguchi.knowledge.internal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The edition readers see. */
public record Shown(int edition, Heading heading, Optional<LocalDate> until, Instant at) {}

package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;

/**
 * Two citizens that turned out to be one.
 *
 * @param own what the citizen was before
 * @param others what the one they go on in was before
 */
public record CitizenMerge(
    long citizen,
    long into,
    Citizen.Contents own,
    Citizen.Contents others,
    StaffId by,
    Instant at) {}

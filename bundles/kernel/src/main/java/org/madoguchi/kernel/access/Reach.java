package org.madoguchi.kernel.access;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * One row of the filter a query applies: records of {@code municipality}, of {@code section}
 * ({@link SectionId#NONE} = of any section, owned or not), up to {@code confidentiality}. A query
 * shows what any of a scope's reaches matches.
 */
public record Reach(
    MunicipalityId municipality, SectionId section, Confidentiality confidentiality) {}

package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.domain.Pin;

/** Port to the stored pinned answers. Called within transactions. */
public interface PinStore {
  /** Those of all municipalities that are not over, in the order they are shown. */
  List<Pin> standing(Instant now);

  /** The same of one. */
  List<Pin> standing(MunicipalityId municipality, Instant now);

  /**
   * Those that are over, the newest first.
   *
   * @param municipalities with {@link MunicipalityId#EVERY} = all; none = nothing
   * @param before its id is lower than that
   */
  List<Pin> over(
      Collection<MunicipalityId> municipalities, Instant now, OptionalLong before, int limit);

  Optional<Pin> find(long id);

  Optional<Pin> find(StaffId author, String requestId);

  /** The sequence of the municipality's last event; 0 when nothing was ever pinned. */
  long newest(MunicipalityId municipality);

  void add(Pin pin);

  void save(Pin pin);
}

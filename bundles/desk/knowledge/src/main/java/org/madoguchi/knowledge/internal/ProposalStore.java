package org.madoguchi.knowledge.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.ArticleStore.Part;
import org.madoguchi.knowledge.internal.domain.Proposal;

/** Proposals as rows. */
public interface ProposalStore {
  Optional<Proposal> find(long id);

  Optional<Proposal> find(StaffId proposer, String requestId);

  /**
   * The newest first.
   *
   * @param states in one of these; not empty
   */
  List<Proposal> of(List<Part> parts, List<Proposal.State> states, OptionalLong before, int limit);

  /** The same of one proposer's in these municipalities; {@link MunicipalityId#EVERY} for all. */
  List<Proposal> by(
      StaffId proposer,
      Set<MunicipalityId> municipalities,
      List<Proposal.State> states,
      OptionalLong before,
      int limit);

  void add(Proposal proposal);

  void save(Proposal proposal);
}

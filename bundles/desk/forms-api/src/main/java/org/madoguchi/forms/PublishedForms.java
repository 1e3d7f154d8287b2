package org.madoguchi.forms;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;

/** The forms citizens may fill in now. Read from memory: never blocks, from any thread. */
public interface PublishedForms {
  /**
   * Which every municipality has, its own or ours: a question to nobody in particular. Its slug is
   * {@value}.
   */
  String INQUIRY = "inquiry";

  /** The same for opinions and proposals: {@value}. */
  String OPINION = "opinion";

  /**
   * @return the sections' own forms, without {@link #INQUIRY} and {@link #OPINION}, in the order
   *     they are listed; empty when there are none
   */
  List<PublishedForm> list(MunicipalityId municipality);

  /**
   * @param slug as in the address, lower case
   * @return the version citizens see now; empty when there is none of that name, it is not
   *     published, or no longer
   */
  Optional<PublishedForm> find(MunicipalityId municipality, String slug);
}

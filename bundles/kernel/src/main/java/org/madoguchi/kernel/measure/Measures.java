package org.madoguchi.kernel.measure;

/**
 * What a part of the product can tell about itself in figures. Register as an OSGi service; the
 * figures appear and go with it.
 */
public interface Measures {
  /**
   * Tells the present figures. Called each time somebody reads, on the reader's thread, perhaps by
   * several at once: it must answer at once, so what has to be asked for is kept in a {@link
   * Recent}. What it throws costs its own figures only.
   */
  void tell(Figures figures);
}

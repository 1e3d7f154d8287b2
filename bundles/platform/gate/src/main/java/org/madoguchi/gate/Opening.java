package org.madoguchi.gate;

/** An OSGi service: whoever serves requests says by it from when on they may come. */
public interface Opening {
  /**
   * Whether everything may come. Asked for each request until it is true for the first time; from
   * then on the gate stays open as long as the service is there.
   */
  boolean isReady();

  /** Whether a request for this address may come although nothing else may. */
  boolean letsPass(String path);
}

package org.madoguchi.web.internal.rest;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The capabilities that are installed: a bundle beside its api, which serves the address of its
 * name, or the one its header {@value #ADDRESS} says. One that was removed on purpose is not among
 * them.
 */
public final class Capabilities {
  private static final String OURS = "madoguchi-";
  private static final String API = "-api";
  private static final String ADDRESS = "Madoguchi-Address";

  private Capabilities() {}

  /** Bundles by the first part of the address they serve, such as {@code tickets}. */
  public static Map<String, Bundle> installed(BundleContext context) {
    Map<String, Bundle> ours =
        Arrays.stream(context.getBundles())
            .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(OURS))
            .collect(
                Collectors.toMap(
                    bundle -> bundle.getSymbolicName().substring(OURS.length()),
                    bundle -> bundle,
                    (one, other) -> one));
    Map<String, Bundle> capabilities = new TreeMap<>();
    ours.forEach(
        (name, bundle) -> {
          if (ours.containsKey(name + API)) {
            String address = bundle.getHeaders().get(ADDRESS);
            capabilities.put(address == null ? name : address, bundle);
          }
        });
    return capabilities;
  }
}

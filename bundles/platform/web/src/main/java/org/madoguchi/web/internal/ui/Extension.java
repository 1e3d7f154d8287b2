package org.madoguchi.web.internal.ui;

import java.util.List;
import org.madoguchi.web.StaticContent;

/**
 * What one bundle brings to the user interface, or why it cannot be shown.
 *
 * @param hash of manifest and files: part of every address, so that an update gets new ones
 */
sealed interface Extension {
  String bundle();

  String version();

  /** Can be shown. */
  record Usable(
      String bundle, String version, String hash, ExtensionManifest manifest, StaticContent content)
      implements Extension {}

  /** Left out; the reason is a key of {@code reasons.properties}. */
  record Unusable(String bundle, String version, String reason, List<String> arguments)
      implements Extension {}
}

/**
 * Citizens' forms as the pages that show them see them. Entry points: {@link
 * org.madoguchi.forms.PublishedForms}, which forms there are, and {@link
 * org.madoguchi.forms.FormPosts}, which takes what was filled in; both are OSGi services of the
 * forms room. What is posted goes through the inbox like every channel's messages.
 */
@Export
@Version("1.0.0")
package org.madoguchi.forms;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

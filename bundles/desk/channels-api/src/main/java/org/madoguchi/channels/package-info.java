/**
 * Where deliveries come in, for connectors that pull or are pushed to. Entry point: {@link
 * org.madoguchi.channels.Intake}.
 */
@Export
@Version("1.0.0")
package org.madoguchi.channels;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Between the port and the product: until whoever serves requests offers an {@link
 * org.madoguchi.gate.Opening} that is ready, every request is answered with 503. {@link
 * org.madoguchi.gate.Answers} breaks off what has begun.
 */
@Export
@Version("1.1.0")
package org.madoguchi.gate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

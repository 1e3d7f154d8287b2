/** What keeps the product from working: {@link org.madoguchi.kernel.health.HealthCheck}. */
@Export
@Version("1.0.0")
package org.madoguchi.kernel.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

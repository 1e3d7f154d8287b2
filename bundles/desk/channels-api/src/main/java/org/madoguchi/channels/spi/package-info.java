/**
 * What a channel plug-in implements. Entry point: {@link
 * org.madoguchi.channels.spi.ChannelConnector}; the contract test kit is madoguchi-channel-testkit.
 */
@Export
@Version("1.2.0")
package org.madoguchi.channels.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What a capability's {@code internal.rest} package and the faces build on. Entry points: {@link
 * org.madoguchi.web.RestResource} for JSON below {@code /api}, {@link
 * org.madoguchi.web.StaticContent} for files, {@link org.madoguchi.web.PageResponse} for pages,
 * {@link org.madoguchi.web.Requests} for servlets, {@link org.madoguchi.web.ListDownloads} for
 * whole lists as files. Every request of the container, whoever answers it, has passed the filter
 * chain of this bundle: it has a correlation id, security headers and a limited body, and whatever
 * is thrown or sent as an error reaches the client as problem+json.
 */
@Export
@Version("1.5.0")
package org.madoguchi.web;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

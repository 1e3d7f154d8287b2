package org.madoguchi.web.internal.filter;

import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.SessionStore.Session;

/**
 * Who sent a request, and how that is known.
 *
 * @param session empty for the bearer of an API token
 * @param narrowing what an API token takes away; the scope is narrowed already
 * @param credential hash of the cookie's secret or of the token: the same for every request of one
 *     session
 */
public record Caller(
    AccessScope scope, Optional<Session> session, Narrowing narrowing, String credential) {}

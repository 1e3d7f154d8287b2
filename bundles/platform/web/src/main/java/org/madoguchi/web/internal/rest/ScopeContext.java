package org.madoguchi.web.internal.rest;

import javax.ws.rs.ext.Provider;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.web.Requests;

/** {@code @Context AccessScope}: the caller. */
@Provider
public final class ScopeContext implements ContextProvider<AccessScope> {
  @Override
  public AccessScope createContext(Message message) {
    return Requests.scope(CurrentRequest.of(message));
  }
}

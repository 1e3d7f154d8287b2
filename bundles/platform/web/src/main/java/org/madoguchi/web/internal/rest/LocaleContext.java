package org.madoguchi.web.internal.rest;

import java.util.Locale;
import javax.ws.rs.ext.Provider;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import org.madoguchi.web.Requests;

/** {@code @Context Locale}: the language to answer in. */
@Provider
public final class LocaleContext implements ContextProvider<Locale> {
  @Override
  public Locale createContext(Message message) {
    return Requests.locale(CurrentRequest.of(message));
  }
}

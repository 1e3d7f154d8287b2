package org.madoguchi.web.internal.session;

import java.lang.reflect.Proxy;
import javax.servlet.http.HttpServletRequest;

/** Asks for the network of an address a proxy reports. */
final class LoginOriginProbe {
  private LoginOriginProbe() {}

  static String network(String address) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                LoginOriginProbe.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getHeader") ? "9.9.9.9, " + address : null);
    return LoginOrigin.of(request, true).network();
  }
}

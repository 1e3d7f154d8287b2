package org.madoguchi.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Marks a Declarative Services component as a JAX-RS resource: {@code @Component(service =
 * TicketResource.class) @RestResource("/tickets") @Path("/") @Produces(APPLICATION_JSON)}. It is
 * served below {@code /api} + address while the service is there, by a CXF server of its own. A
 * method takes the caller as {@code @Context AccessScope scope} and the reader's language as
 * {@code @Context Locale locale}; whatever it throws becomes problem+json.
 *
 * <p>Each method says who may call it, by {@code @Needs} or {@code @OwnOnly} of the kernel's access
 * package, and each path parameter what it names, by {@code @Refers}. A resource with a method that
 * does not is not served; the log says which.
 *
 * <p>Bodies are JSON of records, at most 1 MiB. Instants as ISO 8601, enums lower case with
 * hyphens. A record whose only component is a String {@code value} ({@code MunicipalityId}) and a
 * record with a static {@code parse(String)} ({@code TicketRef}) are written and read as a string.
 * Unknown members and wrong types are refused with the path of the field; null members and empty
 * Optionals are left out.
 *
 * <p>While a resource that has been there is away (its bundle is being replaced), its address
 * answers 503 {@code unavailable} with Retry-After. A request that runs when the service goes is
 * given a few seconds to finish. Of a bundle that stands beside its api the address of its name is
 * expected from the start, or the one its header {@code Madoguchi-Address} says: until it is
 * served, the node is not ready.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RestResource {
  /** With the name of this type it gives the service property {@code madoguchi.rest.resource}. */
  String PREFIX_ = "madoguchi.";

  /**
   * The address below {@code /api}, for example {@code /tickets}: lower-case letters, digits,
   * hyphens.
   */
  String value();
}

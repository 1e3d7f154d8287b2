package org.madoguchi.web.internal.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.logging.FaultListener;

/** One resource service and the CXF server it is reached by. */
final class ResourceServer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String address;
  private final Class<?> type;
  private final Server server;
  private final InFlight inFlight = new InFlight();
  private final ResourceDescription description;

  private ResourceServer(String address, Class<?> type, Server server) {
    this.address = address;
    this.type = type;
    this.server = server;
    this.description = new ResourceDescription(address, type);
  }

  /**
   * @throws IllegalArgumentException when an operation does not say who may call it
   */
  static ResourceServer start(Bus bus, String address, Object resource) {
    Operations.requireClassified(resource.getClass());
    JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
    factory.setBus(bus);
    factory.setAddress(address);
    factory.setServiceBean(resource);
    factory.setProviders(
        List.of(
            new AccessGate(),
            new JsonBody(),
            new ProblemMapper(),
            new ScopeContext(),
            new LocaleContext(),
            new OperationName(address)));
    factory.setProperties(
        Map.of(
            // otherwise an exception that brings an entity of its own would pass the mapper by
            "support.wae.spec.optimization",
            false,
            FaultListener.class.getName(),
            new UnsentAnswers()));
    Server server = OwnClassLoader.call(factory::create);
    return new ResourceServer(address, resource.getClass(), server);
  }

  String address() {
    return address;
  }

  Class<?> type() {
    return type;
  }

  InFlight inFlight() {
    return inFlight;
  }

  ResourceDescription description() {
    return description;
  }

  /** Lets running requests finish, then takes the address away. */
  void stop() {
    inFlight.close(PATIENCE);
    server.stop();
    server.destroy();
  }
}

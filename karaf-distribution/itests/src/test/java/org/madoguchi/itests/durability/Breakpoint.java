package org.madoguchi.itests.durability;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Stops a running installation, all threads at once, at a {@link FaultPoint}. The product knows
 * nothing of it.
 */
final class Breakpoint implements AutoCloseable {
  private final VirtualMachine vm;
  private final FaultPoint point;
  private boolean known;

  private Breakpoint(VirtualMachine vm, FaultPoint point) {
    this.vm = vm;
    this.point = point;
  }

  /** The option of the JVM that makes this possible. */
  static String jvmOption(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
  }

  static Breakpoint at(FaultPoint point, int port) {
    Breakpoint breakpoint = new Breakpoint(attach(port), point);
    breakpoint.set();
    return breakpoint;
  }

  static VirtualMachine attach(int port) {
    AttachingConnector socket =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(c -> c.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = socket.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    try {
      return socket.attach(arguments);
    } catch (IOException e) {
      throw new IllegalStateException("the debugger's port does not answer", e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  private void set() {
    ClassPrepareRequest later = vm.eventRequestManager().createClassPrepareRequest();
    later.addClassFilter(point.type());
    later.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    later.enable();
    vm.classesByName(point.type()).forEach(this::set);
  }

  private void set(ReferenceType type) {
    List<Method> methods =
        type.methodsByName(point.method()).stream().filter(m -> m.location() != null).toList();
    if (methods.isEmpty()) {
      throw new AssertionError("FaultPoint.ALL is out of date: no method " + point);
    }
    for (Method method : methods) {
      BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(entry(method));
      request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
      request.enable();
    }
    known = true;
  }

  private static Location entry(Method method) {
    return method.location();
  }

  /**
   * Waits until the place was come to so often; then everything stands still.
   *
   * @return false when that did not happen in time; everything goes on
   */
  boolean awaitHit(int times, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    int missing = times;
    while (missing > 0 && System.nanoTime() < end) {
      EventSet events = vm.eventQueue().remove(200);
      if (events == null) {
        continue;
      }
      for (Event event : events) {
        if (event instanceof ClassPrepareEvent prepared) {
          set(prepared.referenceType());
        } else if (event instanceof BreakpointEvent hit && isMeant(hit.thread())) {
          missing--;
        }
      }
      if (missing > 0) {
        events.resume();
      }
    }
    return missing <= 0;
  }

  /** Whether its class was there at all. */
  boolean isKnown() {
    return known;
  }

  private boolean isMeant(ThreadReference thread) {
    if (point.under().isEmpty() || thread.name().startsWith(point.under())) {
      return true;
    }
    try {
      for (StackFrame frame : thread.frames()) {
        Method method = frame.location().method();
        String caller = method.declaringType().name() + "." + method.name();
        if (caller.endsWith("." + point.under())) {
          return true;
        }
      }
      return false;
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException("it stands at a breakpoint", e);
    }
  }

  /** Lets go; what was stopped and not killed goes on. */
  @Override
  public void close() {
    try {
      vm.dispose();
    } catch (com.sun.jdi.VMDisconnectedException e) {
      // killed meanwhile, as intended
    }
  }
}

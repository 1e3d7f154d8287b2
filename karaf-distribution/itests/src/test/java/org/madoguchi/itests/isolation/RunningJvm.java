package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.UnmarshalException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the machine and the JDK's tools tell about a process, without a look into its heap. */
final class RunningJvm {
  private static final String LISTENS = "0A";

  /** A busy process may take longer to answer than the tools wait by themselves. */
  private static final String PATIENT = "-J-Dsun.tools.attach.attachTimeout=60000";

  private final long pid;

  RunningJvm(long pid) {
    this.pid = pid;
  }

  /** What a tool prints; jcmd takes its order after the number. */
  String told(String tool, String order) throws Exception {
    String path = Path.of(System.getProperty("java.home"), "bin", tool).toString();
    String[] command =
        tool.equals("jcmd")
            ? new String[] {path, PATIENT, "" + pid, order}
            : new String[] {path, PATIENT, order, "" + pid};
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(told, 0, process.waitFor());
    assertTrue(told, told.length() > 100);
    return told;
  }

  String file(String name) throws IOException {
    return Files.readString(proc(name), StandardCharsets.ISO_8859_1);
  }

  private Path proc(String name) {
    return Path.of("/proc/" + pid, name);
  }

  /** The TCP ports it listens on, and whether each is there for this machine only. */
  Map<Integer, Boolean> listens() throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> files = Files.list(proc("fd"))) {
      files.forEach(file -> sockets.add(target(file).replaceAll("socket:\\[(\\d+)]", "$1")));
    }
    Map<Integer, Boolean> ports = new TreeMap<>();
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      for (String line : Files.readAllLines(proc(table))) {
        String[] words = line.strip().split("\\s+");
        if (words[3].equals(LISTENS) && sockets.contains(words[9])) {
          String[] local = words[1].split(":");
          // 127.0.0.1, alone or within IPv6, or ::1, in the kernel's notation
          boolean ownMachine =
              local[0].matches("(0{16}F{4}0{4}|0{16}0000FFFF|)0100007F|0{24}01000000");
          ports.put(Integer.parseInt(local[1], 16), ownMachine);
        }
      }
    }
    return ports;
  }

  /** What an open file is; '' when it was closed meanwhile. */
  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Every attribute of every MBean, as the owner of the process can read them. */
  Map<String, String> managed() throws IOException, AttachNotSupportedException, JMException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    Map<String, String> told = new TreeMap<>();
    try (JMXConnector connector =
        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      for (ObjectName name : beans.queryNames(null, null)) {
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
          if (attribute.isReadable()) {
            told.put(name + " " + attribute.getName(), value(beans, name, attribute.getName()));
          }
        }
      }
    } finally {
      machine.detach();
    }
    assertTrue("MBeans: " + told.size(), told.size() > 100);
    return told;
  }

  private static String value(MBeanServerConnection beans, ObjectName name, String attribute)
      throws IOException {
    try {
      Object value = beans.getAttribute(name, attribute);
      return value instanceof Object[] many ? Arrays.deepToString(many) : String.valueOf(value);
    } catch (JMException | RuntimeException | UnmarshalException e) {
      // what cannot be read, or is of a class of theirs, tells nothing, unless its refusal does
      return String.valueOf(e);
    }
  }
}

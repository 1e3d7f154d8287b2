package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Which files of the deploy folder are plug-ins, or try to be some. */
final class DroppedFile {
  private DroppedFile() {}

  static boolean isOurs(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jar")) {
      return isBundleOrBroken(file);
    }
    return name.endsWith(".kar") || name.endsWith(".xml") && isFeatures(file);
  }

  /** A library that is no bundle is left to whoever wants it. */
  private static boolean isBundleOrBroken(Path file) {
    try {
      return !BundleJar.identify(file).name().isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isFeatures(Path file) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      reader.nextTag();
      return reader.getLocalName().equals("features");
    } catch (IOException | XMLStreamException e) {
      return false;
    }
  }
}

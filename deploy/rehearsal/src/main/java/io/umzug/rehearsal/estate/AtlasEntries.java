package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The database entries of an atlas.xml, as the stand-in's service reads them when it starts. */
record AtlasEntries(List<Entry> entries) {

  /**
   * An entry below {@code <Databases>}.
   *
   * @param windowsLogin whether it says useLogin="Windows" (R29)
   */
  record Entry(String database, String dataSource, boolean windowsLogin) {}

  /**
   * @throws IOException where the file cannot be read
   * @throws SAXException where it is no XML
   */
  static AtlasEntries read(Path file) throws IOException, SAXException {
    Document document = parse(file);
    List<Entry> entries = new ArrayList<>();
    NodeList areas = document.getElementsByTagName("Databases");
    for (int i = 0; i < areas.getLength(); i++) {
      NodeList below = ((Element) areas.item(i)).getElementsByTagName("*");
      for (int j = 0; j < below.getLength(); j++) {
        Element element = (Element) below.item(j);
        if (element.hasAttribute("connection")) {
          entries.add(entry(element));
        }
      }
    }
    return new AtlasEntries(List.copyOf(entries));
  }

  Optional<Entry> of(String database) {
    return entries.stream().filter(e -> e.database().equalsIgnoreCase(database)).findFirst();
  }

  List<String> dataSources() {
    return entries.stream().map(Entry::dataSource).distinct().toList();
  }

  private static Entry entry(Element element) {
    Map<String, String> properties = new TreeMap<>();
    for (String part : element.getAttribute("connection").split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        properties.put(
            part.substring(0, equals).trim().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).trim());
      }
    }
    return new Entry(
        properties.getOrDefault("initial catalog", ""),
        properties.getOrDefault("data source", properties.getOrDefault("server", "")),
        element.getAttribute("useLogin").equals("Windows"));
  }

  private static Document parse(Path file) throws IOException, SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Throwing());
      try (var bytes = Files.newInputStream(file)) {
        return builder.parse(bytes);
      }
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This JDK's XML parser is not what it should be", e);
    }
  }

  /** The JDK's own handler prints to standard error before it throws. */
  private static final class Throwing implements ErrorHandler {

    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }
}

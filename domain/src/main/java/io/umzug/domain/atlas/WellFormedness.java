package io.umzug.domain.atlas;

import io.umzug.domain.atlas.AtlasRefusal.Reason;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The JDK's own verdict on whether a text is XML, names and namespaces included. */
final class WellFormedness {
  private WellFormedness() {}

  static void check(SourceText source) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(source.text()));
      while (reader.hasNext()) {
        reader.next();
      }
    } catch (XMLStreamException e) {
      throw source.refusal(
          Reason.NOT_WELL_FORMED, offset(e, source.text()), "This is no XML: " + reason(e));
    }
  }

  /** Not a factory from the class path: it might read what this one refuses. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static int offset(XMLStreamException e, String text) {
    int offset = e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset();
    return Math.clamp(offset, 0, text.length());
  }

  /** Without the parser's own position, which the refusal gives. */
  private static String reason(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    return message.replaceFirst("(?s)^ParseError at .*?\\nMessage: ", "");
  }
}

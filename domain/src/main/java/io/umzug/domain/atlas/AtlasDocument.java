package io.umzug.domain.atlas;

import io.umzug.domain.atlas.AtlasRefusal.Reason;
import io.umzug.domain.atlas.ConnectionString.Property;
import io.umzug.domain.atlas.XmlElement.XmlAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An atlas.xml that was understood, with the places of what may be exchanged in it.
 *
 * @param area the offset of {@code <Databases>}
 */
record AtlasDocument(SourceText source, int area, List<Connection> connections) {

  /** One connection below {@code <Databases>}. */
  record Connection(
      AtlasEntry entry,
      XmlAttribute attribute,
      ConnectionString string,
      Optional<XmlAttribute> useLogin) {}

  static AtlasDocument parse(byte[] bytes) {
    SourceText source = TextDecoding.decode(bytes);
    List<XmlElement> elements = XmlScanner.scan(source);
    WellFormedness.check(source);
    XmlElement area = databasesArea(source, elements);
    List<Connection> connections = new ArrayList<>();
    for (XmlElement element : below(area, elements)) {
      element
          .attribute("connection")
          .ifPresent(attribute -> connections.add(connection(source, element, attribute)));
    }
    return new AtlasDocument(source, area.offset(), List.copyOf(connections));
  }

  AtlasFile file() {
    return new AtlasFile(
        source.charset().name(), connections.stream().map(Connection::entry).toList());
  }

  private static XmlElement databasesArea(SourceText source, List<XmlElement> elements) {
    List<XmlElement> areas =
        elements.stream().filter(e -> e.localName().equals("Databases")).toList();
    if (areas.isEmpty()) {
      throw source.refusal(
          Reason.DATABASES_AREA_MISSING,
          0,
          "The file has no <Databases> area. Is it the atlas.xml of an XPhone server?");
    }
    if (areas.size() > 1) {
      throw source.refusal(
          Reason.SEVERAL_DATABASES_AREAS,
          areas.get(1).offset(),
          "This is a second <Databases> area; the first begins in line %d. Which of them counts is not known."
              .formatted(source.line(areas.getFirst().offset())));
    }
    return areas.getFirst();
  }

  private static List<XmlElement> below(XmlElement area, List<XmlElement> elements) {
    return elements.stream()
        .skip(elements.indexOf(area) + 1L)
        .takeWhile(e -> e.depth() > area.depth())
        .toList();
  }

  private static Connection connection(
      SourceText source, XmlElement element, XmlAttribute attribute) {
    Optional<XmlAttribute> useLogin = element.attribute("useLogin");
    return switch (ConnectionParser.parse(attribute.value().text())) {
      case ConnectionString string -> {
        AtlasEntry entry =
            new AtlasEntry(
                source.line(attribute.offset()),
                only(source, attribute, string.databases()),
                only(source, attribute, string.dataSources()),
                useLogin.map(a -> a.value().text()).orElse(null));
        yield new Connection(entry, attribute, string, useLogin);
      }
      case ConnectionParsing.Malformed malformed ->
          throw source.refusal(
              Reason.CONNECTION_NOT_UNDERSTOOD,
              attribute.value().sourceOffset(malformed.offset()),
              "The connection of <%s> is not understood, because %s."
                  .formatted(element.name(), malformed.reason()));
    };
  }

  /** The value of a keyword and its synonyms; which of two different ones counts is not known. */
  private static @Nullable String only(
      SourceText source, XmlAttribute attribute, List<Property> properties) {
    if (properties.isEmpty()) {
      return null;
    }
    Property first = properties.getFirst();
    for (Property other : properties) {
      if (!other.value().equalsIgnoreCase(first.value())) {
        throw source.refusal(
            Reason.CONNECTION_CONTRADICTS_ITSELF,
            attribute.value().sourceOffset(other.start()),
            "The connection says %s=%s and %s=%s, two words for the same thing. Remove the wrong one."
                .formatted(first.keyword(), first.value(), other.keyword(), other.value()));
      }
    }
    return first.value();
  }
}

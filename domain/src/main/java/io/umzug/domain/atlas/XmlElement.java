package io.umzug.domain.atlas;

import java.util.List;
import java.util.Optional;

/**
 * A start tag (or empty-element tag) in a text.
 *
 * @param offset of its {@code <}
 * @param depth 0 for the root
 */
record XmlElement(String name, int offset, int depth, List<XmlAttribute> attributes) {

  /**
   * An attribute where it stands in the text.
   *
   * @param offset of its name
   * @param value between its quotes
   * @param quote the quote character in use
   */
  record XmlAttribute(String name, int offset, XmlValue value, char quote) {
    /** Of the character behind the closing quote. */
    int end() {
      return value.sourceOffset(value.text().length()) + 1;
    }
  }

  /** The name without its prefix. */
  String localName() {
    return name.substring(name.indexOf(':') + 1);
  }

  Optional<XmlAttribute> attribute(String attributeName) {
    return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
  }
}

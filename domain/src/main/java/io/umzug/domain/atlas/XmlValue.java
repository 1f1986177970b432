package io.umzug.domain.atlas;

/** An attribute's value as a program sees it, with the place in the file of each character. */
final class XmlValue {
  private final String text;
  private final int[] sourceOffsets;

  /**
   * @param sourceOffsets where in the file each character of {@code text} begins, and, as one more,
   *     where the value ends
   */
  XmlValue(String text, int[] sourceOffsets) {
    this.text = text;
    this.sourceOffsets = sourceOffsets.clone();
  }

  String text() {
    return text;
  }

  int sourceOffset(int index) {
    return sourceOffsets[index];
  }

  /** Written so that it may stand between two of {@code quote}. */
  static String escape(String value, char quote) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;");
    return quote == '"' ? escaped.replace("\"", "&quot;") : escaped.replace("'", "&apos;");
  }
}

package io.umzug.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column's type, by the numbers of the catalogue.
 *
 * @param alias the user-defined type by whose name the column calls it
 * @param maxLength in bytes, −1 for max
 * @param xmlCollection that types an xml
 * @param xmlDocument whether such an xml must have a single root
 */
public record DataType(
    SystemType base,
    @Nullable ObjectName alias,
    int maxLength,
    int precision,
    int scale,
    @Nullable ObjectName xmlCollection,
    boolean xmlDocument) {

  private static final int MAX = -1;
  private static final int FULL_MANTISSA = 53;

  /** A type without particulars. */
  public static DataType of(SystemType base) {
    return new DataType(base, null, 0, 0, 0, null, false);
  }

  public static DataType sized(SystemType base, int maxLength) {
    return new DataType(base, null, maxLength, 0, 0, null, false);
  }

  public static DataType exact(SystemType base, int precision, int scale) {
    return new DataType(base, null, 0, precision, scale, null, false);
  }

  /** As a column's definition names it. */
  public String text() {
    return alias == null ? baseText() : alias.quoted();
  }

  /** As a CAST names it, whatever the type is called. */
  public String baseText() {
    String name = SqlText.name(base.label());
    return switch (base.size()) {
      case NONE -> xmlCollection == null ? name : name + typing(xmlCollection);
      case BYTES -> name + "(" + length(1) + ")";
      case CHARACTERS -> name + "(" + length(2) + ")";
      case PRECISION -> name + "(" + precision + ", " + scale + ")";
      case MANTISSA ->
          precision == 0 || precision == FULL_MANTISSA ? name : name + "(" + precision + ")";
      case SCALE -> name + "(" + scale + ")";
    };
  }

  private String typing(ObjectName collection) {
    return "(" + (xmlDocument ? "DOCUMENT " : "CONTENT ") + collection.quoted() + ")";
  }

  private String length(int bytesEach) {
    return maxLength == MAX ? "max" : String.valueOf(maxLength / bytesEach);
  }

  /** Whether a value can be longer than a row, so that it is read and written in pieces. */
  public boolean isLarge() {
    return maxLength == MAX || base.isLarge();
  }
}

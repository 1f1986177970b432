package io.umzug.rehearsal.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One CAST or CONVERT, and how H2 is asked for it.
 *
 * @param value the tokens of what is converted, without END
 * @param style an expression of H2; null where there is none
 */
record Conversion(ColumnType type, List<Token> value, @Nullable String style) {

  private static final Set<String> READABLE =
      Set.of("0", "1", "20", "21", "23", "25", "120", "121", "126", "127");

  /** Reads the type in front of its end; a length that is left out is 30 here. */
  static ColumnType type(List<Token> tokens, Catalog catalog) throws SqlRefusal {
    TokenCursor in = new TokenCursor(tokens);
    ColumnType type;
    try {
      type = TypeParser.read(in, catalog);
    } catch (SqlRefusal e) {
      if (e.number() != 2715) {
        throw e;
      }
      throw SqlRefusal.of(
          243, 16, 2, "Type %s is not a defined system type.", tokens.getFirst().text());
    }
    in.end();
    boolean bare = tokens.size() == 2 && type.system().sized() && type.userType() == 0;
    return bare ? ColumnType.sized(type.system(), 30) : type;
  }

  /** Whether only at run time it is known whether the value is a sql_variant. */
  private boolean perhapsVariant() {
    return value.stream()
        .allMatch(t -> t.isName() || t.symbol(".") || t.kind() == Token.Kind.VARIABLE);
  }

  private boolean literal(Token.Kind kind) {
    return value.size() == 1 && value.getFirst().kind() == kind;
  }

  /**
   * The expression for H2.
   *
   * @param translated the value in H2's words
   */
  String h2(String translated) throws SqlRefusal {
    String target = type.h2();
    return switch (type.system()) {
      case CHAR, VARCHAR, NCHAR, NVARCHAR, SYSNAME, TEXT, NTEXT -> {
        boolean plain =
            style == null && (literal(Token.Kind.STRING) || literal(Token.Kind.VARIABLE));
        boolean wide = type.system().wide() || type.system() == SystemType.NTEXT;
        yield plain
            ? cast(translated, target)
            : cast(
                "\"sys\".\"UMZUG_TEXT\"(%s, %s, %s)"
                    .formatted(translated, style == null ? "NULL" : style, wide),
                target);
      }
      case BINARY, VARBINARY, IMAGE, TIMESTAMP ->
          literal(Token.Kind.NUMBER) && value.getFirst().text().startsWith("0x")
              ? cast(translated, target)
              : cast(
                  "\"sys\".\"UMZUG_BINARY\"(%s, %s)"
                      .formatted(translated, style == null ? "NULL" : style),
                  target);
      case SQL_VARIANT -> throw new IllegalStateException("A variant is made elsewhere");
      default -> {
        if (style != null && !READABLE.contains(style)) {
          throw SqlRefusal.of(
              50000,
              16,
              1,
              "Style %s of CONVERT into %s is not known to this stand-in.",
              style,
              type.system().spelling());
        }
        yield cast(
            perhapsVariant() && !type.system().clr() && type.system() != SystemType.XML
                ? "\"sys\".\"UMZUG_PLAIN\"(" + translated + ")"
                : translated,
            target);
      }
    };
  }

  private static String cast(String value, String target) {
    return "CAST(" + value + " AS " + target + ")";
  }
}

package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlType;
import java.util.Locale;

/** Reads a data type: a system type with its numbers, or an alias type. */
final class TypeParser {

  private TypeParser() {}

  static ColumnType read(TokenCursor in, Catalog catalog) throws SqlRefusal {
    Token first = in.peek();
    String name = in.name();
    String schema = "";
    if (in.acceptSymbol(".")) {
      schema = name;
      name = in.name();
    }
    SystemType system =
        schema.isEmpty() || schema.equalsIgnoreCase("sys") ? SystemType.named(name) : null;
    if (system == SystemType.FLOAT && first.is("DOUBLE")) {
      in.expect("PRECISION");
    }
    if ((system == SystemType.CHAR || system == SystemType.NCHAR) && in.accept("VARYING")) {
      system = system == SystemType.CHAR ? SystemType.VARCHAR : SystemType.NVARCHAR;
    }
    if (system == null) {
      TypeDefinition alias = catalog.type(schema, name);
      if (alias == null || alias.tableObject() != 0) {
        throw SqlRefusal.of(
            2715,
            16,
            6,
            "Column, parameter, or variable #1: Cannot find data type %s.",
            schema.isEmpty() ? name : schema + "." + name);
      }
      return alias.base().withUserType(alias.id());
    }
    return system == SystemType.XML && in.peek().symbol("(")
        ? typedXml(in, catalog)
        : numbers(in, system);
  }

  private static ColumnType numbers(TokenCursor in, SystemType system) throws SqlRefusal {
    if (!in.peek().symbol("(")) {
      return plain(system);
    }
    in.next();
    ColumnType type;
    if (in.accept("MAX")) {
      if (system != SystemType.VARCHAR
          && system != SystemType.NVARCHAR
          && system != SystemType.VARBINARY) {
        throw SqlRefusal.syntax(in.peek(-1));
      }
      type = ColumnType.sized(system, SqlType.MAX);
    } else {
      Token written = in.peek();
      int first = in.number();
      type = sized(system, first, in.acceptSymbol(",") ? in.number() : -1, written);
    }
    in.expectSymbol(")");
    return type;
  }

  private static ColumnType typedXml(TokenCursor in, Catalog catalog) throws SqlRefusal {
    in.expectSymbol("(");
    boolean document = in.accept("DOCUMENT");
    if (!document) {
      in.accept("CONTENT");
    }
    ObjectName name = ObjectName.read(in);
    in.expectSymbol(")");
    Catalog.XmlCollection collection = catalog.xmlCollection(name.schema(), name.name());
    if (collection == null) {
      throw SqlRefusal.of(
          6314, 16, 1, "Collection specified does not exist in metadata : '%s'", name.written());
    }
    int id = document ? -collection.id() : collection.id();
    return new ColumnType(SystemType.XML, 0, 0, 0, 0, null, id);
  }

  private static ColumnType plain(SystemType system) {
    return switch (system) {
      case DECIMAL, NUMERIC -> new ColumnType(system, 0, 18, 0, 0, null, 0);
      case VARBINARY, VARCHAR, BINARY, CHAR, NVARCHAR, NCHAR -> ColumnType.sized(system, 1);
      default -> ColumnType.of(system);
    };
  }

  private static ColumnType sized(SystemType system, int first, int second, Token at)
      throws SqlRefusal {
    return switch (system) {
      case DECIMAL, NUMERIC -> {
        int scale = Math.max(second, 0);
        if (first < 1 || first > 38 || scale > first) {
          throw SqlRefusal.of(
              2750,
              16,
              1,
              "Column or parameter #1: Specified column precision %d is greater than the maximum"
                  + " precision of 38.",
              first);
        }
        yield new ColumnType(system, 0, first, scale, 0, null, 0);
      }
      case TIME, DATETIME2, DATETIMEOFFSET -> {
        if (first > 7 || second >= 0) {
          throw SqlRefusal.of(
              1002, 16, 1, "Line %d: Specified scale %d is invalid.", at.line(), first);
        }
        yield new ColumnType(system, 0, 0, first, 0, null, 0);
      }
      case FLOAT -> ColumnType.of(first <= 24 ? SystemType.REAL : SystemType.FLOAT);
      case VARBINARY, VARCHAR, BINARY, CHAR, NVARCHAR, NCHAR -> {
        int longest = system.wide() ? 4000 : 8000;
        if (first < 1 || first > longest || second >= 0) {
          throw SqlRefusal.of(
              131,
              15,
              2,
              "The size (%d) given to the type '%s' exceeds the maximum allowed for any data type"
                  + " (8000).",
              first,
              system.name().toLowerCase(Locale.ROOT));
        }
        yield ColumnType.sized(system, first);
      }
      default ->
          throw SqlRefusal.of(
              2716,
              16,
              1,
              "Column, parameter, or variable #1: Cannot specify a column width on data type %s.",
              system.spelling());
    };
  }

  /** The type as T-SQL writes it in a normalised expression: {@code [nvarchar](10)}. */
  static String written(ColumnType type) {
    String name = "[" + type.system().spelling() + "]";
    return switch (type.system()) {
      case DECIMAL, NUMERIC -> name + "(" + type.precision() + "," + type.scale() + ")";
      case TIME, DATETIME2, DATETIMEOFFSET ->
          name + (type.scale() == 7 ? "" : "(" + type.scale() + ")");
      case VARBINARY, VARCHAR, BINARY, CHAR, NVARCHAR, NCHAR ->
          name + "(" + (type.length() == SqlType.MAX ? "max" : type.length()) + ")";
      default -> name;
    };
  }
}

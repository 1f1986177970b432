package io.umzug.domain.schema;

import java.util.List;

/** The smaller things of a database: types, sequences, synonyms, notes. */
final class ObjectsText {

  private ObjectsText() {}

  static String aliasType(AliasType type) {
    return "CREATE TYPE %s FROM %s %s;"
        .formatted(
            type.name().quoted(), type.type().baseText(), type.nullable() ? "NULL" : "NOT NULL");
  }

  static String xmlCollection(XmlCollection collection) {
    String create = "CREATE XML SCHEMA COLLECTION " + collection.name().quoted() + " AS ";
    String content = SqlText.text(collection.content());
    return SqlText.isPlain(collection.content())
        ? create + content + ";"
        : "DECLARE @content nvarchar(max) = " + content + ";\n" + create + "@content;";
  }

  static String sequence(Sequence sequence) {
    Integer cache = sequence.cache();
    String cached = cache == null ? "CACHE" : cache == 0 ? "NO CACHE" : "CACHE " + cache;
    return "CREATE SEQUENCE %s AS %s\nSTART WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s %s %s;"
        .formatted(
            sequence.name().quoted(),
            sequence.type().text(),
            sequence.next(),
            sequence.increment(),
            sequence.minimum(),
            sequence.maximum(),
            sequence.cycles() ? "CYCLE" : "NO CYCLE",
            cached);
  }

  static String synonym(Synonym synonym) {
    return "CREATE SYNONYM %s FOR %s;".formatted(synonym.name().quoted(), synonym.base());
  }

  static String property(ExtendedProperty property) {
    boolean constant = property.value().startsWith("N'");
    StringBuilder text = new StringBuilder("EXEC sys.sp_addextendedproperty @name = ");
    text.append(parameter(property.name()));
    text.append(", @value = ").append(constant ? property.value() : "@value");
    List<ExtendedProperty.Level> levels = property.levels();
    for (int i = 0; i < levels.size(); i++) {
      text.append(", @level").append(i).append("type = N'").append(levels.get(i).type());
      text.append("', @level").append(i).append("name = ").append(parameter(levels.get(i).name()));
    }
    String declared = constant ? "" : "DECLARE @value sql_variant = " + property.value() + ";\n";
    return declared + text.append(';');
  }

  /** A procedure takes a literal, and no expression. */
  private static String parameter(String name) {
    return "N'" + name.replace("'", "''") + "'";
  }
}

package io.umzug.domain.schema;

import io.umzug.domain.schema.Gap.Severity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What another collation of the database that is to be filled changes; columns bear their own. */
public final class CollationGaps {

  private static final String RULE = "M2";

  /** Their characters are those of the collation's code page. */
  private static final Set<SystemType> CODE_PAGE =
      EnumSet.of(SystemType.CHAR, SystemType.VARCHAR, SystemType.TEXT);

  private final DatabaseSchema schema;
  private final String target;
  private final TreeSet<Gap> gaps = new TreeSet<>();

  private CollationGaps(DatabaseSchema schema, String target) {
    this.schema = schema;
    this.target = target;
  }

  /**
   * None where both are the same.
   *
   * @param target the collation of the database into which the schema goes
   */
  public static List<Gap> of(DatabaseSchema schema, String target) {
    String source = schema.settings().collation();
    if (source.equalsIgnoreCase(target)) {
      return List.of();
    }
    CollationGaps found = new CollationGaps(schema, target);
    found.database();
    schema.tables().forEach(found::ofAliasTypes);
    if (isCaseless(target) && !isCaseless(source)) {
      found.namesThatClash();
    }
    return List.copyOf(found.gaps);
  }

  private static boolean isCaseless(String collation) {
    return collation.toUpperCase(Locale.ROOT).contains("_CI");
  }

  private String likeTheSource() {
    return "Give the empty target database the source's collation (ALTER DATABASE … COLLATE %s), or let --create-database make it."
        .formatted(schema.settings().collation());
  }

  private void database() {
    gaps.add(
        new Gap(
            Severity.WARNING,
            "the database",
            "Its collation is %s at the source, and %s at the target. Columns keep their own; variables, texts in procedures and views, and names of objects are compared and sorted as the target's has it."
                .formatted(schema.settings().collation(), target),
            likeTheSource(),
            RULE));
  }

  /** No COLLATE may stand behind such a type: it is always the database's. */
  private void ofAliasTypes(Table table) {
    table.written().stream()
        .filter(column -> column.type().alias() != null && column.collation() != null)
        .filter(column -> !target.equalsIgnoreCase(column.collation()))
        .forEach(
            column ->
                gaps.add(
                    new Gap(
                        Severity.WARNING,
                        table.name() + "." + column.name(),
                        "Its type %s takes the database's collation: %s becomes %s. Values that it does not tell apart clash in unique keys%s."
                            .formatted(
                                column.type().text(),
                                column.collation(),
                                target,
                                CODE_PAGE.contains(column.type().base())
                                    ? ", and characters that its code page lacks are lost"
                                    : ""),
                        likeTheSource(),
                        RULE)));
  }

  private void namesThatClash() {
    Map<String, ObjectName> objects = new HashMap<>();
    schema.tables().forEach(table -> object(table.name(), objects));
    schema.modules().forEach(module -> object(module.name(), objects));
    schema.sequences().forEach(sequence -> object(sequence.name(), objects));
    schema.synonyms().forEach(synonym -> object(synonym.name(), objects));
    for (Table table : schema.tables()) {
      Map<String, String> columns = new HashMap<>();
      for (Column column : table.columns()) {
        String other = columns.put(column.name().toLowerCase(Locale.ROOT), column.name());
        if (other != null) {
          clash(table.name() + "." + column.name(), other);
        }
      }
    }
  }

  private void object(ObjectName name, Map<String, ObjectName> known) {
    ObjectName other = known.put(name.toString().toLowerCase(Locale.ROOT), name);
    if (other != null) {
      clash(name.toString(), other.toString());
    }
  }

  private void clash(String object, String other) {
    gaps.add(
        new Gap(
            Severity.BLOCKING,
            object,
            "Only its case tells its name from that of %s; to %s both are the same."
                .formatted(other, target),
            likeTheSource(),
            RULE));
  }
}

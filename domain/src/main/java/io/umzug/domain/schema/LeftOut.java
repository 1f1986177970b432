package io.umzug.domain.schema;

/**
 * Something that the catalogue knows and that no script of Umzug carries.
 *
 * @param object its name, for a person
 * @param essential whether the database does not do its work without it
 */
public record LeftOut(Kind kind, String object, boolean essential) {

  /** What it is. */
  public enum Kind {
    ASSEMBLY("an assembly", "Deploy it by hand, with what stands on it."),
    FULL_TEXT_INDEX("a full-text index", "Create the catalogue and the index again on the target."),
    SERVICE_BROKER("of the Service Broker", "Create it by hand on the target."),
    SECURITY_POLICY(
        "a security policy of rows", "Without it everybody sees every row: create it by hand."),
    CERTIFICATE_OR_KEY("a certificate or key", "Back it up and restore it by its own statements."),
    RULE_OR_DEFAULT(
        "a rule or default that is bound by sp_bindrule or sp_bindefault",
        "Turn it into a check or default constraint."),
    STATISTICS("statistics made by a person", "Create them on the target if queries are slow."),
    CHANGE_TRACKING("change tracking or change data capture", "Switch it on again on the target."),
    COLUMN_TYPE(
        "a column of a type that Umzug does not know", "Copy the column by hand, or convert it."),
    OWNER("owned by somebody else than its schema", "Say ALTER AUTHORIZATION ON it on the target."),
    TABLE_OPTION(
        "a table with an option for locks or for where its long values are",
        "Say ALTER TABLE … SET (LOCK_ESCALATION = …) or sp_tableoption on the target."),
    PLAN_GUIDE("a plan guide", "Create it on the target if queries are slow."),
    EXTENDED_PROPERTY(
        "an extended property of something that is left out, or of a kind that Umzug does not know",
        "Add it by sp_addextendedproperty on the target if it is used."),
    NUMBERED_PROCEDURE("a numbered procedure", "Give it a name of its own."),
    LEFTOVER(
        "Umzug's own, left over by a copy or an import into this database that did not come to its"
            + " end,",
        "See whether the database is whole; if it is, drop the table there.");

    private final String words;
    private final String remedy;

    Kind(String words, String remedy) {
      this.words = words;
      this.remedy = remedy;
    }

    String words() {
      return words;
    }

    String remedy() {
      return remedy;
    }
  }
}

package io.umzug.domain.schema;

/**
 * An option of the database itself that is not as a new database has it.
 *
 * @param name as ALTER DATABASE … SET names it
 * @param value such as ON
 */
public record DatabaseOption(String name, String value, Way way) {

  /** How it comes to the target. */
  public enum Way {
    /** Set on the database that is made. */
    WRITTEN,
    /** Set while nobody else is in the database. */
    ALONE,
    /** A decision of who runs the target, such as whom it trusts. */
    LEFT
  }

  /** In words. */
  String setting() {
    return "%s is %s".formatted(name.replace(" =", ""), value);
  }

  /** Whether a work that makes the database so sets it. */
  boolean comesWith(ScriptTarget.Creation creation) {
    return way == Way.WRITTEN || way == Way.ALONE && creation.alone();
  }

  String statement(String database) {
    return "ALTER DATABASE %s SET %s %s;".formatted(SqlText.name(database), name, value);
  }
}

package io.umzug.domain.schema;

/** What is sent to the server at once: the text between two lines {@code GO} (M6). */
public record Batch(String text) {

  /** The separator's own line, which is no Transact-SQL. */
  public static final String SEPARATOR = "\nGO\n";

  /** As it stands in a script. */
  public String inScript() {
    return text + SEPARATOR;
  }
}

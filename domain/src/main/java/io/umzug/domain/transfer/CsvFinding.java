package io.umzug.domain.transfer;

/**
 * Something about a file for the text connector.
 *
 * @param line counted from 1, comments and empty lines included; 0 where it is about the whole file
 * @param attribute the attribute as the file writes it; empty where it is about no attribute
 * @param rule such as {@code R7}; empty where no rule says so and it is Umzug's own remark
 */
public record CsvFinding(
    Severity severity, int line, String attribute, String sentence, String rule) {

  /** Whether the file can be imported in spite of it. */
  public enum Severity {
    /** Against the rule. */
    ERROR,
    /** Worth a look. */
    WARNING
  }
}

package io.umzug.domain.atlas;

/**
 * Why an atlas.xml is left alone.
 *
 * @param line from 1, in the original file
 * @param column from 1, in UTF-16 units
 * @param sentence what was found and what to do, for the operator; holds no connection string
 */
public record AtlasRefusal(Reason reason, int line, int column, String sentence)
    implements AtlasReading, AtlasRewrite {

  public enum Reason {
    ENCODING_NOT_SUPPORTED("U1"),
    ENCODING_CONTRADICTS_BYTES("U1"),
    NOT_WELL_FORMED("U1"),
    DOCUMENT_TYPE_DECLARATION("U1"),
    DATABASES_AREA_MISSING("R29"),
    SEVERAL_DATABASES_AREAS("R29"),
    CONNECTION_NOT_UNDERSTOOD("E6"),
    CONNECTION_CONTRADICTS_ITSELF("E6"),
    DATA_SOURCE_MISSING("E6"),
    DATABASE_NOT_FOUND("R29"),
    ENTRIES_CONTRADICT_EACH_OTHER("R29"),
    TARGET_NOT_USABLE("E6"),
    TARGET_NOT_ENCODABLE("U1");

    private final String rule;

    Reason(String rule) {
      this.rule = rule;
    }
  }

  /** The identifier of the rule that forbids to go on, such as {@code R29}. */
  public String rule() {
    return reason.rule;
  }
}

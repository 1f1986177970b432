package io.umzug.domain.atlas;

/** What came of parsing a connection string. */
sealed interface ConnectionParsing permits ConnectionString, ConnectionParsing.Malformed {

  /**
   * Why it is not understood.
   *
   * @param offset in the connection string
   * @param reason a clause that fits behind "because"
   */
  record Malformed(int offset, String reason) implements ConnectionParsing {}
}

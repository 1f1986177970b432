package io.umzug.domain.schema;

/** How the rows of a table or index are compressed. */
public enum Compression {
  NONE,
  ROW,
  PAGE
}

package io.umzug.rehearsal.sql;

import org.jspecify.annotations.Nullable;

/**
 * What SET has switched in a session, as far as anything here depends on it.
 *
 * @param identityInsert the object_id of the table whose identity column may be written to; null
 *     for none
 */
record SessionOptions(
    boolean ansiNulls, boolean quotedIdentifier, @Nullable Integer identityInsert) {

  static final SessionOptions USUAL = new SessionOptions(true, true, null);

  SessionOptions withAnsiNulls(boolean on) {
    return new SessionOptions(on, quotedIdentifier, identityInsert);
  }

  SessionOptions withQuotedIdentifier(boolean on) {
    return new SessionOptions(ansiNulls, on, identityInsert);
  }

  SessionOptions withIdentityInsert(@Nullable Integer table) {
    return new SessionOptions(ansiNulls, quotedIdentifier, table);
  }
}

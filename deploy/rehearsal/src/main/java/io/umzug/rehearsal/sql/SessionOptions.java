package io.umzug.rehearsal.sql;

import org.jspecify.annotations.Nullable;

/**
 * What SET has switched in a session, as far as anything here depends on it.
 *
 * @param identityInsert the object_id of the table whose identity column may be written to; null
 *     for none
 * @param formatOnly whether statements tell their columns instead of being run
 */
record SessionOptions(
    boolean ansiNulls,
    boolean quotedIdentifier,
    @Nullable Integer identityInsert,
    boolean formatOnly) {

  static final SessionOptions USUAL = new SessionOptions(true, true, null, false);

  SessionOptions withAnsiNulls(boolean on) {
    return new SessionOptions(on, quotedIdentifier, identityInsert, formatOnly);
  }

  SessionOptions withQuotedIdentifier(boolean on) {
    return new SessionOptions(ansiNulls, on, identityInsert, formatOnly);
  }

  SessionOptions withIdentityInsert(@Nullable Integer table) {
    return new SessionOptions(ansiNulls, quotedIdentifier, table, formatOnly);
  }

  SessionOptions withFormatOnly(boolean on) {
    return new SessionOptions(ansiNulls, quotedIdentifier, identityInsert, on);
  }
}

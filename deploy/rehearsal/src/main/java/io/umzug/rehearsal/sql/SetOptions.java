package io.umzug.rehearsal.sql;

import java.util.Map;

/** The session's switches, as {@code @@OPTIONS} tells them. Most of them change nothing here. */
final class SetOptions {

  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("CURSOR_CLOSE_ON_COMMIT", 4),
          Map.entry("ANSI_WARNINGS", 8),
          Map.entry("ANSI_PADDING", 16),
          Map.entry("ANSI_NULLS", 32),
          Map.entry("ARITHABORT", 64),
          Map.entry("ARITHIGNORE", 128),
          Map.entry("QUOTED_IDENTIFIER", 256),
          Map.entry("NOCOUNT", 512),
          Map.entry("ANSI_NULL_DFLT_ON", 1024),
          Map.entry("ANSI_NULL_DFLT_OFF", 2048),
          Map.entry("CONCAT_NULL_YIELDS_NULL", 4096),
          Map.entry("NUMERIC_ROUNDABORT", 8192),
          Map.entry("XACT_ABORT", 16384));

  /** What a client gets that logs in as ODBC's do. */
  private volatile int value = 8 | 16 | 32 | 256 | 1024 | 4096;

  int value() {
    return value;
  }

  void set(String option, boolean on) {
    int bit = BITS.getOrDefault(option, 0);
    value = on ? value | bit : value & ~bit;
  }
}

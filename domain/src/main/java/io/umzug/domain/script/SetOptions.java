package io.umzug.domain.script;

import io.umzug.domain.script.TSqlTokens.Token;
import java.util.Map;
import java.util.Set;

/** The options of SET that hold for a session. */
final class SetOptions {

  /** The value goes on to ON or OFF. */
  static final int UNTIL_SWITCH_SEEN = 0;

  private static final int ONE = 1;

  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("ANSI_DEFAULTS", ONE),
          Map.entry("ANSI_NULLS", ONE),
          Map.entry("ANSI_NULL_DFLT_OFF", ONE),
          Map.entry("ANSI_NULL_DFLT_ON", ONE),
          Map.entry("ANSI_PADDING", ONE),
          Map.entry("ANSI_WARNINGS", ONE),
          Map.entry("ARITHABORT", ONE),
          Map.entry("ARITHIGNORE", ONE),
          Map.entry("CONCAT_NULL_YIELDS_NULL", ONE),
          Map.entry("CONTEXT_INFO", ONE),
          Map.entry("CURSOR_CLOSE_ON_COMMIT", ONE),
          Map.entry("DATEFIRST", ONE),
          Map.entry("DATEFORMAT", ONE),
          Map.entry("DEADLOCK_PRIORITY", ONE),
          Map.entry("FIPS_FLAGGER", ONE),
          Map.entry("FMTONLY", ONE),
          Map.entry("FORCEPLAN", ONE),
          Map.entry("IDENTITY_INSERT", UNTIL_SWITCH_SEEN),
          Map.entry("IMPLICIT_TRANSACTIONS", ONE),
          Map.entry("LANGUAGE", ONE),
          Map.entry("LOCK_TIMEOUT", ONE),
          Map.entry("NOCOUNT", ONE),
          Map.entry("NOEXEC", ONE),
          Map.entry("NUMERIC_ROUNDABORT", ONE),
          Map.entry("PARSEONLY", ONE),
          Map.entry("QUERY_GOVERNOR_COST_LIMIT", ONE),
          Map.entry("QUOTED_IDENTIFIER", ONE),
          Map.entry("REMOTE_PROC_TRANSACTIONS", ONE),
          Map.entry("ROWCOUNT", ONE),
          Map.entry("SHOWPLAN_ALL", ONE),
          Map.entry("SHOWPLAN_TEXT", ONE),
          Map.entry("SHOWPLAN_XML", ONE),
          Map.entry("STATISTICS", UNTIL_SWITCH_SEEN),
          Map.entry("TEXTSIZE", ONE),
          // ISOLATION LEVEL and one or two words
          Map.entry("TRANSACTION", 3),
          Map.entry("XACT_ABORT", ONE));

  private static final Set<String> FORBIDDEN =
      Set.of(
          "IMPLICIT_TRANSACTIONS",
          "ANSI_DEFAULTS",
          "NOEXEC",
          "PARSEONLY",
          "FMTONLY",
          "SHOWPLAN_ALL",
          "SHOWPLAN_TEXT",
          "SHOWPLAN_XML");

  private SetOptions() {}

  static boolean isKnown(Token token) {
    return token.kind() == TSqlTokens.Kind.WORD && WORDS.containsKey(token.text());
  }

  static int words(String option) {
    return WORDS.getOrDefault(option, ONE);
  }

  /**
   * Where it is on, statements of Umzug's are not executed, or transactions begin by themselves.
   */
  static boolean isForbidden(String option) {
    return FORBIDDEN.contains(option);
  }
}

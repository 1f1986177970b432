package io.umzug.infrastructure.sqlserver.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script may take for granted, and how a later session is brought to the same. */
final class SessionDefaults {

  /** The bits of {@code @@OPTIONS}. */
  private static final Map<Integer, String> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put(4, "CURSOR_CLOSE_ON_COMMIT");
    OPTIONS.put(8, "ANSI_WARNINGS");
    OPTIONS.put(16, "ANSI_PADDING");
    OPTIONS.put(32, "ANSI_NULLS");
    OPTIONS.put(64, "ARITHABORT");
    OPTIONS.put(128, "ARITHIGNORE");
    OPTIONS.put(256, "QUOTED_IDENTIFIER");
    OPTIONS.put(512, "NOCOUNT");
    OPTIONS.put(1024, "ANSI_NULL_DFLT_ON");
    OPTIONS.put(2048, "ANSI_NULL_DFLT_OFF");
    OPTIONS.put(4096, "CONCAT_NULL_YIELDS_NULL");
    OPTIONS.put(8192, "NUMERIC_ROUNDABORT");
    OPTIONS.put(16384, "XACT_ABORT");
  }

  private SessionDefaults() {}

  /** As Management Studio begins; sqlcmd differs in QUOTED_IDENTIFIER and ARITHABORT. */
  static List<String> statements(boolean quotedIdentifier) {
    return List.of(
        "SET ANSI_NULLS ON; SET ANSI_PADDING ON; SET ANSI_WARNINGS ON; SET ANSI_NULL_DFLT_ON ON;"
            + " SET CONCAT_NULL_YIELDS_NULL ON; SET ARITHABORT ON",
        "SET NUMERIC_ROUNDABORT OFF; SET CURSOR_CLOSE_ON_COMMIT OFF; SET IMPLICIT_TRANSACTIONS OFF;"
            + " SET XACT_ABORT OFF; SET NOCOUNT OFF",
        "SET QUOTED_IDENTIFIER " + (quotedIdentifier ? "ON" : "OFF"));
  }

  /** What turns one value of {@code @@OPTIONS} into another. */
  static List<String> between(int options, int wanted) {
    return OPTIONS.entrySet().stream()
        .filter(option -> ((options ^ wanted) & option.getKey()) != 0)
        .map(
            option ->
                "SET %s %s"
                    .formatted(option.getValue(), (wanted & option.getKey()) != 0 ? "ON" : "OFF"))
        .toList();
  }
}

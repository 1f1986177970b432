package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The options of a database that are on or off, as ALTER DATABASE and sys.databases name them. */
final class DatabaseSwitches {

  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  /** On in a new database. */
  private static final Set<String> USUALLY_ON =
      Set.of("AUTO_CREATE_STATISTICS", "AUTO_UPDATE_STATISTICS");

  static {
    for (String option :
        List.of(
            "ANSI_NULL_DEFAULT",
            "ANSI_NULLS",
            "ANSI_PADDING",
            "ANSI_WARNINGS",
            "ARITHABORT",
            "AUTO_CLOSE",
            "AUTO_SHRINK",
            "CONCAT_NULL_YIELDS_NULL",
            "CURSOR_CLOSE_ON_COMMIT",
            "DB_CHAINING",
            "HONOR_BROKER_PRIORITY",
            "NUMERIC_ROUNDABORT",
            "QUOTED_IDENTIFIER",
            "RECURSIVE_TRIGGERS",
            "TRUSTWORTHY")) {
      COLUMNS.put(option, "is_" + option.toLowerCase(Locale.ROOT) + "_on");
    }
    COLUMNS.put("AUTO_CREATE_STATISTICS", "is_auto_create_stats_on");
    COLUMNS.put("AUTO_UPDATE_STATISTICS", "is_auto_update_stats_on");
    COLUMNS.put("AUTO_UPDATE_STATISTICS_ASYNC", "is_auto_update_stats_async_on");
    COLUMNS.put("DATE_CORRELATION_OPTIMIZATION", "is_date_correlation_on");
    COLUMNS.put("CURSOR_DEFAULT", "is_local_cursor_default");
    COLUMNS.put("PARAMETERIZATION", "is_parameterization_forced");
    COLUMNS.put("ENCRYPTION", "is_encrypted");
  }

  /** Those that the stand-in has no ON and OFF for. */
  private static final Set<String> FIXED =
      Set.of("CURSOR_DEFAULT", "PARAMETERIZATION", "ENCRYPTION");

  private DatabaseSwitches() {}

  static boolean isKnown(String option) {
    return COLUMNS.containsKey(option) && !FIXED.contains(option);
  }

  /** Their columns behind others. */
  static List<String> behind(String... columns) {
    return Stream.concat(
            Arrays.stream(columns), COLUMNS.values().stream().map(column -> column + " BOOLEAN"))
        .toList();
  }

  /** Their values in the same order. */
  static List<Object> of(Map<String, Boolean> set) {
    List<Object> values = new ArrayList<>();
    COLUMNS
        .keySet()
        .forEach(option -> values.add(set.getOrDefault(option, USUALLY_ON.contains(option))));
    return values;
  }

  /** All as they come: the stand-in changes none. */
  static List<Object[]> scopedConfigurations() {
    return List.of(
        new Object[] {1, "MAXDOP", "0", true},
        new Object[] {2, "LEGACY_CARDINALITY_ESTIMATION", "0", true},
        new Object[] {3, "PARAMETER_SNIFFING", "1", true},
        new Object[] {4, "QUERY_OPTIMIZER_HOTFIXES", "0", true});
  }
}

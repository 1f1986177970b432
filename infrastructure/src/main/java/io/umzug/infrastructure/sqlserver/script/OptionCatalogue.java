package io.umzug.infrastructure.sqlserver.script;

import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2012;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2014;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2016;
import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2017;

import io.umzug.domain.schema.DatabaseOption;
import io.umzug.domain.schema.DatabaseOption.Way;
import io.umzug.domain.schema.DatabaseSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The options of the database itself, as far as they are not those of a new one. */
final class OptionCatalogue {

  /**
   * A column of sys.databases.
   *
   * @param usual what it holds in a new database
   * @param value what the option is otherwise
   */
  private record Known(String column, String usual, String option, String value, Way way) {

    static Known off(String column, String option, Way way) {
      return new Known(column, "0", option, "ON", way);
    }

    static Known on(String column, String option) {
      return new Known(column, "1", option, "OFF", Way.WRITTEN);
    }
  }

  private final Catalogue catalogue;

  OptionCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  DatabaseSchema.Settings read() throws SQLException {
    List<Known> known = known();
    List<DatabaseSchema.Settings> settings = new ArrayList<>();
    List<String> configurations = configurations();
    catalogue.each(
        row -> {
          List<DatabaseOption> options = new ArrayList<>();
          for (int i = 0; i < known.size(); i++) {
            Known each = known.get(i);
            String read = row.getString(i + 4);
            String found = read == null ? null : read.replace("true", "1").replace("false", "0");
            if (found != null && !found.equals(each.usual())) {
              options.add(
                  new DatabaseOption(
                      each.option(), each.value().isEmpty() ? found : each.value(), each.way()));
            }
          }
          settings.add(
              new DatabaseSchema.Settings(
                  row.getString(1), row.getInt(2), row.getString(3), options, configurations));
        },
        "SELECT collation_name, compatibility_level, recovery_model_desc, "
            + known.stream().map(Known::column).collect(Collectors.joining(", "))
            + " FROM sys.databases WHERE name = DB_NAME()");
    return settings.getFirst();
  }

  private List<Known> known() {
    List<Known> known = new ArrayList<>();
    known.add(Known.off("is_read_committed_snapshot_on", "READ_COMMITTED_SNAPSHOT", Way.ALONE));
    known.add(
        new Known(
            "snapshot_isolation_state_desc", "OFF", "ALLOW_SNAPSHOT_ISOLATION", "ON", Way.WRITTEN));
    for (String option :
        List.of(
            "ansi_null_default",
            "ansi_nulls",
            "ansi_padding",
            "ansi_warnings",
            "arithabort",
            "auto_close",
            "auto_shrink",
            "concat_null_yields_null",
            "cursor_close_on_commit",
            "numeric_roundabort",
            "quoted_identifier",
            "recursive_triggers")) {
      known.add(Known.off("is_" + option + "_on", option.toUpperCase(Locale.ROOT), Way.WRITTEN));
    }
    known.add(Known.on("is_auto_create_stats_on", "AUTO_CREATE_STATISTICS"));
    known.add(Known.on("is_auto_update_stats_on", "AUTO_UPDATE_STATISTICS"));
    known.add(
        Known.off("is_auto_update_stats_async_on", "AUTO_UPDATE_STATISTICS_ASYNC", Way.WRITTEN));
    known.add(Known.off("is_date_correlation_on", "DATE_CORRELATION_OPTIMIZATION", Way.WRITTEN));
    known.add(new Known("is_local_cursor_default", "0", "CURSOR_DEFAULT", "LOCAL", Way.WRITTEN));
    known.add(
        new Known("is_parameterization_forced", "0", "PARAMETERIZATION", "FORCED", Way.WRITTEN));
    known.add(new Known("page_verify_option_desc", "CHECKSUM", "PAGE_VERIFY", "", Way.WRITTEN));
    known.add(Known.off("is_trustworthy_on", "TRUSTWORTHY", Way.LEFT));
    known.add(Known.off("is_db_chaining_on", "DB_CHAINING", Way.LEFT));
    known.add(Known.off("is_honor_broker_priority_on", "HONOR_BROKER_PRIORITY", Way.LEFT));
    known.add(Known.off("is_encrypted", "ENCRYPTION", Way.LEFT));
    if (catalogue.isSince(SQL_2012)) {
      known.add(new Known("containment_desc", "NONE", "CONTAINMENT =", "", Way.LEFT));
    }
    if (catalogue.isSince(SQL_2014)) {
      known.add(
          new Known("delayed_durability_desc", "DISABLED", "DELAYED_DURABILITY =", "", Way.LEFT));
    }
    return known;
  }

  /** Since 2017 the server says itself which are as they come. */
  private List<String> configurations() throws SQLException {
    if (!catalogue.isSince(SQL_2016)) {
      return List.of();
    }
    String changed =
        catalogue.isSince(SQL_2017)
            ? "is_value_default = 0"
            : "(name = 'PARAMETER_SNIFFING' AND CONVERT(int, value) <> 1"
                + " OR name <> 'PARAMETER_SNIFFING' AND CONVERT(int, value) <> 0)";
    return catalogue.rows(
        row -> row.getString(1) + " = " + row.getString(2),
        "SELECT name, CONVERT(nvarchar(100), value) FROM sys.database_scoped_configurations"
            + " WHERE "
            + changed
            + " ORDER BY name");
  }
}

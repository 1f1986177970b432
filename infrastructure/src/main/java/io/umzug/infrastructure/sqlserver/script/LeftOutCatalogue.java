package io.umzug.infrastructure.sqlserver.script;

import static io.umzug.infrastructure.sqlserver.script.Catalogue.SQL_2016;

import io.umzug.domain.schema.LeftOut;
import io.umzug.domain.schema.LeftOut.Kind;
import io.umzug.domain.schema.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database can hold that no script of Umzug carries: looked for, and told. */
final class LeftOutCatalogue {

  private final Catalogue catalogue;
  private final List<LeftOut> found = new ArrayList<>();

  private LeftOutCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static List<LeftOut> read(Catalogue catalogue) throws SQLException {
    LeftOutCatalogue read = new LeftOutCatalogue(catalogue);
    read.look();
    return read.found;
  }

  private void look() throws SQLException {
    look(Kind.ASSEMBLY, false, "SELECT name FROM sys.assemblies WHERE is_user_defined = 1");
    lookAtNames(Kind.FULL_TEXT_INDEX, ofTables("sys.fulltext_indexes"));
    look(Kind.SERVICE_BROKER, false, "SELECT name FROM sys.service_queues WHERE is_ms_shipped = 0");
    look(
        Kind.CERTIFICATE_OR_KEY,
        false,
        "SELECT name FROM sys.certificates WHERE name NOT LIKE '##%'");
    look(
        Kind.CERTIFICATE_OR_KEY,
        false,
        "SELECT name FROM sys.symmetric_keys WHERE name NOT LIKE '##%'");
    look(
        Kind.CERTIFICATE_OR_KEY,
        false,
        "SELECT name FROM sys.asymmetric_keys WHERE name NOT LIKE '##%'");
    look(
        Kind.RULE_OR_DEFAULT,
        true,
        "SELECT name FROM sys.objects WHERE type IN ('R', 'D') AND parent_object_id = 0"
            + " AND is_ms_shipped = 0");
    look(
        Kind.STATISTICS,
        false,
        "SELECT s.name FROM sys.stats s JOIN sys.tables t ON t.object_id = s.object_id"
            + " WHERE s.user_created = 1 AND t.is_ms_shipped = 0");
    lookAtNames(
        Kind.OWNER,
        "SELECT s.name, o.name FROM sys.objects o"
            + " JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE o.is_ms_shipped = 0"
            + " AND o.principal_id IS NOT NULL AND o.principal_id <> s.principal_id");
    lookAtNames(
        Kind.TABLE_OPTION,
        "SELECT s.name, t.name FROM sys.tables t"
            + " JOIN sys.schemas s ON s.schema_id = t.schema_id WHERE t.is_ms_shipped = 0"
            + " AND (t.lock_escalation <> 0 OR t.text_in_row_limit <> 0"
            + " OR t.large_value_types_out_of_row = 1)");
    look(Kind.PLAN_GUIDE, false, "SELECT name FROM sys.plan_guides");
    lookAtNames(Kind.CHANGE_TRACKING, ofTables("sys.change_tracking_tables"));
    look(
        Kind.NUMBERED_PROCEDURE,
        true,
        "SELECT o.name FROM sys.numbered_procedures n"
            + " JOIN sys.objects o ON o.object_id = n.object_id");
    if (catalogue.isSince(SQL_2016)) {
      look(Kind.SECURITY_POLICY, true, "SELECT name FROM sys.security_policies");
    }
  }

  private static String ofTables(String view) {
    return "SELECT s.name, t.name FROM "
        + view
        + " f JOIN sys.tables t ON t.object_id = f.object_id"
        + " JOIN sys.schemas s ON s.schema_id = t.schema_id";
  }

  private void look(Kind kind, boolean essential, String sql) throws SQLException {
    catalogue.each(row -> found.add(new LeftOut(kind, row.getString(1), essential)), sql);
  }

  /** By schema and name; none of them is essential. */
  private void lookAtNames(Kind kind, String sql) throws SQLException {
    catalogue.each(
        row ->
            found.add(
                new LeftOut(
                    kind, new ObjectName(row.getString(1), row.getString(2)).toString(), false)),
        sql);
  }
}

package io.umzug.domain.plan;

import static io.umzug.domain.plan.Performer.BOTH;
import static io.umzug.domain.plan.Performer.OPERATOR;
import static io.umzug.domain.plan.Performer.UMZUG;

import java.util.List;

/** R24, row by row: lay it beside the table in docs/relocation.md. */
public final class RelocationTable {

  private static final Obligation X = Obligation.REQUIRED;
  private static final Obligation O = Obligation.OPTIONAL;
  private static final Obligation __ = Obligation.ABSENT;

  // format:off: one row a line, as in R24
  public static final List<RelocationRow> ROWS =
      List.of(
          row("1", OPERATOR, __, X, __, __, "install SQL Server Standard/Enterprise on the XPhone server (the default instance is enough; several are not necessary)"),
          row("2", UMZUG, __, X, X, X, "(a) create all needed XPhone databases on the (external) SQL Server; (b) activate FILESTREAM on a customer-owned SQL Server"),
          row("3", OPERATOR, O, O, O, __, "MAPI: install Outlook. Criteria: server-side calendar sync? server-side Exchange contact folders? remote voicemail query with Outlook as message store?"),
          row("4", OPERATOR, X, __, __, __, "run Autorun, SQL Express on C:\\ (recommended), all options as on the old server"),
          row("5", OPERATOR, __, X, X, __, "run Autorun WITHOUT SQL Server, all other options as on the old server"),
          row("6", OPERATOR, X, X, X, __, "install the XPhone server; features usually as on the old server, new ones possible"),
          row("7", BOTH, O, X, X, X, "set the XPhone service account in the Server Manager"),
          row("7a", OPERATOR, __, X, X, X, "IIS application pool \"XPhoneConnectAnalytics\": identity = the service account"),
          row("8", UMZUG, __, X, X, X, "adapt atlas.xml"),
          row("9", BOTH, X, X, X, X, "**start the XPhone service**: this initialises the databases; (a) Web-Admin wizard, (b) Analytics site"),
          row("10", OPERATOR, O, O, O, __, "licences (hardware exchange); may be done later"),
          row("11", OPERATOR, O, O, O, O, "all patches by \"System Info Collector\", above all those for the Backup-Manager"),
          row("12", UMZUG, X, X, X, X, "restore (Backup-Manager)"),
          row("13", OPERATOR, O, O, O, __, "follow-up work"));

  private RelocationTable() {}

  private static RelocationRow row(
      String number,
      Performer performer,
      Obligation a,
      Obligation b,
      Obligation c,
      Obligation d,
      String action) {
    return new RelocationRow(Step.labelled(number).orElseThrow(), performer, a, b, c, d, action);
  }
}

package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.BulkRows.Announced;
import io.umzug.rehearsal.tds.SqlType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * INSERT BULK, which says what rows will come next.
 *
 * @param database that the table is in
 * @param keepNulls whether a NULL stays one in a column that has a default
 * @param checksConstraints whether CHECK and FOREIGN KEY stay trusted
 */
record BulkStatement(
    String database,
    CatalogObject table,
    List<Target> targets,
    boolean keepNulls,
    boolean checksConstraints) {

  /** Column of the table, and the type in which its values come. */
  record Target(ColumnDefinition column, ColumnType declared) {

    /** Whether what the client has announced is what the statement and the table say; else 4816. */
    private void check(Announced announced, int place) throws SqlRefusal {
      if (!tokens(declared.system()).contains(announced.token())
          || announced.column().nullable() != column.nullable()) {
        throw wrongType(place, 1);
      }
      boolean long4816 =
          column.type().length() == SqlType.MAX
              && announced.column().type().length() != SqlType.MAX;
      if (long4816) {
        throw wrongType(place, 2);
      }
    }

    private static SqlRefusal wrongType(int place, int state) {
      return SqlRefusal.of(
          4816, 16, state, "Invalid column type from bcp client for colid %d.", place);
    }

    /** The data types of the wire in which values of a declared type may come. */
    private static Set<Integer> tokens(SystemType declared) {
      return switch (declared) {
        case BIT -> Set.of(0x32, 0x68);
        case TINYINT -> Set.of(0x30, 0x26);
        case SMALLINT -> Set.of(0x34, 0x26);
        case INT -> Set.of(0x38, 0x26);
        case BIGINT -> Set.of(0x7F, 0x26);
        case DECIMAL, NUMERIC -> Set.of(0x37, 0x3F, 0x6A, 0x6C);
        case MONEY -> Set.of(0x3C, 0x6E);
        case SMALLMONEY -> Set.of(0x7A, 0x6E);
        case REAL -> Set.of(0x3B, 0x6D);
        case FLOAT -> Set.of(0x3E, 0x6D);
        case DATETIME -> Set.of(0x3D, 0x6F);
        case SMALLDATETIME -> Set.of(0x3A, 0x6F);
        case DATE -> Set.of(0x28);
        case TIME -> Set.of(0x29);
        case DATETIME2 -> Set.of(0x2A);
        case DATETIMEOFFSET -> Set.of(0x2B);
        case UNIQUEIDENTIFIER -> Set.of(0x24);
        case CHAR, VARCHAR -> Set.of(0xAF, 0xA7, 0x2F, 0x27);
        case NCHAR, NVARCHAR, SYSNAME -> Set.of(0xEF, 0xE7);
        case BINARY, VARBINARY -> Set.of(0xAD, 0xA5, 0x2D, 0x25);
        case TEXT -> Set.of(0x23);
        case NTEXT -> Set.of(0x63);
        case IMAGE -> Set.of(0x22);
        case XML, SQL_VARIANT, HIERARCHYID, GEOMETRY, GEOGRAPHY, TIMESTAMP -> Set.of();
      };
    }
  }

  static boolean begins(List<Token> tokens) {
    return tokens.size() > 2 && tokens.get(0).is("INSERT") && tokens.get(1).is("BULK");
  }

  static BulkStatement read(EngineSession session, List<Token> tokens)
      throws SqlRefusal, SQLException {
    TokenCursor in = new TokenCursor(tokens);
    in.expect("INSERT", "BULK");
    ObjectName name = ObjectName.read(in);
    String database = name.database().isEmpty() ? session.database() : name.database();
    Catalog catalog = session.catalog(database);
    CatalogObject table = catalog.object(name.schemaOr("dbo"), name.name());
    if (table == null || !table.userTable()) {
      throw SqlRefusal.of(208, 16, 1, "Invalid object name '%s'.", name.written());
    }
    List<Target> targets = targets(in, table, catalog);
    Set<String> options = options(in);
    in.end();
    if (options.contains("FIRE_TRIGGERS")) {
      TriggerCommands.refuseFiring(catalog, table, "INSERT");
    }
    return new BulkStatement(
        database,
        table,
        targets,
        options.contains("KEEP_NULLS"),
        options.contains("CHECK_CONSTRAINTS"));
  }

  private static List<Target> targets(TokenCursor in, CatalogObject table, Catalog catalog)
      throws SqlRefusal {
    List<Target> targets = new ArrayList<>();
    in.expectSymbol("(");
    do {
      ColumnDefinition column = column(in.name(), table, targets);
      ColumnType declared = TypeParser.read(in, catalog);
      if (in.accept("COLLATE")) {
        in.name();
      }
      if (!in.accept("NULL")) {
        in.accept("NOT", "NULL");
      }
      targets.add(new Target(column, declared));
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return targets;
  }

  private static ColumnDefinition column(String name, CatalogObject table, List<Target> before)
      throws SqlRefusal {
    ColumnDefinition column = table.asTable().column(name);
    if (column == null) {
      throw SqlRefusal.of(207, 16, 1, "Invalid column name '%s'.", name);
    }
    if (before.stream().anyMatch(target -> target.column().id() == column.id())) {
      throw SqlRefusal.of(
          264,
          16,
          1,
          "The column name '%s' is specified more than once in the SET clause or column list of an"
              + " INSERT. A column cannot be assigned more than one value in the same clause. Modify"
              + " the clause to make sure that a column is updated only once. If this statement"
              + " updates or inserts columns into a view, column aliasing can conceal the"
              + " duplication in your code.",
          name);
    }
    if (column.computed() != null || column.type().system() == SystemType.TIMESTAMP) {
      throw SqlRefusal.of(
          271,
          16,
          1,
          "The column \"%s\" cannot be modified because it is either a computed column or is the"
              + " result of a UNION operator.",
          name);
    }
    return column;
  }

  private static Set<String> options(TokenCursor in) throws SqlRefusal {
    Set<String> options = new java.util.HashSet<>();
    if (!in.accept("WITH")) {
      return options;
    }
    in.expectSymbol("(");
    do {
      Token written = in.peek();
      String option = in.name().toUpperCase(Locale.ROOT);
      switch (option) {
        case "CHECK_CONSTRAINTS", "FIRE_TRIGGERS", "KEEP_NULLS", "TABLOCK" -> options.add(option);
        case "ROWS_PER_BATCH", "KILOBYTES_PER_BATCH" -> {
          in.expectSymbol("=");
          in.number();
        }
        case "ORDER" -> order(in);
        default -> throw SqlRefusal.syntax(written);
      }
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return options;
  }

  private static void order(TokenCursor in) throws SqlRefusal {
    in.expectSymbol("(");
    do {
      in.name();
      if (!in.accept("ASC")) {
        in.accept("DESC");
      }
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
  }

  /** Refuses rows that are not those that were spoken of. */
  void check(List<Announced> announced) throws SqlRefusal {
    if (announced.size() != targets.size()) {
      throw SqlRefusal.of(
          4804,
          17,
          3,
          "While reading current row from host, a premature end-of-message was encountered--an"
              + " incoming data stream was interrupted when the server expected to see more data."
              + " The host program may have terminated. Ensure that you are using a supported client"
              + " application programming interface (API).");
    }
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).check(announced.get(i), i + 1);
    }
  }
}

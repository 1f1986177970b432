package io.umzug.infrastructure.sqlserver.copy;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import io.umzug.application.copy.CopyFailed;
import io.umzug.application.copy.CopyRefused;
import io.umzug.application.copy.CopyRefused.Reason;
import io.umzug.application.copy.DirectCopy;
import io.umzug.domain.diagnosis.SqlServerError;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.domain.schema.SqlText;
import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import io.umzug.infrastructure.sqlserver.SqlServerSession;
import io.umzug.infrastructure.sqlserver.script.ScriptSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The database that is written to; before anything is, it is looked at. */
final class TargetDatabase {

  private static final int SHOWN = 5;

  /** master, tempdb, model and msdb are the first four. */
  private static final int LAST_SYSTEM_DATABASE = 4;

  private static final String NOTHING_TO_GO_ON_WITH =
      "It holds no copy that was cut off, so there is nothing to go on with: a copy that has come to"
          + " its end leaves no mark. Whether the database is what that copy brought, umzug verify"
          + " tells.";

  /** A machine that was cloned bears its model's name; nothing else started in the same moment. */
  private static final String IDENTITY =
      "SELECT CONVERT(nvarchar(128), @@SERVERNAME), (SELECT CONVERT(nvarchar(30), create_date, 126)"
          + " FROM sys.databases WHERE name = N'tempdb')";

  private final DirectCopy copy;
  private final SqlServerSession master;
  private final String purpose;

  /**
   * @param master a session that is in none of the databases
   */
  TargetDatabase(DirectCopy copy, SqlServerSession master, String purpose) {
    this.copy = copy;
    this.master = master;
    this.purpose = purpose;
  }

  SqlServerRelease release() {
    return SqlServerRelease.ofVersion(
        master
            .query(
                row -> row.getString(1),
                "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))")
            .getFirst());
  }

  void refuseIfSame(SQLServerConnection source) throws SQLException {
    String theirs =
        master.query(row -> row.getString(1) + " " + row.getString(2), IDENTITY).getFirst();
    try (Statement statement = source.createStatement();
        ResultSet row = statement.executeQuery(IDENTITY)) {
      boolean same = row.next() && theirs.equals(row.getString(1) + " " + row.getString(2));
      if (same && copy.database().equalsIgnoreCase(copy.into())) {
        throw new CopyRefused(
            Reason.SAME_DATABASE,
            "Source and target are the same database %s on the same SQL Server; nothing was written."
                .formatted(copy.database()),
            List.of());
      }
    }
  }

  /** What lies in model is in every database that is made from then on; tempdb forgets. */
  void refuseSystemDatabase() {
    boolean system =
        !master
            .query(
                row -> row.getInt(1),
                "SELECT database_id FROM sys.databases WHERE database_id <= %d AND name = %s"
                    .formatted(LAST_SYSTEM_DATABASE, SqlText.text(copy.into())))
            .isEmpty();
    if (system) {
      throw refused(
          Reason.SYSTEM_DATABASE,
          "The database %s on %s is SQL Server's own; nothing was written. Name another by --into."
              .formatted(copy.into(), copy.target().server()));
    }
  }

  private boolean isThere() {
    return collation().isPresent();
  }

  /** Of the database that is there; one that the copy makes has the source's. */
  Optional<String> collation() {
    return master
        .query(
            row -> String.valueOf(row.getString(1)),
            "SELECT collation_name FROM sys.databases WHERE name = " + SqlText.text(copy.into()))
        .stream()
        .findFirst();
  }

  /** Refuses to write over anything that is not of this very copy. */
  void refuseUnlessFree(Fingerprint fingerprint) {
    if (!isThere()) {
      if (copy.creation() == null) {
        throw refused(
            Reason.NO_DATABASE,
            "There is no database %s on %s. Create it, or let the copy do so by --create-database."
                .formatted(copy.into(), copy.target().server()));
      }
      return;
    }
    try (ScriptSession session = open()) {
      CopyJournal journal = new CopyJournal(session);
      Optional<String> other = journal.isThere() ? journal.fingerprint() : Optional.empty();
      if (other.isEmpty()) {
        refuseObjects(session);
      } else if (!other.get().equals(fingerprint.text())) {
        throw refused(
            Reason.OTHER_COPY,
            ("The database %s on %s holds the beginning of another copy: from another source, or of a schema"
                    + " that has changed since. Drop the database, and begin anew.")
                .formatted(copy.into(), copy.target().server()));
      } else if (!copy.resume()) {
        throw refused(
            Reason.BEGUN_BEFORE,
            "This copy into %s on %s was begun before and has not come to its end. Go on with it by --resume."
                .formatted(copy.into(), copy.target().server()));
      }
    }
  }

  private void refuseObjects(ScriptSession session) {
    List<String> objects =
        session
            .rows(
                "SELECT s.name, o.name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id"
                    + " WHERE o.is_ms_shipped = 0 AND o.parent_object_id = 0 ORDER BY s.name, o.name")
            .stream()
            .map(row -> new ObjectName(String.valueOf(row.get(0)), String.valueOf(row.get(1))))
            .filter(name -> !name.equals(CopyJournal.TABLE))
            .map(ObjectName::toString)
            .toList();
    if (!objects.isEmpty()) {
      throw refused(
          Reason.NOT_EMPTY,
          "The database %s on %s is not empty: it holds %s%s. %s Nothing was written."
              .formatted(
                  copy.into(),
                  copy.target().server(),
                  objects.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                  objects.size() > SHOWN ? " and %d more".formatted(objects.size() - SHOWN) : "",
                  copy.resume()
                      ? NOTHING_TO_GO_ON_WITH
                      : "A copy goes into an empty database only."));
    }
  }

  private static CopyRefused refused(Reason reason, String sentence) {
    return new CopyRefused(reason, sentence, List.of());
  }

  /** Makes what is not there; answers whether an earlier run had begun. */
  boolean prepare(Fingerprint fingerprint, SchemaScript script) {
    if (!isThere()) {
      create(script);
    }
    try (ScriptSession session = open()) {
      CopyJournal journal = new CopyJournal(session);
      if (journal.isThere() && journal.fingerprint().isPresent()) {
        return true;
      }
      if (journal.isThere()) {
        // Killed before it said whose it is: nothing else was written then.
        journal.remove();
      }
      settle(script);
      journal.begin(fingerprint.text());
      return false;
    }
  }

  private void create(SchemaScript script) {
    script.creation().stream()
        .filter(TargetDatabase::creates)
        .forEach(batch -> master.run(batch.text()));
  }

  /** The database's own settings: also where a run was killed right behind its creation. */
  private void settle(SchemaScript script) {
    script.creation().stream()
        .filter(batch -> !creates(batch))
        .forEach(batch -> master.run(batch.text()));
  }

  private static boolean creates(Batch batch) {
    return batch.text().startsWith("CREATE DATABASE");
  }

  ScriptSession open() {
    return new ScriptSession(
        copy.target().server(), SqlServerConnector.connection(copy.target(), purpose, copy.into()));
  }

  /** A session with the settings that the schema's statements and the rows need. */
  ScriptSession open(SchemaScript script) {
    ScriptSession session = open();
    try {
      for (Batch batch : script.session()) {
        session.run(batch.text());
      }
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Runs a statement of the schema and writes down that it was, both or neither. One that no
   * transaction takes runs alone (memberships before 2012): cut off before its note, it is run once
   * more, which changes nothing.
   */
  static void run(ScriptSession session, Batch batch, String place, Runnable noted) {
    session.run("BEGIN TRANSACTION");
    ScriptSession.Executed executed = session.execute(batch.text());
    if (executed.isUnfitForTransaction()) {
      session.rollBack();
      executed = session.execute(batch.text());
    }
    if (!executed.errors().isEmpty()) {
      session.rollBack();
      throw failed(batch, place, executed);
    }
    noted.run();
    session.run("IF @@TRANCOUNT > 0 COMMIT TRANSACTION");
  }

  private static CopyFailed failed(Batch batch, String place, ScriptSession.Executed executed) {
    List<SqlServerError> errors =
        executed.errors().stream().map(ScriptSession.Said::error).toList();
    return new CopyFailed(
        place,
        "%s. The statement: %s".formatted(CopyTrouble.words(errors), shortened(batch.text())),
        errors,
        null);
  }

  private static String shortened(String text) {
    int most = 300;
    return text.length() <= most ? text : text.substring(0, most) + " …";
  }
}

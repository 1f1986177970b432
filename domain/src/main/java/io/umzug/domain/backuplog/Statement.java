package io.umzug.domain.backuplog;

/** What an entry says, as far as its words are known. */
sealed interface Statement {

  /** B6: the folder as the SQL Server and as the Backup-Manager reach it (B2). */
  record ShareTestBegun(String remotePath, String localPath) implements Statement {}

  record ShareTestEnded() implements Statement {}

  record Connecting(String server) implements Statement {}

  record Begun(Operation operation, String database) implements Statement {}

  /** That something failed, without a word why. */
  record Announced(Operation operation, String database) implements Statement {}

  /** B7: that 'Atlas' or 'sa' is not there accompanies, and is no root cause. */
  record AccountMissing(String account, String database) implements Statement {}

  /** In SQL Server's words, or in those that the estate's configuration names. */
  record Succeeded(Operation operation) implements Statement {}

  /** SQL Server ends a statement after an error that it tells, too. */
  record Terminated(Operation operation) implements Statement {}
}

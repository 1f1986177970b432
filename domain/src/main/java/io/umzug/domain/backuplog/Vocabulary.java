package io.umzug.domain.backuplog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words that tell what the Backup-Manager does. Known are those of the one excerpt (B6) and SQL
 * Server's own; beside them stand the same words in the other language. How the Backup-Manager says
 * that a backup or a restore has ended well nobody outside the vendor knows: the configuration may
 * name it.
 *
 * @param backupSucceeded texts of which each means that the backup of all databases ended well
 * @param restoreSucceeded the same for the restore
 */
public record Vocabulary(List<String> backupSucceeded, List<String> restoreSucceeded) {

  /** A name up to a sentence's or a quotation's end. */
  private static final String DATABASE = "([^\\s\\]'\":,;]+?)(?=\\.?(?:[\\s\\]'\":,;]|$))";

  private static final Pattern SHARE_TEST =
      Pattern.compile(
          "start testing backup on a shared folder\\.? ?remotepath: ?(.*?) ?localpath: ?(.*)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SHARE_TEST_ENDS =
      Pattern.compile("shared folder test ends", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONNECTING =
      Pattern.compile("connecting to sql-?\\s?server: ?(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BACKUP_BEGINS =
      Pattern.compile(
          "^(?:sicherung der datenbank|backup of (?:the )?database|backing up database) [\\['\"]?"
              + DATABASE,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RESTORE_BEGINS =
      Pattern.compile(
          "^(?:wiederherstellung der datenbank|restore of (?:the )?database|restoring database) [\\['\"]?"
              + DATABASE,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "error while (saving|restoring) database [\\['\"]?" + DATABASE, Pattern.CASE_INSENSITIVE);
  private static final Pattern ACCOUNT_MISSING =
      Pattern.compile(
          "(?:benutzer|user) '(atlas|sa)'.{0,60}?(?:nicht verf.{1,2}gbar|not available)\\.?(?: restore (\\S+))?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern TERMINATED =
      Pattern.compile(
          "(backup|restore) (?:database|log) (?:is terminating abnormally|wird fehlerbedingt beendet)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PROCESSED =
      Pattern.compile(
          "(backup|restore) database (?:successfully processed|hat .{0,80}erfolgreich .{0,80}verarbeitet|hat erfolgreich )",
          Pattern.CASE_INSENSITIVE);

  public Vocabulary {
    backupSucceeded = List.copyOf(backupSucceeded);
    restoreSucceeded = List.copyOf(restoreSucceeded);
  }

  /** What is known without any configuration. */
  public static Vocabulary known() {
    return new Vocabulary(List.of(), List.of());
  }

  List<Statement> read(LogEntry entry) {
    String words = entry.words();
    // Most entries of a log of gigabytes say nothing of all that: patterns are dear.
    String small = words.toLowerCase(Locale.ROOT);
    List<Statement> statements = new ArrayList<>();
    if (small.contains("shared folder")) {
      shareTest(words, statements);
    } else if (small.contains("connecting to sql")) {
      connecting(words, statements);
    } else if (small.contains("'atlas'") || small.contains("'sa'")) {
      account(words, statements);
    }
    if (small.contains("datenbank") || small.contains("database") || small.contains("log ")) {
      database(words, statements);
    }
    return statements;
  }

  /** Whether the entry says, in configured words, that all of it ended well. */
  boolean endsWell(LogEntry entry, Operation operation) {
    List<String> texts =
        switch (operation) {
          case BACKUP -> backupSucceeded;
          case RESTORE -> restoreSucceeded;
          case SHARE_TEST, UNKNOWN -> List.of();
        };
    if (texts.isEmpty()) {
      return false;
    }
    String words = entry.words().toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(text -> words.contains(text.toLowerCase(Locale.ROOT)));
  }

  private static void shareTest(String words, List<Statement> statements) {
    Matcher test = SHARE_TEST.matcher(words);
    if (test.find()) {
      statements.add(new Statement.ShareTestBegun(test.group(1), test.group(2)));
    } else if (SHARE_TEST_ENDS.matcher(words).find()) {
      statements.add(new Statement.ShareTestEnded());
    }
  }

  private static void connecting(String words, List<Statement> statements) {
    Matcher connecting = CONNECTING.matcher(words);
    if (connecting.find()) {
      statements.add(new Statement.Connecting(connecting.group(1)));
    }
  }

  private static void account(String words, List<Statement> statements) {
    Matcher account = ACCOUNT_MISSING.matcher(words);
    if (account.find()) {
      String database = account.group(2);
      statements.add(
          new Statement.AccountMissing(account.group(1), database == null ? "" : database));
    }
  }

  private static void database(String words, List<Statement> statements) {
    Matcher backup = BACKUP_BEGINS.matcher(words);
    Matcher restore = RESTORE_BEGINS.matcher(words);
    Matcher announced = ANNOUNCED.matcher(words);
    if (backup.find()) {
      statements.add(new Statement.Begun(Operation.BACKUP, backup.group(1)));
    } else if (restore.find()) {
      statements.add(new Statement.Begun(Operation.RESTORE, restore.group(1)));
    } else if (announced.find()) {
      Operation operation =
          announced.group(1).equalsIgnoreCase("saving") ? Operation.BACKUP : Operation.RESTORE;
      statements.add(new Statement.Announced(operation, announced.group(2)));
    }
    Matcher terminated = TERMINATED.matcher(words);
    if (terminated.find()) {
      statements.add(new Statement.Terminated(operation(terminated.group(1))));
    }
    Matcher processed = PROCESSED.matcher(words);
    if (processed.find()) {
      statements.add(new Statement.Succeeded(operation(processed.group(1))));
    }
  }

  private static Operation operation(String word) {
    return word.equalsIgnoreCase("backup") ? Operation.BACKUP : Operation.RESTORE;
  }
}

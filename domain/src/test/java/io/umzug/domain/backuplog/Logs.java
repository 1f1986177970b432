package io.umzug.domain.backuplog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Logs for tests, and what is read out of them. */
final class Logs {

  /** B6, as it stands in the document: entries wrap over lines. */
  static final String EXCERPT =
      """
      23.01.2021 22:39:49 INF Start testing backup on a shared folder.Remotepath:
      \\\\sqlserver\\backupshare LocalPath: \\\\sqlserver\\backupshare
      23.01.2021 22:39:49 ERR Benutzer 'Atlas' nicht verfügbar. Restore XPHONE_UC
      23.01.2021 22:39:49 ERR Benutzer 'sa' mit Erstinstallationspasswort nicht verfügbar. Restore
      XPHONE_UC
      23.01.2021 22:39:49 INF Connecting to SQL-Server: sqlserver\\sql2016
      23.01.2021 22:39:49 INF Sicherung der Datenbank XPHONE_UC
      23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Error while saving Database XPHONE_UC
      23.01.2021 22:39:49 ERR SQLHelper.SaveDatabase Cannot open backup device
      '\\\\sqlserver\\backupshare\\XPHONE_UC'. Operating system error 5(Zugriff verweigert).
      BACKUP DATABASE is terminating abnormally.
      23.01.2021 22:39:51 INF Shared folder test ends here
      """;

  private Logs() {}

  static List<LogRun> runs(String log) {
    return runs(log, Vocabulary.known());
  }

  static List<LogRun> runs(String log, Vocabulary vocabulary) {
    return runs(log.getBytes(StandardCharsets.UTF_8), vocabulary);
  }

  static List<LogRun> runs(byte[] log, Vocabulary vocabulary) {
    List<LogRun> runs = new ArrayList<>();
    BackupLogReader reader = new BackupLogReader(vocabulary, List.of(), runs::add);
    reader.accept(log, 0, log.length);
    reader.end();
    return runs;
  }

  static List<LogEntry> entries(String log) {
    List<LogEntry> entries = new ArrayList<>();
    EntryAssembler assembler = new EntryAssembler(entries::add);
    lines(log.getBytes(StandardCharsets.UTF_8)).forEach(assembler::accept);
    assembler.end();
    return entries;
  }

  static List<LogLine> lines(byte[] log) {
    List<LogLine> lines = new ArrayList<>();
    LineDecoder decoder = new LineDecoder(lines::add);
    decoder.accept(log, 0, log.length);
    decoder.end();
    return lines;
  }

  static List<String> texts(String log, Charset charset) {
    return lines(log.getBytes(charset)).stream().map(LogLine::text).toList();
  }

  /** The one failed run of a log. */
  static Verdict.Failed failed(String log) {
    return runs(log).stream()
        .map(LogRun::verdict)
        .filter(Verdict.Failed.class::isInstance)
        .map(Verdict.Failed.class::cast)
        .findFirst()
        .orElseThrow();
  }
}

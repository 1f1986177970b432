package io.umzug.infrastructure.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.BackupFiles.Manifest;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.DatabaseBackup.Stripe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a backup is, for a person who has nothing but its folder: it is written, and never read. The
 * same backup has the same text, whenever that is written.
 */
final class BackupManifest {

  private BackupManifest() {}

  /**
   * @param finished when the last of its files was written
   */
  static byte[] text(Manifest described, Instant finished) {
    DatabaseBackup backup = described.backup();
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("migration", described.migration().value());
    manifest.put("database", backup.database());
    manifest.put("server", backup.server());
    manifest.put("backupSet", backup.backupSet());
    manifest.put("finished", finished.truncatedTo(ChronoUnit.SECONDS).toString());
    // A backup of several files is restored from all of them, in this order.
    manifest.put("files", backup.stripes().stream().map(BackupManifest::entry).toList());
    try {
      return (JsonMapper.builder()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(manifest)
                  .replace("\r\n", "\n")
              + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> entry(Stripe file) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name(file.file()));
    entry.put("bytes", file.bytes());
    entry.put("sha256", file.sha256());
    return entry;
  }

  /** Without the folder: the manifest stays true when all of them are carried elsewhere. */
  static String name(String path) {
    return HostPath.here(path).name();
  }
}

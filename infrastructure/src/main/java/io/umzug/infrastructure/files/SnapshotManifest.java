package io.umzug.infrastructure.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.umzug.application.host.SnapshotFiles.Selection;
import io.umzug.domain.evidence.KeptFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies in a snapshot's folder, for a person who has to put it back without Umzug: it is
 * written, and never read.
 */
final class SnapshotManifest {

  static final String NAME = "manifest.json";

  private SnapshotManifest() {}

  static byte[] text(Selection selection, List<KeptFile> kept, List<Path> notThere) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("migration", selection.migration().value());
    manifest.put("snapshot", selection.snapshot());
    manifest.put("files", kept.stream().map(SnapshotManifest::entry).toList());
    manifest.put("notThere", notThere.stream().map(Path::toString).toList());
    try {
      return JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValueAsString(manifest)
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> entry(KeptFile file) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", file.path());
    entry.put("copy", file.copy());
    entry.put("bytes", file.bytes());
    entry.put("sha256", file.sha256());
    return entry;
  }
}

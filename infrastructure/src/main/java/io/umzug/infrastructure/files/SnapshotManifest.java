package io.umzug.infrastructure.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.SnapshotFiles.Selection;
import io.umzug.domain.evidence.KeptFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What lies in a snapshot's folder, for a person who has to put it back without Umzug: it is
 * written, and never read.
 */
final class SnapshotManifest {

  static final String NAME = "manifest.json";

  private SnapshotManifest() {}

  static byte[] text(Selection selection, List<KeptFile> kept, List<HostPath> notThere) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("migration", selection.migration().value());
    manifest.put("snapshot", selection.snapshot());
    manifest.put(
        "files", IntStream.range(0, kept.size()).mapToObj(i -> entry(i + 1, kept.get(i))).toList());
    manifest.put("notThere", notThere.stream().map(HostPath::path).toList());
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

  /**
   * @param order in which it is put back
   */
  private static Map<String, Object> entry(int order, KeptFile file) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("order", order);
    entry.put("path", file.path());
    entry.put("copy", file.copy());
    entry.put("bytes", file.bytes());
    entry.put("sha256", file.sha256());
    return entry;
  }
}

package io.umzug.application.host;

import io.umzug.domain.evidence.EvidenceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Driven port: files that prove what people did, each kept once by its content. */
public interface EvidenceStore {

  /**
   * Keeps the content durably; what is there already stays as it is.
   *
   * @throws IOException where it cannot be read or written; nothing is kept then
   */
  EvidenceFile keep(String name, InputStream content) throws IOException;

  /**
   * @param sha256 lower-case hex
   * @return the content, to be closed by the caller; empty where none is kept under this hash
   * @throws IOException where it cannot be read
   */
  Optional<InputStream> open(String sha256) throws IOException;
}

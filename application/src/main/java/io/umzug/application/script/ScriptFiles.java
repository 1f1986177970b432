package io.umzug.application.script;

import java.io.IOException;
import java.nio.file.Path;

/** Driven port: the files of scripts. */
public interface ScriptFiles {

  /**
   * A file that is whole.
   *
   * @param sha256 lower-case hex
   */
  record Written(long bytes, String sha256) {}

  /** Where the script of a database belongs; its folder is there. */
  Path place(String workId, String database) throws IOException;

  Written look(Path script) throws IOException;
}

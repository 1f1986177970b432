package io.umzug.application.script;

import io.umzug.domain.schema.ScriptTarget;
import io.umzug.domain.schema.Selection;
import java.nio.file.Path;

/**
 * What is to be exported, and where to.
 *
 * @param database at the source
 * @param withRows or the schema alone
 * @param destination a folder, for a file for each table, or one file
 * @param anew whether what an earlier run has written there counts for nothing
 */
public record ScriptExport(
    String database,
    ScriptTarget target,
    Selection selection,
    boolean withRows,
    Encoding encoding,
    Destination destination,
    boolean anew) {

  /** How the text is written; both begin with a byte order mark, by which sqlcmd knows them. */
  public enum Encoding {
    UTF_8,
    UTF_16LE
  }

  /** Where the script goes. */
  public sealed interface Destination {

    /**
     * A file for each table.
     *
     * @param split bytes after which a table goes on in a further file; {@link Long#MAX_VALUE} for
     *     never
     */
    record Folder(Path path, long split) implements Destination {}

    /** One file; while it is written, its parts lie beside it. */
    record SingleFile(Path path) implements Destination {}
  }
}

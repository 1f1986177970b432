package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.DirectCopy;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.infrastructure.sqlserver.script.SchemaFingerprint;
import java.util.List;
import java.util.TreeSet;

/**
 * By which a copy is told from others: its source and all of the schema but where sequences are.
 */
record Fingerprint(String text) {

  Fingerprint(DirectCopy copy, SchemaScript script) {
    this(of(copy, script));
  }

  private static String of(DirectCopy copy, SchemaScript script) {
    return SchemaFingerprint.of(
        List.of(
            copy.source().server(),
            copy.database(),
            new TreeSet<>(copy.selection().tables()),
            new TreeSet<>(copy.selection().without()),
            copy.selection().users()),
        script);
  }
}

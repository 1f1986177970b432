package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.DirectCopy;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.SchemaScript;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
    MessageDigest digest = sha256();
    String settings =
        List.of(
                copy.source().server(),
                copy.database(),
                new TreeSet<>(copy.selection().tables()),
                new TreeSet<>(copy.selection().without()),
                copy.selection().users())
            .toString();
    digest.update(settings.getBytes(StandardCharsets.UTF_8));
    List<Batch> batches = new ArrayList<>(script.beforeData());
    batches.addAll(script.afterData());
    for (Batch batch : batches) {
      String text = batch.text().replaceAll("START WITH -?\\d+ ", "");
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}

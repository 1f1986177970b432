package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.filesystem.Sha256;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.SchemaScript;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** By which one work with a schema is told from another, when it is gone on with. */
public final class SchemaFingerprint {

  private SchemaFingerprint() {}

  /** Of the settings and all of the schema but where its sequences are, for these go on. */
  public static String of(List<?> settings, SchemaScript script) {
    MessageDigest digest = Sha256.digest();
    digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
    List<Batch> batches = new ArrayList<>(script.beforeData());
    batches.addAll(script.afterData());
    for (Batch batch : batches) {
      String text = batch.text().replaceAll("START WITH -?\\d+ ", "");
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

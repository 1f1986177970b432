package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.script.ScriptChecks;
import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptSurvey;
import io.umzug.domain.script.BatchNature;
import io.umzug.domain.script.ScriptBatch;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.ScriptRefusal;
import io.umzug.domain.script.ScriptRefusal.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Looks through scripts in the file system. */
public final class FileScriptChecks implements ScriptChecks {

  @Override
  public ScriptSurvey check(Path script, ScriptOptions options, Consumer<ScriptBatch> each)
      throws IOException {
    return check(script, options, (batch, _) -> each.accept(batch));
  }

  ScriptSurvey check(Path script, ScriptOptions options, BiConsumer<ScriptBatch, BatchNature> each)
      throws IOException {
    try (ScriptReading reading = new ScriptReading(script, options)) {
      long batches = 0;
      long runs = 0;
      ScriptRefusal refusal = null;
      while (refusal == null) {
        Optional<ScriptBatch> next = reading.next();
        if (next.isEmpty()) {
          break;
        }
        ScriptBatch batch = next.get();
        BatchNature nature = BatchNature.of(batch);
        if (nature.forbidden() == null) {
          batches++;
          runs += batch.repeat();
          each.accept(batch, nature);
        } else {
          refusal = forbidden(batch, nature.forbidden());
        }
      }
      if (refusal == null && reading.refusal().isEmpty() && batches == 0) {
        refusal =
            new ScriptRefusal(
                Reason.EMPTY,
                new ScriptPlace(script.toString(), 1, 1),
                "The script holds no statement: it is empty, or another file was meant.");
      }
      return new ScriptSurvey(
          reading.files(),
          batches,
          runs,
          reading.hash(),
          reading.passedOver(),
          refusal == null ? reading.refusal().orElse(null) : refusal);
    }
  }

  private static ScriptRefusal forbidden(ScriptBatch batch, String option) {
    return new ScriptRefusal(
        Reason.SESSION_OPTION,
        batch.start(),
        ("The batch sets %s ON: from there on it could not be told which batch has been run. Take it"
                + " out; Umzug stops at the first error by itself.")
            .formatted(option));
  }
}

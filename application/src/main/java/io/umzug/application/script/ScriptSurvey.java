package io.umzug.application.script;

import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.ScriptRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script is made of.
 *
 * @param files in the order in which they are read, each as often as it is
 * @param runs of batches, counts of GO included
 * @param hash SHA-256 of everything that was read, lower-case hex
 * @param refusal why it is not run; what is behind its place was not looked at
 */
public record ScriptSurvey(
    List<ScriptFile> files,
    long batches,
    long runs,
    String hash,
    List<PassedOver> passedOver,
    @Nullable ScriptRefusal refusal) {

  /** A file as it was read; {@code encoding} by its usual name. */
  public record ScriptFile(String name, String encoding, long bytes, long lines) {}

  /** A command of sqlcmd that changes nothing here. */
  public record PassedOver(String command, ScriptPlace place) {}

  public long bytes() {
    return files.stream().mapToLong(ScriptFile::bytes).sum();
  }

  public long lines() {
    return files.stream().mapToLong(ScriptFile::lines).sum();
  }
}

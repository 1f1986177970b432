package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.filesystem.Sha256;
import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptSurvey.PassedOver;
import io.umzug.application.script.ScriptSurvey.ScriptFile;
import io.umzug.domain.script.ScriptBatch;
import io.umzug.domain.script.ScriptPlace;
import io.umzug.domain.script.ScriptReader;
import io.umzug.domain.script.ScriptRefusal;
import io.umzug.domain.script.ScriptRefusal.Reason;
import io.umzug.domain.script.ScriptStep;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through a script and the files that it includes, once, batch by batch. */
final class ScriptReading implements AutoCloseable {

  private final ScriptOptions options;
  private final ScriptReader reader;
  private final MessageDigest digest = Sha256.digest();
  private final Deque<OpenFile> open = new ArrayDeque<>();
  private final List<ScriptFile> files = new ArrayList<>();
  private final List<PassedOver> passedOver = new ArrayList<>();
  private @Nullable ScriptRefusal refusal;
  private long closedBytes;

  ScriptReading(Path script, ScriptOptions options) throws IOException {
    this.options = options;
    reader = new ScriptReader(options.settings());
    reader.enter(name(script));
    open.push(open(script, name(script)));
  }

  /** As a person would name it; two names of one file are the same here. */
  private static String name(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  private OpenFile open(Path file, String name) throws IOException {
    digest.update((byte) 0xFF);
    return new OpenFile(file, name, options.codePage(), digest);
  }

  /** Empty at the end, and where the script is refused. */
  Optional<ScriptBatch> next() throws IOException {
    while (refusal == null && !open.isEmpty()) {
      OpenFile file = open.element();
      Optional<ScriptStep> step =
          file.characters().hasRemaining()
              ? Optional.of(reader.read(file.characters()))
              : further(file);
      if (step.isPresent() && step.get() instanceof ScriptStep.Complete complete) {
        return Optional.of(complete.batch());
      }
      step.ifPresent(this::take);
      enterIfAsked(step.orElse(null));
    }
    return Optional.empty();
  }

  private Optional<ScriptStep> further(OpenFile file) throws IOException {
    if (!file.isOver()) {
      Optional<String> trouble = file.more();
      if (trouble.isPresent()) {
        refuse(
            Reason.ENCODING_CONTRADICTS_BYTES,
            new ScriptPlace(file.name(), file.line(), 1),
            trouble.get());
      }
      return Optional.empty();
    }
    Optional<ScriptStep> last = reader.leave();
    boolean left =
        last.isEmpty()
            || !(last.get() instanceof ScriptStep.Include
                || last.get() instanceof ScriptStep.Refused);
    if (left) {
      leave();
    }
    return last;
  }

  private void leave() throws IOException {
    OpenFile left = open.pop();
    left.close();
    closedBytes += left.size();
    digest.update((byte) 0xFE);
    left.missingEnd()
        .ifPresent(
            line ->
                refuse(
                    Reason.CUT_OFF,
                    new ScriptPlace(left.name(), Math.max(1, left.lines()), 1),
                    "The file was cut off: its last line would be '%s'. Copy it again, or export again."
                        .formatted(line)));
    files.add(new ScriptFile(left.name(), left.encoding(), left.size(), left.lines()));
  }

  private void take(ScriptStep step) {
    switch (step) {
      case ScriptStep.PassedOver over ->
          passedOver.add(new PassedOver(over.command(), over.place()));
      case ScriptStep.Refused refused -> refusal = refused.refusal();
      case ScriptStep.Complete _, ScriptStep.Include _, ScriptStep.MoreWanted _ -> {}
    }
  }

  private void enterIfAsked(@Nullable ScriptStep step) throws IOException {
    if (!(step instanceof ScriptStep.Include include)) {
      return;
    }
    try {
      Path file = open.element().path().resolveSibling(local(include.path()));
      refusal = reader.enter(name(file)).orElse(null);
      if (refusal == null) {
        open.push(open(file, name(file)));
      }
    } catch (InvalidPathException | NoSuchFileException _) {
      refuse(
          Reason.FILE_NOT_READABLE,
          include.place(),
          "There is no file '%s' beside this one.".formatted(include.path()));
    } catch (IOException e) {
      refuse(
          Reason.FILE_NOT_READABLE,
          include.place(),
          FileTroubleText.sentence(Path.of(include.path()), e));
    }
  }

  /** Scripts come from Windows. */
  private static String local(String path) {
    return File.separatorChar == '/' ? path.replace('\\', '/') : path;
  }

  private void refuse(Reason reason, ScriptPlace place, String sentence) {
    refusal = new ScriptRefusal(reason, place, sentence);
  }

  Optional<ScriptRefusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  List<ScriptFile> files() {
    return List.copyOf(files);
  }

  List<PassedOver> passedOver() {
    return List.copyOf(passedOver);
  }

  long bytes() {
    return closedBytes + open.stream().mapToLong(OpenFile::size).sum();
  }

  /** Of everything that was read, in its order. For once, at the end. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of every batch before one, as it goes to the server. */
  static String hashBefore(long batch, Path script, ScriptOptions options) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update((byte) (options.quotedIdentifier() ? 1 : 0));
    try (ScriptReading reading = new ScriptReading(script, options)) {
      Optional<ScriptBatch> next = reading.next();
      for (; next.isPresent() && next.get().number() < batch; next = reading.next()) {
        digest.update(
            "%d %d "
                .formatted(next.get().repeat(), next.get().text().length())
                .getBytes(StandardCharsets.UTF_8));
        digest.update(next.get().text().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a script's surroundings, for whoever compares. */
  static String hash(List<String> parts) {
    MessageDigest digest = Sha256.digest();
    parts.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    for (OpenFile file : open) {
      file.close();
    }
  }
}

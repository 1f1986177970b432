package io.umzug.domain.script;

import io.umzug.domain.script.ScriptStep.Complete;
import io.umzug.domain.script.ScriptStep.Include;
import io.umzug.domain.script.ScriptStep.MoreWanted;
import io.umzug.domain.script.ScriptStep.PassedOver;
import io.umzug.domain.script.ScriptStep.Refused;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drives a reader over texts that stand for files. */
final class ReadScript {

  final List<ScriptBatch> batches = new ArrayList<>();
  final List<String> passedOver = new ArrayList<>();
  @Nullable ScriptRefusal refusal;

  private final ScriptReader reader;
  private final Map<String, String> files;
  private final int piece;

  private ScriptReader reader() {
    return reader;
  }

  private ReadScript(ScriptSettings settings, Map<String, String> files, int piece) {
    this.reader = new ScriptReader(settings);
    this.files = files;
    this.piece = piece;
  }

  static ReadScript of(String text) {
    return of(ScriptSettings.usual(), Map.of("s.sql", text), Integer.MAX_VALUE);
  }

  static ReadScript of(ScriptSettings settings, Map<String, String> files, int piece) {
    ReadScript read = new ReadScript(settings, files, piece);
    read.file("s.sql");
    return read;
  }

  List<String> texts() {
    return batches.stream().map(ScriptBatch::text).toList();
  }

  private boolean file(String name) {
    Optional<ScriptRefusal> refused = reader().enter(name);
    if (refused.isPresent()) {
      refusal = refused.get();
      return false;
    }
    String text = files.getOrDefault(name, "");
    for (int at = 0; at < text.length(); ) {
      int end = (int) Math.min(text.length(), (long) at + piece);
      CharBuffer characters = CharBuffer.wrap(text, at, end);
      while (true) {
        ScriptStep step = reader().read(characters);
        if (step instanceof MoreWanted) {
          break;
        }
        if (!take(step)) {
          return false;
        }
      }
      at = end;
    }
    while (true) {
      Optional<ScriptStep> last = reader().leave();
      if (last.isPresent() && !take(last.get())) {
        return false;
      }
      if (last.isEmpty() || !(last.get() instanceof Include)) {
        return true;
      }
    }
  }

  private boolean take(ScriptStep step) {
    return switch (step) {
      case Complete complete -> batches.add(complete.batch());
      case PassedOver over -> passedOver.add(over.command());
      case Include include -> file(include.path());
      case Refused refused -> {
        refusal = refused.refusal();
        yield false;
      }
      case MoreWanted _ -> true;
    };
  }
}

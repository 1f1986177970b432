package io.umzug.infrastructure.files;

import io.umzug.application.host.AtlasFileException;
import io.umzug.application.host.AtlasFiles;
import io.umzug.domain.atlas.Atlas;
import io.umzug.domain.atlas.AtlasChange;
import io.umzug.domain.atlas.AtlasEntry;
import io.umzug.domain.atlas.AtlasFile;
import io.umzug.domain.atlas.AtlasRefusal;
import io.umzug.domain.atlas.AtlasRewrite.Rewritten;
import io.umzug.domain.atlas.AtlasRewrite.Unchanged;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The atlas.xml in a folder this process reaches (R29, E6, U1). */
public final class LocalAtlasFiles implements AtlasFiles {
  private final AtlasFileStore store;

  public LocalAtlasFiles(AtlasFileStore store) {
    this.store = store;
  }

  /** Connections that name no database or no Data Source are left out. */
  @Override
  public List<Entry> entries(Path file) throws AtlasProblem {
    try {
      return switch (Atlas.read(store.read(file))) {
        case AtlasFile atlas -> atlas.entries().stream().flatMap(LocalAtlasFiles::entry).toList();
        case AtlasRefusal refusal -> throw problem(file, refusal);
      };
    } catch (IOException e) {
      throw problem(file, e);
    }
  }

  private static Stream<Entry> entry(AtlasEntry entry) {
    String database = entry.database();
    String dataSource = entry.dataSource();
    return database == null || dataSource == null
        ? Stream.empty()
        : Stream.of(new Entry(entry.line(), database, dataSource));
  }

  /**
   * Where all is as wanted because an earlier call was cut off before it could answer, the answer
   * is the one that call owed. Where the file never needed a change, it is its own original.
   */
  @Override
  public AtlasAdaptation adapt(Path file, Map<String, String> targets) throws AtlasProblem {
    try {
      byte[] content = store.read(file);
      return switch (Atlas.rewrite(content, targets, true)) {
        case Rewritten rewritten -> {
          Path copy = store.replace(file, content, rewritten.content()).keptOriginal();
          yield adaptation(file, copy, content, rewritten.content(), rewritten.changes());
        }
        case Unchanged unchanged -> earlierAdaptation(file, content, targets);
        case AtlasRefusal refusal -> throw problem(file, refusal);
      };
    } catch (IOException e) {
      throw problem(file, e);
    }
  }

  private AtlasAdaptation earlierAdaptation(Path file, byte[] content, Map<String, String> targets)
      throws IOException {
    for (Path copy : store.keptOriginals(file)) {
      byte[] original = Files.readAllBytes(copy);
      if (Atlas.rewrite(original, targets, true) instanceof Rewritten rewritten
          && Arrays.equals(rewritten.content(), content)) {
        return adaptation(file, copy, original, content, rewritten.changes());
      }
    }
    return adaptation(file, file, content, content, List.of());
  }

  private static AtlasAdaptation adaptation(
      Path file, Path copy, byte[] before, byte[] after, List<AtlasChange> changes) {
    List<AtlasAdaptation.Entry> entries = new ArrayList<>();
    for (AtlasChange change : changes) {
      String prefix =
          switch (change.subject()) {
            case DATA_SOURCE -> "";
            case USE_LOGIN -> "useLogin=";
          };
      String from = change.from() == null ? "" : prefix + change.from();
      entries.add(
          new AtlasAdaptation.Entry(change.line(), change.database(), from, prefix + change.to()));
    }
    return new AtlasAdaptation(
        file.toString(),
        copy.toString(),
        AtlasFileStore.sha256(before),
        AtlasFileStore.sha256(after),
        entries);
  }

  private static AtlasProblem problem(Path file, AtlasRefusal refusal) {
    return new AtlasProblem(
        new Diagnosis(
            "%s, line %d: %s".formatted(file, refusal.line(), refusal.sentence()),
            List.of(refusal.rule()),
            "Nothing was changed. Correct the file or the targets, then retry the step.",
            "%s:%d:%d: %s".formatted(file, refusal.line(), refusal.column(), refusal.reason())));
  }

  private static AtlasProblem problem(Path file, IOException e) {
    if (e instanceof AtlasFileException refused) {
      return new AtlasProblem(
          new Diagnosis(
              "%s: %s".formatted(file, refused.sentence()),
              List.of(refused.rule()),
              refused.remedy(),
              String.valueOf(e.getMessage())));
    }
    return new AtlasProblem(
        new Diagnosis(
            "%s could not be read or replaced; it has its old or its new content, nothing in between."
                .formatted(file),
            List.of("R29"),
            "Check the disk and the rights on the folder, then retry the step.",
            e.toString()));
  }
}

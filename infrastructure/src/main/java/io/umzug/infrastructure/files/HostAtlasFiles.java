package io.umzug.infrastructure.files;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.FileDiagnosis;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.HostPlaces.Found;
import io.umzug.application.host.AtlasFileException;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.AtlasStore.Replaced;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The atlas.xml of an XPhone server, wherever that is (R29, E6, U1). */
public final class HostAtlasFiles implements AtlasFiles {
  private final HostPlaces places;

  public HostAtlasFiles(HostPlaces places) {
    this.places = places;
  }

  /** Connections that name no database or no Data Source are left out. */
  @Override
  public List<Entry> entries(Estate estate, HostPath file) throws AtlasProblem {
    try (Found found = places.open(estate, file)) {
      return switch (Atlas.read(new AtlasFileStore(found.files()).read(found.path()))) {
        case AtlasFile atlas -> atlas.entries().stream().flatMap(HostAtlasFiles::entry).toList();
        case AtlasRefusal refusal -> throw problem(file, refusal);
      };
    } catch (IOException e) {
      throw problem(file, "could not be read.", e);
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
  public AtlasAdaptation adapt(Estate estate, HostPath file, Map<String, String> targets)
      throws AtlasProblem {
    try (Found found = places.open(estate, file)) {
      AtlasFileStore store = new AtlasFileStore(found.files());
      byte[] content = store.read(found.path());
      return switch (Atlas.rewrite(content, targets, true)) {
        case Rewritten rewritten -> {
          Replaced replaced = store.replace(found.path(), content, rewritten.content());
          yield adaptation(
              file,
              shown(file, found, replaced.keptOriginal()),
              content,
              rewritten,
              replaced.remarks());
        }
        case Unchanged unchanged -> earlierAdaptation(file, found, content, targets);
        case AtlasRefusal refusal -> throw problem(file, refusal);
      };
    } catch (IOException e) {
      throw problem(
          file,
          "could not be read or replaced; it has its old or its new content, nothing in between.",
          e);
    }
  }

  /** A path beside the file as the file's machine writes it. */
  private static String shown(HostPath file, Found found, String beside) {
    return beside.startsWith(found.path())
        ? file.path() + beside.substring(found.path().length())
        : beside;
  }

  private static AtlasAdaptation earlierAdaptation(
      HostPath file, Found found, byte[] content, Map<String, String> targets) throws IOException {
    AtlasFileStore store = new AtlasFileStore(found.files());
    for (String copy : store.keptOriginals(found.path())) {
      byte[] original = store.read(copy);
      if (Atlas.rewrite(original, targets, true) instanceof Rewritten rewritten
          && Arrays.equals(rewritten.content(), content)) {
        return adaptation(file, shown(file, found, copy), original, rewritten, List.of());
      }
    }
    String hash = FileContents.of(content).sha256();
    return new AtlasAdaptation(file.path(), file.path(), hash, hash, List.of());
  }

  private static AtlasAdaptation adaptation(
      HostPath file, String copy, byte[] before, Rewritten after, List<String> remarks) {
    List<AtlasAdaptation.Entry> entries = new ArrayList<>();
    for (AtlasChange change : after.changes()) {
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
        file.path(),
        copy,
        FileContents.of(before).sha256(),
        FileContents.of(after.content()).sha256(),
        entries,
        remarks);
  }

  private static AtlasProblem problem(HostPath file, AtlasRefusal refusal) {
    return new AtlasProblem(
        new Diagnosis(
            "%s, line %d: %s".formatted(file, refusal.line(), refusal.sentence()),
            List.of(refusal.rule()),
            "Nothing was changed. Correct the file or the targets, then retry the step.",
            "%s:%d:%d: %s"
                .formatted(file.path(), refusal.line(), refusal.column(), refusal.reason())));
  }

  private static AtlasProblem problem(HostPath file, String failed, IOException e) {
    if (e instanceof AtlasFileException refused) {
      return new AtlasProblem(
          new Diagnosis(
              "%s: %s".formatted(file, refused.sentence()),
              List.of(refused.rule()),
              refused.remedy(),
              String.valueOf(e.getMessage())));
    }
    return new AtlasProblem(
        FileDiagnosis.of(
            "%s %s".formatted(file, failed), List.of("R29"), "Then retry the step.", e));
  }
}

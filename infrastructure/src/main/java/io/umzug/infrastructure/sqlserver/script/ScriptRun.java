package io.umzug.infrastructure.sqlserver.script;

import io.umzug.application.script.ExportProgress;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExported;
import io.umzug.application.script.ScriptExported.Consistency;
import io.umzug.application.script.ScriptExported.ExportedTable;
import io.umzug.application.script.ScriptRefused;
import io.umzug.domain.schema.Batch;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.SchemaScript;
import io.umzug.domain.schema.Table;
import io.umzug.domain.schema.UnwritableValue;
import io.umzug.infrastructure.sqlserver.script.Manifest.Part;
import io.umzug.infrastructure.sqlserver.script.ScriptFile.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One run of an export: writes the parts that are not there yet, and then the rest. */
final class ScriptRun {

  private final ScriptExport export;
  private final SchemaScript script;
  private final List<Gap> gaps;
  private final Path folder;
  private final ExportFolder files;
  private final List<Path> written = new ArrayList<>();
  private final List<ExportedTable> tables = new ArrayList<>();

  ScriptRun(ScriptExport export, SchemaScript script, List<Gap> gaps) {
    this.export = export;
    this.script = script;
    this.gaps = gaps;
    this.folder = folder(export.destination());
    this.files =
        new ExportFolder(folder, export.encoding(), split(export.destination()), script.session());
  }

  private static Path folder(Destination destination) {
    return switch (destination) {
      case Destination.Folder to -> to.path();
      case Destination.SingleFile to ->
          to.path().resolveSibling(to.path().getFileName() + ".parts");
    };
  }

  private static long split(Destination destination) {
    return switch (destination) {
      case Destination.Folder to -> to.split();
      case Destination.SingleFile _ -> Long.MAX_VALUE;
    };
  }

  ScriptExported run(Connection connection, boolean snapshot, ExportProgress progress)
      throws SQLException, IOException {
    Files.createDirectories(folder);
    try (ExportLock _ = ExportLock.of(folder)) {
      Manifest manifest = manifest();
      Optional<ScriptExported> before = finishedBefore(manifest);
      if (before.isPresent()) {
        return before.get();
      }
      Consistency consistency =
          manifest
              .done()
              .map(Manifest.Done::consistency)
              .orElseGet(() -> consistency(snapshot, manifest.hasParts()));
      written.add(folder.resolve(files.write(ExportFolder.BEFORE, head(consistency)).name()));
      if (export.withRows()) {
        rows(connection, manifest, progress);
      }
      List<Batch> tail = new ArrayList<>(script.session());
      tail.addAll(script.afterData());
      written.add(folder.resolve(files.write(ExportFolder.AFTER, tail).name()));
      return finish(manifest, consistency);
    }
  }

  private static Consistency consistency(boolean snapshot, boolean resumed) {
    if (resumed) {
      return Consistency.RESUMED;
    }
    return snapshot ? Consistency.ONE_MOMENT : Consistency.EACH_TABLE;
  }

  private Manifest manifest() throws IOException {
    String fingerprint = fingerprint();
    boolean ours = Files.exists(folder.resolve(Manifest.NAME));
    if (!ours && files.holdsAnything()) {
      throw new ScriptRefused(
          "%s is not empty, and holds no export of Umzug: nothing was written. Name another folder."
              .formatted(folder),
          List.of());
    }
    if (ours && (export.anew() || !Manifest.isOf(folder, fingerprint))) {
      files.clear();
    }
    return Manifest.open(folder, fingerprint);
  }

  /** Of everything that the parts follow from but the rows. */
  private String fingerprint() {
    return SchemaFingerprint.of(
        List.of(
            export.database(),
            export.target(),
            export.withRows(),
            export.encoding(),
            split(export.destination()),
            new TreeSet<>(export.selection().tables()),
            new TreeSet<>(export.selection().without())),
        script);
  }

  private List<Batch> head(Consistency consistency) {
    String database = export.target().database().replaceAll("[\\p{Cntrl}$*/]", "_");
    List<Batch> batches = new ArrayList<>();
    batches.add(
        new Batch(
            "-- Umzug: %s for SQL Server %s%s. %s"
                .formatted(
                    database,
                    export.target().target().label(),
                    export.withRows() ? "" : ", without rows",
                    export.withRows() ? consistency.sentence() : "")
                .stripTrailing()));
    batches.addAll(script.creation());
    batches.addAll(script.session());
    batches.addAll(script.beforeData());
    return batches;
  }

  private void rows(Connection connection, Manifest manifest, ExportProgress progress)
      throws SQLException, IOException {
    int number = 0;
    for (Table table : script.tables()) {
      number++;
      String name = table.name().toString();
      Optional<Part> there = manifest.whole(name);
      Part part =
          there.isPresent() ? there.get() : read(connection, manifest, table, number, progress);
      long bytes = part.files().stream().mapToLong(Written::bytes).sum();
      tables.add(new ExportedTable(name, part.rows(), bytes, part.sha256(), there.isPresent()));
      part.files().forEach(file -> written.add(folder.resolve(file.name())));
    }
  }

  private Part read(
      Connection connection, Manifest manifest, Table table, int number, ExportProgress progress)
      throws SQLException, IOException {
    String name = table.name().toString();
    int all = script.tables().size();
    progress.reached(name, number, all, 0);
    try (ExportFolder.Part part = files.part(ExportFolder.stem(number, table.name()))) {
      TableRows rows =
          new TableRows(
              table,
              RowBatches.Bounds.USUAL,
              (batch, read) -> {
                part.write(batch);
                progress.reached(name, number, all, read);
              });
      rows.read(connection);
      script.afterRows(table, rows.highest()).forEach(part::write);
      List<Written> parts = part.keep();
      String hash =
          ExportFolder.sha256(parts.stream().map(file -> folder.resolve(file.name())).toList());
      return manifest.add(name, rows.rows(), hash, parts);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (UnwritableValue e) {
      throw new ScriptRefused("%s: %s".formatted(name, e.getMessage()), List.of());
    }
  }

  private ScriptExported finish(Manifest manifest, Consistency consistency) throws IOException {
    switch (export.destination()) {
      case Destination.Folder _ -> {
        files.index(written);
        manifest.finish(consistency, new Written(ExportFolder.INDEX, 0, "-"));
        return exported(consistency, written);
      }
      case Destination.SingleFile to -> {
        Path file = to.path().toAbsolutePath();
        files.joinInto(file, written);
        String hash = ExportFolder.sha256(List.of(file));
        manifest.finish(
            consistency, new Written(file.getFileName().toString(), Files.size(file), hash));
        files.clearParts();
        return exported(consistency, List.of(file));
      }
    }
  }

  /** A single file that is whole: its parts are gone, and their counts are in the manifest. */
  private Optional<ScriptExported> finishedBefore(Manifest manifest) throws IOException {
    Optional<Manifest.Done> done = manifest.done();
    if (done.isEmpty() || !(export.destination() instanceof Destination.SingleFile to)) {
      return Optional.empty();
    }
    Path file = to.path().toAbsolutePath();
    if (!ScriptFile.isWhole(file.resolveSibling("."), done.get().file())) {
      return Optional.empty();
    }
    files.clearParts();
    for (Part part : manifest.parts()) {
      long bytes = part.files().stream().mapToLong(Written::bytes).sum();
      tables.add(new ExportedTable(part.table(), part.rows(), bytes, part.sha256(), true));
    }
    return Optional.of(exported(done.get().consistency(), List.of(file)));
  }

  private ScriptExported exported(Consistency consistency, List<Path> whole) {
    return new ScriptExported(tables, consistency, gaps, whole);
  }
}

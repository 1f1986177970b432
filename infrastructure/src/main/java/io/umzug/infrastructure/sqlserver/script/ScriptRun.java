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
import io.umzug.infrastructure.sqlserver.script.Manifest.Asked;
import io.umzug.infrastructure.sqlserver.script.Manifest.Part;
import io.umzug.infrastructure.sqlserver.script.ScriptFile.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One run of an export: writes the parts that are not there yet, and then the rest. */
final class ScriptRun {

  private final String server;
  private final ScriptExport export;
  private final SchemaScript script;
  private final List<Gap> gaps;
  private final Path folder;
  private final ExportFolder files;
  private final List<Path> written = new ArrayList<>();
  private final List<ExportedTable> tables = new ArrayList<>();

  /**
   * @param server the source, as it is named to people
   */
  ScriptRun(String server, ScriptExport export, SchemaScript script, List<Gap> gaps) {
    this.server = server;
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
    if (!Files.exists(folder)) {
      refuseForeign(Optional.empty());
    }
    Files.createDirectories(folder);
    try (ExportLock _ = ExportLock.of(folder)) {
      Manifest manifest = manifest();
      Optional<ScriptExported> before = finishedBefore(manifest);
      if (before.isPresent()) {
        return before.get();
      }
      Map<String, Part> there = whole(manifest);
      boolean finished = manifest.done().isPresent() && there.size() == parts();
      Instant since = finished ? manifest.written() : null;
      Consistency consistency =
          finished ? manifest.done().get().consistency() : consistency(snapshot, !there.isEmpty());
      head(consistency);
      if (export.withRows()) {
        rows(connection, manifest, there, progress);
      }
      List<Batch> tail = new ArrayList<>(script.session());
      tail.addAll(script.afterData());
      written.add(folder.resolve(files.write(ExportFolder.AFTER, tail, ExportFolder.AFTER).name()));
      return finish(manifest, consistency, since);
    }
  }

  private int parts() {
    return export.withRows() ? script.tables().size() : 0;
  }

  /** By table; each is read to its end for that, once. */
  private Map<String, Part> whole(Manifest manifest) throws IOException {
    Map<String, Part> there = new HashMap<>();
    for (Table table : export.withRows() ? script.tables() : List.<Table>of()) {
      String name = table.name().toString();
      Optional<Part> part = manifest.whole(name);
      if (part.isPresent()) {
        there.put(name, part.get());
      }
    }
    return there;
  }

  private void head(Consistency consistency) throws IOException {
    String last =
        switch (export.destination()) {
          case Destination.Folder _ -> ExportFolder.BEFORE;
          case Destination.SingleFile _ -> ExportFolder.AFTER;
        };
    written.add(
        folder.resolve(files.write(ExportFolder.BEFORE, beginning(consistency), last).name()));
  }

  private static Consistency consistency(boolean snapshot, boolean resumed) {
    if (resumed) {
      return Consistency.RESUMED;
    }
    return snapshot ? Consistency.ONE_MOMENT : Consistency.EACH_TABLE;
  }

  private Manifest manifest() throws IOException {
    Optional<Manifest> there = Manifest.in(folder);
    if (there.isEmpty() && files.holdsAnything()) {
      throw refused(
          "%s is not empty, and holds no export of Umzug: nothing was written. Name another folder."
              .formatted(folder));
    }
    refuseForeign(there);
    String fingerprint = fingerprint();
    if (there.isPresent() && !export.anew()) {
      refuseAnother(there.get(), fingerprint);
      if (there.get().isOf(fingerprint)) {
        return there.get();
      }
    }
    Optional<Path> old = singleFile().filter(Files::isRegularFile);
    files.clear();
    Manifest manifest = Manifest.begin(folder, fingerprint, asked());
    if (old.isPresent()) {
      manifest.mayReplace(
          new Written(
              old.get().getFileName().toString(),
              Files.size(old.get()),
              ExportFolder.sha256(List.of(old.get()))));
    }
    return manifest;
  }

  private Optional<Path> singleFile() {
    return switch (export.destination()) {
      case Destination.Folder _ -> Optional.empty();
      case Destination.SingleFile to -> Optional.of(to.path().toAbsolutePath());
    };
  }

  /** A file that this export has not written is somebody's. */
  private void refuseForeign(Optional<Manifest> there) throws IOException {
    Path file = singleFile().filter(Files::exists).orElse(null);
    if (file != null && !export.anew() && (there.isEmpty() || !there.get().mayWrite(file))) {
      throw refused(
          "%s is there, and is not what this export has written: it was left as it is. Name another file; or say --anew, and it is replaced."
              .formatted(file));
    }
  }

  /** Its tables would be thrown away for this one's. */
  private void refuseAnother(Manifest there, String fingerprint) {
    Asked before = there.asked().orElse(null);
    boolean same = before == null ? there.isOf(fingerprint) : before.isSame(asked());
    if (same || (!there.hasParts() && there.done().isEmpty())) {
      return;
    }
    boolean otherwise =
        before == null
            || before.server().equalsIgnoreCase(asked().server())
                && before.database().equals(asked().database());
    throw refused(
        "%s holds an export of %s%s: nothing was written. Name another place; or say --anew, and that one is replaced."
            .formatted(
                folder,
                before == null ? "another kind" : before.database() + " from " + before.server(),
                before != null && otherwise ? " with other options" : ""));
  }

  private static ScriptRefused refused(String sentence) {
    return new ScriptRefused(sentence, List.of());
  }

  /** All that was said, in an order of its own. */
  private List<Object> options() {
    return List.of(
        export.database(),
        export.target(),
        export.withRows(),
        export.encoding(),
        split(export.destination()),
        new TreeSet<>(export.selection().tables()),
        new TreeSet<>(export.selection().without()));
  }

  private Asked asked() {
    String options =
        ScriptReading.hash(
            List.of(options().toString(), String.valueOf(export.selection().users())));
    return Asked.of(server, export.database(), options);
  }

  /** Of everything that the parts follow from but the rows. */
  private String fingerprint() {
    return SchemaFingerprint.of(options(), script);
  }

  private List<Batch> beginning(Consistency consistency) {
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

  private void rows(
      Connection connection, Manifest manifest, Map<String, Part> known, ExportProgress progress)
      throws SQLException, IOException {
    int number = 0;
    for (Table table : script.tables()) {
      number++;
      String name = table.name().toString();
      Optional<Part> there = Optional.ofNullable(known.get(name));
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

  private ScriptExported finish(Manifest manifest, Consistency consistency, @Nullable Instant since)
      throws IOException {
    switch (export.destination()) {
      case Destination.Folder _ -> {
        files.index(written);
        if (since == null) {
          manifest.finish(consistency, new Written(ExportFolder.INDEX, 0, "-"));
        }
        return exported(consistency, written, since);
      }
      case Destination.SingleFile to -> {
        Path file = to.path().toAbsolutePath();
        Path joined = files.joinBeside(file, written);
        String hash = ExportFolder.sha256(List.of(joined));
        // Before it has its name: from then on it is known as this export's, whatever comes.
        manifest.finish(
            consistency, new Written(file.getFileName().toString(), Files.size(joined), hash));
        ExportFolder.moveInto(file, joined);
        files.clearParts();
        return exported(consistency, List.of(file), since);
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
    return Optional.of(exported(done.get().consistency(), List.of(file), manifest.written()));
  }

  private ScriptExported exported(
      Consistency consistency, List<Path> whole, @Nullable Instant since) {
    return new ScriptExported(tables, consistency, gaps, whole, since);
  }
}

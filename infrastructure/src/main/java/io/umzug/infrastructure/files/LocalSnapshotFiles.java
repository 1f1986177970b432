package io.umzug.infrastructure.files;

import io.umzug.application.host.SnapshotFiles;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.KeptFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps files below a folder of this service's own: {@code <store>/<move>/<snapshot>/}, each under
 * its SHA-256, with a {@code manifest.json} beside them that says what was where.
 */
public final class LocalSnapshotFiles implements SnapshotFiles {

  private static final int READINGS = 3;
  private static final String ANEW = "Check the disk and the rights, then retry the step.";

  private final Path store;

  /**
   * @param store below which every snapshot has a folder
   */
  public LocalSnapshotFiles(Path store) {
    this.store = store.toAbsolutePath().normalize();
  }

  @Override
  public List<KeptFile> keep(Selection selection) throws SnapshotProblem {
    Path folder = store.resolve(selection.migration().value()).resolve(selection.snapshot());
    List<KeptFile> kept = new ArrayList<>();
    List<Path> notThere = new ArrayList<>();
    Path current = folder;
    try {
      OwnerOnlyFolder.create(store);
      Files.createDirectories(folder);
      for (Path path : selection.paths()) {
        current = path;
        if (Files.exists(path)) {
          for (Path file : filesIn(path)) {
            current = file;
            kept.add(keep(file, folder));
          }
        } else if (selection.required().contains(path)) {
          throw new NoSuchFileException(path.toString());
        } else {
          notThere.add(path);
        }
      }
      current = folder;
      writeManifest(folder, SnapshotManifest.text(selection, kept, notThere));
      return kept;
    } catch (IOException e) {
      throw new SnapshotProblem(
          new Diagnosis(
              "%s cannot be kept for the snapshot; nothing was changed.".formatted(current),
              List.of("R10", "U2"),
              "Correct the path in the estate's configuration if it is wrong. " + ANEW,
              e.toString()));
    }
  }

  /** The file itself, or all files below the folder, by name. */
  private static List<Path> filesIn(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A file that changes while it is read is read again; the copy is that of one moment. */
  private static KeptFile keep(Path file, Path folder) throws IOException {
    for (int reading = 0; reading < READINGS; reading++) {
      ContentHash original = ContentHash.of(file);
      Path copy = folder.resolve(original.sha256());
      if (!isWhole(copy, original)) {
        DurableWrite.removeLeftovers(copy);
        try (InputStream content = Files.newInputStream(file);
            DurableWrite write = DurableWrite.beside(copy, file, content)) {
          if (!ContentHash.of(write.temporary()).equals(original)) {
            continue;
          }
          write.moveTo(copy);
        }
      }
      if (isWhole(copy, original)) {
        return new KeptFile(
            file.toAbsolutePath().toString(), copy.toString(), original.bytes(), original.sha256());
      }
    }
    throw new FileSystemException(file.toString(), null, "It changes while it is copied.");
  }

  private static boolean isWhole(Path file, ContentHash expected) throws IOException {
    return Files.isRegularFile(file) && ContentHash.of(file).equals(expected);
  }

  private static void writeManifest(Path folder, byte[] text) throws IOException {
    Path manifest = folder.resolve(SnapshotManifest.NAME);
    DurableWrite.removeLeftovers(manifest);
    try (DurableWrite write = DurableWrite.own(manifest, text)) {
      write.moveTo(manifest);
    }
  }

  @Override
  public void requireWhole(List<KeptFile> files) throws SnapshotProblem {
    for (KeptFile file : files) {
      String found;
      try {
        Path copy = Path.of(file.copy());
        found = Files.exists(copy) ? ContentHash.of(copy).toString() : "It is not there.";
        if (isWhole(copy, new ContentHash(file.bytes(), file.sha256()))) {
          continue;
        }
      } catch (IOException e) {
        found = e.toString();
      }
      throw new SnapshotProblem(
          new Diagnosis(
              "The snapshot's copy of %s is not whole; nothing was put back."
                  .formatted(file.path()),
              List.of("R10"),
              "Put the copy back unchanged under its path, then retry the step.",
              "%s should have %d bytes and the SHA-256 %s: %s"
                  .formatted(file.copy(), file.bytes(), file.sha256(), found)));
    }
  }

  @Override
  public void putBack(List<KeptFile> files) throws SnapshotProblem {
    requireWhole(files);
    for (KeptFile file : files) {
      try {
        putBack(file);
      } catch (IOException e) {
        throw new SnapshotProblem(
            new Diagnosis(
                "%s could not be put back; it has its old or its new content, nothing in between."
                    .formatted(file.path()),
                List.of("R10", "F4"),
                "Make sure that no program has the file open. " + ANEW,
                e.toString()));
      }
    }
  }

  private static void putBack(KeptFile file) throws IOException {
    Path copy = Path.of(file.copy());
    Path target = Path.of(file.path());
    ContentHash wanted = new ContentHash(file.bytes(), file.sha256());
    boolean there = Files.exists(target);
    // A symbolic link must go on pointing at the file; the rename below would replace the link.
    Path real = there ? target.toRealPath() : target;
    if (Files.isDirectory(real.resolveSibling("."))) {
      DurableWrite.removeLeftovers(real);
    }
    if (isWhole(real, wanted)) {
      return;
    }
    Path folder = real.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    try (InputStream content = Files.newInputStream(copy);
        DurableWrite write = DurableWrite.beside(real, there ? real : copy, content)) {
      if (!ContentHash.of(write.temporary()).equals(wanted)) {
        throw new FileSystemException(copy.toString(), null, "It changes while it is put back.");
      }
      write.moveTo(real);
    }
  }
}

package io.umzug.infrastructure.files;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.FileDiagnosis;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.OpenPlaces;
import io.umzug.application.host.SnapshotFiles;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.KeptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps files of a host below a folder of this service's own: {@code <store>/<move>/<snapshot>/},
 * each under its SHA-256, with a {@code manifest.json} beside them that says what was where.
 */
public final class HostSnapshotFiles implements SnapshotFiles {

  private static final int READINGS = 3;
  private static final String ANEW = "Then retry the step.";

  private final HostPlaces places;
  private final HostFiles here;
  private final Path store;

  /**
   * @param here the files of this machine
   * @param store below which every snapshot has a folder
   */
  public HostSnapshotFiles(HostPlaces places, HostFiles here, Path store) {
    this.places = places;
    this.here = here;
    this.store = store.toAbsolutePath().normalize();
  }

  @Override
  public List<KeptFile> keep(Estate estate, Selection selection) throws SnapshotProblem {
    String folder =
        store.resolve(selection.migration().value()).resolve(selection.snapshot()).toString();
    List<KeptFile> kept = new ArrayList<>();
    List<HostPath> notThere = new ArrayList<>();
    HostPath current = HostPath.here(folder);
    try (OpenPlaces open = new OpenPlaces(places)) {
      OwnerOnlyFolder.create(store);
      here.createFolder(folder);
      DurableWrite.removeLeftoversIn(here, folder);
      for (HostPath path : selection.paths()) {
        current = path;
        boolean required = selection.required().contains(path);
        Optional<List<KeptFile>> below =
            open.use(estate, path, (files, place) -> keep(files, place, path, folder, required));
        below.ifPresentOrElse(kept::addAll, () -> notThere.add(path));
      }
      current = HostPath.here(folder);
      writeManifest(folder, SnapshotManifest.text(selection, kept, notThere));
      return kept;
    } catch (IOException e) {
      throw new SnapshotProblem(
          FileDiagnosis.of(
              "%s cannot be kept for the snapshot; nothing was changed.".formatted(current),
              List.of("R10", "U2"),
              "Correct the path in the estate's configuration if it is wrong. " + ANEW,
              e));
    }
  }

  /** The file itself, or all files below the folder; empty where nothing is there. */
  private Optional<List<KeptFile>> keep(
      HostFiles files, String place, HostPath wanted, String folder, boolean required)
      throws IOException {
    if (files.look(place).isEmpty()) {
      if (required) {
        throw new FileTrouble(Kind.NOT_FOUND, files.place(), place, "nothing there", null);
      }
      return Optional.empty();
    }
    // A later release of the service may be started from elsewhere.
    boolean relative = isHere(files) && !Path.of(place).isAbsolute();
    String root = relative ? Path.of(place).toAbsolutePath().toString() : place;
    String shown = relative ? root : wanted.path();
    List<KeptFile> kept = new ArrayList<>();
    for (String file : FileTree.files(files, root)) {
      kept.add(keep(files, file, folder, shown + file.substring(root.length())));
    }
    return Optional.of(kept);
  }

  /** A file that changes while it is read is read again; the copy is that of one moment. */
  private KeptFile keep(HostFiles files, String file, String folder, String shown)
      throws IOException {
    for (int reading = 0; reading < READINGS; reading++) {
      FileContents original = FileContents.shared(files, file);
      String copy = here.child(folder, original.sha256());
      if (isWhole(here, copy, original)) {
        return new KeptFile(shown, copy, original.bytes(), original.sha256());
      }
      // Rights mean something on their own machine only.
      Rights rights = isHere(files) ? Rights.like(file) : Rights.OWNER;
      try (DurableWrite write = DurableWrite.copy(files, file, here, copy, rights)) {
        if (write.contents().equals(original)) {
          write.moveTo(copy);
          return new KeptFile(shown, copy, original.bytes(), original.sha256());
        }
      }
    }
    throw new FileTrouble(
        Kind.CHANGED, files.place(), file, "read %d times".formatted(READINGS), null);
  }

  private boolean isHere(HostFiles files) {
    return files.place().equals(here.place());
  }

  private static boolean isWhole(HostFiles files, String file, FileContents expected)
      throws IOException {
    return files
            .look(file)
            .filter(facts -> !facts.folder() && facts.bytes() == expected.bytes())
            .isPresent()
        && FileContents.shared(files, file).equals(expected);
  }

  private void writeManifest(String folder, byte[] text) throws IOException {
    String manifest = here.child(folder, SnapshotManifest.NAME);
    try (DurableWrite write = DurableWrite.of(here, manifest, Rights.OWNER, text)) {
      write.moveTo(manifest);
    }
  }

  @Override
  public void requireWhole(List<KeptFile> files) throws SnapshotProblem {
    for (KeptFile file : files) {
      FileContents wanted = new FileContents(file.bytes(), file.sha256());
      String found;
      try {
        if (here.look(file.copy()).isEmpty()) {
          found = "It is not there.";
        } else {
          FileContents contents = FileContents.of(here, file.copy());
          if (contents.equals(wanted)) {
            continue;
          }
          found = contents.toString();
        }
      } catch (IOException e) {
        found = String.valueOf(e.getMessage());
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
  public void putBack(Estate estate, String machine, List<KeptFile> files) throws SnapshotProblem {
    requireWhole(files);
    try (OpenPlaces open = new OpenPlaces(places)) {
      for (KeptFile file : files) {
        putBack(open, estate, new HostPath(machine, file.path()), file);
      }
    }
  }

  private void putBack(OpenPlaces open, Estate estate, HostPath path, KeptFile file)
      throws SnapshotProblem {
    try {
      open.use(
          estate,
          path,
          (target, place) -> {
            putBack(target, place, file);
            return true;
          });
    } catch (IOException e) {
      throw new SnapshotProblem(
          FileDiagnosis.of(
              "%s could not be put back; it has its old or its new content, nothing in between."
                  .formatted(path),
              List.of("R10", "F4"),
              "Make sure that no program has the file open. " + ANEW,
              e));
    }
  }

  private void putBack(HostFiles files, String place, KeptFile file) throws IOException {
    FileContents wanted = new FileContents(file.bytes(), file.sha256());
    // A symbolic link must go on pointing at the file; the rename below would replace the link.
    String real = files.real(place);
    DurableWrite.removeLeftovers(files, real);
    if (isWhole(files, real, wanted)) {
      return;
    }
    boolean there = files.look(real).isPresent();
    if (!there) {
      files.createFolder(files.parent(real));
    }
    try (DurableWrite write =
        DurableWrite.copy(here, file.copy(), files, real, rights(files, file, there ? real : ""))) {
      if (!write.contents().equals(wanted)) {
        throw new FileTrouble(
            Kind.CHANGED, here.place(), file.copy(), write.contents().toString(), null);
      }
      write.moveTo(real);
    }
  }

  /** The copy bears those of a file of this machine; elsewhere a folder knows better. */
  private Rights rights(HostFiles files, KeptFile file, String before) {
    if (!before.isEmpty()) {
      return Rights.like(before);
    }
    return isHere(files) ? Rights.like(file.copy()) : Rights.FOLDER;
  }
}

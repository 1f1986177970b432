package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.FileContents;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.filesystem.HostPlaces.Found;
import io.umzug.application.filesystem.VerifiedCopy;
import io.umzug.application.host.BackupFiles;
import java.io.IOException;
import java.time.Instant;

/** Backup files by their UNC paths, wherever these lead. */
public final class SharedBackupFiles implements BackupFiles {

  private final HostPlaces places;

  public SharedBackupFiles(HostPlaces places) {
    this.places = places;
  }

  @Override
  public String path(Estate estate, String fileName) {
    String folder = estate.backupFolder();
    String separator = folder.contains("\\") ? "\\" : "/";
    return folder.endsWith(separator) ? folder + fileName : folder + separator + fileName;
  }

  @Override
  public Contents read(Estate estate, String path) throws IOException {
    try (Found found = places.open(estate, HostPath.here(path))) {
      String hash = VerifiedCopy.hash(found.files(), found.path());
      long bytes = found.files().look(found.path()).map(Facts::bytes).orElseThrow(() -> gone(path));
      return new Contents(bytes, hash);
    }
  }

  private static FileTrouble gone(String path) {
    return new FileTrouble(Kind.CHANGED, "the backup folder", path, "it is gone", null);
  }

  @Override
  public void describe(Estate estate, Manifest manifest) throws IOException {
    String path = path(estate, manifest.name());
    try (Found found = places.open(estate, HostPath.here(path))) {
      HostFiles files = found.files();
      byte[] text = BackupManifest.text(manifest, finished(files, found.path(), manifest));
      DurableWrite.removeLeftovers(files, found.path());
      if (files.look(found.path()).isPresent()
          && FileContents.of(files, found.path()).equals(FileContents.of(text))) {
        return;
      }
      try (DurableWrite write = DurableWrite.of(files, found.path(), Rights.FOLDER, text)) {
        write.moveTo(found.path());
      }
    }
  }

  /** When the last of its files was written, as their host says. */
  private static Instant finished(HostFiles files, String beside, Manifest manifest)
      throws FileTrouble {
    Instant last = Instant.MIN;
    for (String file : manifest.backup().files()) {
      String path = files.child(files.parent(beside), BackupManifest.name(file));
      Instant modified = files.look(path).map(Facts::modified).orElseThrow(() -> gone(file));
      last = modified.isAfter(last) ? modified : last;
    }
    return last;
  }

  @Override
  public long freeBytes(Estate estate) throws IOException {
    try (Found found = places.open(estate, HostPath.here(estate.backupFolder()))) {
      return found.files().freeBytes(found.path());
    }
  }

  @Override
  public void removeProbe(Estate estate, String path) throws IOException {
    String folder = path(estate, "");
    if (!path.startsWith(folder + PROBE)
        || path.substring(folder.length()).chars().anyMatch(c -> c == '\\' || c == '/')) {
      throw new IOException("Only a probe of Umzug's own is removed, and this is none: " + path);
    }
    try (Found found = places.open(estate, HostPath.here(path))) {
      found.files().delete(found.path());
    }
  }
}

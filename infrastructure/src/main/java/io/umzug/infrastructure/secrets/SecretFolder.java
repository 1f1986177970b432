package io.umzug.infrastructure.secrets;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.sqlserver.PasswordLine;
import io.umzug.infrastructure.datafolder.OwnerOnlyFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A folder with a file for each secret, as Docker and Kubernetes lay it out. Those make their files
 * readable within the container; in Umzug's own folder others must not be able to read them.
 */
public final class SecretFolder implements Secrets.Source {

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private final Path folder;
  private final boolean own;

  private SecretFolder(Path folder, boolean own) {
    this.folder = folder;
    this.own = own;
  }

  /**
   * The folder that a setting or the environment names, or else the one in the data folder.
   *
   * @param named by a setting
   */
  public static SecretFolder of(Path data, @Nullable Path named, Map<String, String> environment) {
    String variable = environment.getOrDefault(Secrets.FOLDER_VARIABLE, "");
    if (!variable.isBlank()) {
      return new SecretFolder(Path.of(variable), false);
    }
    return named == null
        ? new SecretFolder(data.resolve(Secrets.FOLDER), true)
        : new SecretFolder(data.resolve(named), false);
  }

  /**
   * The same as the service finds it, by the setting in its estate file.
   *
   * @param estateFile whatever is wrong with it, somebody else tells
   */
  public static SecretFolder of(Path data, String estateFile, Map<String, String> environment) {
    return of(data, named(data.resolve(estateFile)), environment);
  }

  private static @Nullable Path named(Path estateFile) {
    try (Reader text = Files.newBufferedReader(estateFile)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text) instanceof Map<?, ?> root
              && root.get("umzug") instanceof Map<?, ?> umzug
              && umzug.get("secrets") instanceof Map<?, ?> secrets
              && secrets.get("folder") instanceof String folder
          ? Path.of(folder)
          : null;
    } catch (IOException | YAMLException | InvalidPathException _) {
      return null;
    }
  }

  @Override
  public String place(String name) {
    return "the file " + folder.resolve(name);
  }

  @Override
  public Optional<String> look(String name) throws IOException {
    Path file = folder.resolve(CredentialName.require(name));
    try {
      if (own && isOpenToOthers(file)) {
        throw new IOException(
            "Others can read the file %s. Change the secret if they may have, then let its owner alone read it (chmod 600)."
                .formatted(file));
      }
      String secret = withoutLineEnd(PasswordLine.text(file));
      if (secret.isEmpty()) {
        throw new IOException("The file %s is empty.".formatted(file));
      }
      return Optional.of(secret);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (FileSystemException e) {
      throw new IOException(FileTroubleText.sentence(file, e), e);
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    // Of Windows' access lists only the names of the groups are told, in its language.
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  /** Editors put one there. */
  private static String withoutLineEnd(String text) {
    return text.replaceFirst("\\r?\\n\\z", "");
  }

  /** In their order; none where there is no folder. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(CredentialName::isOne)
          .sorted()
          .toList();
    }
  }

  /** Replaces it as a whole; its owner alone may read it. */
  public void set(String name, String secret) throws IOException {
    OwnerOnlyFile.write(folder.resolve(CredentialName.require(name)), secret);
  }

  /** Whether there was one. */
  public boolean remove(String name) throws IOException {
    return Files.deleteIfExists(folder.resolve(CredentialName.require(name)));
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}

package io.umzug.infrastructure.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owner and rights of one file given to another, as far as the file system and the user's rights
 * go.
 */
final class LocalRights {
  private LocalRights() {}

  /** Gives a sentence for each that could not be given. */
  static List<String> copy(Path from, Path to) throws IOException {
    List<String> remarks = new ArrayList<>();
    copyOwner(from, to, remarks);
    copyGroupAndPermissions(from, to, remarks);
    copyAcl(from, to);
    return remarks;
  }

  private static void copyOwner(Path from, Path to, List<String> remarks) throws IOException {
    FileOwnerAttributeView source = view(from, FileOwnerAttributeView.class);
    FileOwnerAttributeView target = view(to, FileOwnerAttributeView.class);
    if (source == null || target == null || source.getOwner().equals(target.getOwner())) {
      return;
    }
    try {
      target.setOwner(source.getOwner());
    } catch (IOException e) {
      remarks.add(remark("owner", source.getOwner(), target.getOwner(), e));
    }
  }

  private static void copyGroupAndPermissions(Path from, Path to, List<String> remarks)
      throws IOException {
    PosixFileAttributeView source = view(from, PosixFileAttributeView.class);
    PosixFileAttributeView target = view(to, PosixFileAttributeView.class);
    if (source == null || target == null) {
      return;
    }
    PosixFileAttributes wanted = source.readAttributes();
    UserPrincipal group = target.readAttributes().group();
    if (!group.equals(wanted.group())) {
      try {
        target.setGroup(wanted.group());
      } catch (IOException e) {
        remarks.add(remark("group", wanted.group(), group, e));
      }
    }
    target.setPermissions(wanted.permissions());
  }

  private static void copyAcl(Path from, Path to) throws IOException {
    AclFileAttributeView source = view(from, AclFileAttributeView.class);
    AclFileAttributeView target = view(to, AclFileAttributeView.class);
    if (source != null && target != null) {
      target.setAcl(source.getAcl());
    }
  }

  private static <V extends FileAttributeView> @Nullable V view(Path path, Class<V> type) {
    return Files.getFileAttributeView(path, type);
  }

  private static String remark(
      String what, UserPrincipal wanted, UserPrincipal actual, IOException reason) {
    return "The %s could not be kept: it was %s and is now %s (%s)."
        .formatted(what, wanted, actual, reason);
  }
}

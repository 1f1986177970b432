package io.umzug.infrastructure.files;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostFiles.Entry;
import io.umzug.application.filesystem.HostFiles.Facts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** All files below a folder, through links, too. */
final class FileTree {

  /** No folder of XPhone's comes near; a link that the host does not show may lead in a circle. */
  private static final int DEEPEST = 60;

  private final HostFiles files;
  private final List<String> found = new ArrayList<>();
  private final Deque<String> above = new ArrayDeque<>();

  private FileTree(HostFiles files) {
    this.files = files;
  }

  /** The file itself, or all files below the folder, by name; none where nothing is there. */
  static List<String> files(HostFiles files, String path) throws FileTrouble {
    FileTree tree = new FileTree(files);
    Optional<Facts> facts = files.look(path);
    if (facts.isPresent()) {
      tree.add(path, facts.get());
    }
    return tree.found;
  }

  private void add(String path, Facts facts) throws FileTrouble {
    if (!facts.folder()) {
      found.add(path);
      return;
    }
    String real = files.real(path);
    if (above.contains(real) || above.size() == DEEPEST) {
      throw new FileTrouble(
          Kind.UNEXPECTED, files.place(), path, "a link leads back to " + real, null);
    }
    above.push(real);
    for (Entry entry : files.list(path)) {
      add(files.child(path, entry.name()), entry.facts());
    }
    above.pop();
  }
}

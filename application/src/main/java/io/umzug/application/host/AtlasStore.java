package io.umzug.application.host;

import java.io.IOException;
import java.util.List;

/** The bytes of an atlas.xml where it lies, for those who decide themselves what to write. */
public interface AtlasStore {

  /**
   * Gives the whole content.
   *
   * @throws AtlasFileException when there is no such file or it cannot be an atlas.xml
   * @throws IOException when reading fails
   */
  byte[] read(String file) throws IOException;

  /**
   * Exchanges the content, all or nothing, even in a crash, after a copy of the original has been
   * kept beside it. May be repeated after any interruption.
   *
   * @param original the content that {@code replacement} was made from
   * @throws AtlasFileException when the file no longer has that content, or the copy is damaged
   * @throws IOException when writing fails; the file then has the old or the new content
   */
  Replaced replace(String file, byte[] original, byte[] replacement) throws IOException;

  /**
   * How a replacement went.
   *
   * @param keptOriginal the copy of the content before
   * @param remarks sentences for the operator about what could not be carried over, such as the
   *     file's owner; usually none
   */
  record Replaced(String keptOriginal, List<String> remarks) {
    public Replaced {
      remarks = List.copyOf(remarks);
    }
  }
}

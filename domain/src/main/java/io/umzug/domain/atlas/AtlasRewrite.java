package io.umzug.domain.atlas;

import java.util.List;

/** What came of pointing an atlas.xml at other SQL Servers. */
public sealed interface AtlasRewrite
    permits AtlasRewrite.Rewritten, AtlasRewrite.Unchanged, AtlasRefusal {

  /** The file has to change; every byte outside the listed changes is as it was. */
  final class Rewritten implements AtlasRewrite {
    private final byte[] content;
    private final String textBefore;
    private final String textAfter;
    private final List<AtlasChange> changes;

    Rewritten(byte[] content, String textBefore, String textAfter, List<AtlasChange> changes) {
      this.content = content.clone();
      this.textBefore = textBefore;
      this.textAfter = textAfter;
      this.changes = List.copyOf(changes);
    }

    public byte[] content() {
      return content.clone();
    }

    /** The original, decoded, without its byte order mark. May hold passwords. */
    public String textBefore() {
      return textBefore;
    }

    /** The new content, decoded, without its byte order mark. May hold passwords. */
    public String textAfter() {
      return textAfter;
    }

    /** In the file's order, never empty. */
    public List<AtlasChange> changes() {
      return changes;
    }
  }

  /** Everything asked for is already so (R29). */
  record Unchanged(AtlasFile file) implements AtlasRewrite {}
}

package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.IndexDefinition.IndexOptions;
import java.util.Locale;
import java.util.Set;

/** Reads the options of an index: WITH (…), WITH FILLFACTOR = n, ON filegroup. */
final class IndexOptionsParser {

  /** They say how the index is made and leave nothing behind. */
  private static final Set<String> PASSING =
      Set.of(
          "SORT_IN_TEMPDB",
          "DROP_EXISTING",
          "ONLINE",
          "MAXDOP",
          "STATISTICS_INCREMENTAL",
          "RESUMABLE",
          "MAX_DURATION",
          "COMPRESSION_DELAY",
          "OPTIMIZE_FOR_SEQUENTIAL_KEY",
          "BUCKET_COUNT");

  private final TokenCursor in;
  private int fillFactor;
  private boolean padIndex;
  private boolean ignoreDuplicates;
  private boolean rowLocks;
  private boolean pageLocks;
  private boolean noRecompute;
  private String compression;
  private boolean dropExisting;

  IndexOptionsParser(TokenCursor in, IndexOptions before) {
    this.in = in;
    this.fillFactor = before.fillFactor();
    this.padIndex = before.padIndex();
    this.ignoreDuplicates = before.ignoreDuplicates();
    this.rowLocks = before.allowRowLocks();
    this.pageLocks = before.allowPageLocks();
    this.noRecompute = before.noRecompute();
    this.compression = before.compression();
  }

  static IndexOptions read(TokenCursor in) throws SqlRefusal {
    return new IndexOptionsParser(in, IndexOptions.USUAL).optional();
  }

  boolean dropsExisting() {
    return dropExisting;
  }

  /** The options behind WITH, if it comes next, and the filegroup behind ON. */
  IndexOptions optional() throws SqlRefusal {
    if (in.peek().is("WITH") && (in.peek(1).symbol("(") || in.peek(1).is("FILLFACTOR"))) {
      in.next();
      if (in.peek().symbol("(")) {
        parenthesised();
      } else {
        one();
      }
    }
    fileGroup(in);
    return options();
  }

  IndexOptions parenthesised() throws SqlRefusal {
    in.expectSymbol("(");
    do {
      one();
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return options();
  }

  private IndexOptions options() {
    return new IndexOptions(
        fillFactor, padIndex, ignoreDuplicates, rowLocks, pageLocks, noRecompute, compression);
  }

  /** ON [PRIMARY] and the like; there is one filegroup. */
  static void fileGroup(TokenCursor in) throws SqlRefusal {
    while ((in.peek().is("ON") || in.peek().is("TEXTIMAGE_ON") || in.peek().is("FILESTREAM_ON"))
        && (in.peek(1).isName() || in.peek(1).kind() == Token.Kind.STRING)
        && !in.peek(1).is("DELETE")
        && !in.peek(1).is("UPDATE")) {
      in.next();
      Token group = in.next();
      if (!group.text().equalsIgnoreCase("PRIMARY") && !group.text().equalsIgnoreCase("DEFAULT")) {
        throw SqlRefusal.of(1921, 16, 1, "Invalid filegroup '%s' specified.", group.text());
      }
    }
  }

  private void one() throws SqlRefusal {
    Token token = in.peek();
    String option = in.name().toUpperCase(Locale.ROOT);
    if (PASSING.contains(option)) {
      in.acceptSymbol("=");
      boolean on = in.next().is("ON");
      dropExisting |= option.equals("DROP_EXISTING") && on;
      in.accept("MINUTES");
      return;
    }
    in.expectSymbol("=");
    switch (option) {
      case "FILLFACTOR" -> fillFactor = in.number();
      case "PAD_INDEX" -> padIndex = onOrOff();
      case "IGNORE_DUP_KEY" -> ignoreDuplicates = onOrOff();
      case "ALLOW_ROW_LOCKS" -> rowLocks = onOrOff();
      case "ALLOW_PAGE_LOCKS" -> pageLocks = onOrOff();
      case "STATISTICS_NORECOMPUTE" -> noRecompute = onOrOff();
      case "DATA_COMPRESSION" -> compression = compression();
      default ->
          throw SqlRefusal.of(
              155, 15, 1, "'%s' is not a recognized CREATE INDEX option.", token.text());
    }
  }

  private String compression() throws SqlRefusal {
    String kind = in.name().toUpperCase(Locale.ROOT);
    if (!Set.of("NONE", "ROW", "PAGE", "COLUMNSTORE", "COLUMNSTORE_ARCHIVE").contains(kind)) {
      throw SqlRefusal.syntax(in.peek(-1));
    }
    return kind;
  }

  private boolean onOrOff() throws SqlRefusal {
    if (in.accept("ON")) {
      return true;
    }
    in.expect("OFF");
    return false;
  }
}

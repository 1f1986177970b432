package io.umzug.rehearsal.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words about storage and collation, which H2 decides for itself. */
final class StorageWords {

  private static final Set<String> DROPPED =
      Set.of("CLUSTERED", "NONCLUSTERED", "ROWGUIDCOL", "SPARSE", "FILESTREAM");

  private StorageWords() {}

  /**
   * How many tokens from {@code at} on say nothing to H2; 0 for none.
   *
   * @param columnName whether a column's name is expected here, which may be any word
   */
  static int at(List<Token> tokens, int at, boolean columnName) {
    Token token = tokens.get(at);
    Token next = tokens.get(at + 1);
    boolean ddl = tokens.getFirst().is("CREATE") || tokens.getFirst().is("ALTER");
    if (token.is("COLLATE")) {
      return 2;
    }
    if (!ddl || columnName) {
      return 0;
    }
    if (DROPPED.contains(token.text().toUpperCase(Locale.ROOT))) {
      return 1;
    }
    boolean filegroup = next.kind() == Token.Kind.QUOTED && next.text().equals("PRIMARY");
    if ((token.is("ON") || token.is("TEXTIMAGE_ON")) && filegroup) {
      return 2;
    }
    if (token.is("WITH") && (next.is("CHECK") || next.is("NOCHECK"))) {
      return 2;
    }
    if (token.is("FOREIGN") && next.is("KEY") && tokens.get(at + 2).is("REFERENCES")) {
      return 2;
    }
    if (token.is("NOT") && next.is("FOR") && tokens.get(at + 2).is("REPLICATION")) {
      return 3;
    }
    return (token.is("WITH") || token.is("INCLUDE")) && next.symbol("(")
        ? parenthesised(tokens, at)
        : 0;
  }

  private static int parenthesised(List<Token> tokens, int at) {
    int end = at;
    while (!tokens.get(end).symbol(")") && tokens.get(end).kind() != Token.Kind.END) {
      end++;
    }
    return Math.min(end + 1, tokens.size() - 1) - at;
  }
}

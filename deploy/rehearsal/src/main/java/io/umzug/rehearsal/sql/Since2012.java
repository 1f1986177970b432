package io.umzug.rehearsal.sql;

import java.util.List;
import java.util.Locale;

/** What SQL Server 2008 and 2008 R2 do not understand, as far as the stand-in does. */
final class Since2012 {

  private Since2012() {}

  static void refuse(List<Token> tokens) throws SqlRefusal {
    if (tokens.getFirst().is("ALTER")) {
      refuseMembership(tokens);
    }
    for (Token token : tokens) {
      if (token.isName()
          && token.text().toLowerCase(Locale.ROOT).startsWith("authentication_type")) {
        throw SqlRefusal.of(207, 16, 1, "Invalid column name '%s'.", token.text());
      }
    }
  }

  /**
   * ALTER ROLE renames there, and does nothing else; roles of the server are not altered at all.
   */
  private static void refuseMembership(List<Token> tokens) throws SqlRefusal {
    if (tokens.get(1).is("SERVER") && tokens.get(2).is("ROLE")) {
      throw SqlRefusal.syntax(tokens.get(1));
    }
    if (tokens.get(1).is("ROLE") && !tokens.get(3).is("WITH")) {
      throw SqlRefusal.syntax(tokens.get(3));
    }
  }
}

package io.umzug.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may do something in the database. */
public sealed interface Principal {

  String name();

  /**
   * A user.
   *
   * @param login null for one without a login
   * @param windows of Windows, whose login has the same name on every server of the domain
   */
  record User(String name, @Nullable String login, boolean windows, @Nullable String defaultSchema)
      implements Principal {}

  /** A role of the database's own. */
  record Role(String name, String owner) implements Principal {}

  /** One whose password or key nobody can read: it is told, not written. */
  record Unreadable(String name, String kind) implements Principal {}

  /** A member of a role, a fixed one or one of its own. */
  record Membership(String role, String member) {}

  /** A schema of the database's own. */
  record Schema(String name, String owner) {}

  /**
   * A right.
   *
   * @param state GRANT, DENY, or GRANT_WITH_GRANT_OPTION
   * @param securable what it is about, delimited, such as {@code OBJECT::[dbo].[Users]}; null for
   *     the database
   * @param columns empty for the whole object
   */
  record Permission(
      String state,
      String permission,
      @Nullable String securable,
      List<String> columns,
      String grantee) {

    public Permission {
      columns = List.copyOf(columns);
    }

    /** Whether it says what may be done with a user or role. */
    boolean isAbout(String principal) {
      String name = SqlText.name(principal);
      return ("USER::" + name).equals(securable) || ("ROLE::" + name).equals(securable);
    }
  }
}

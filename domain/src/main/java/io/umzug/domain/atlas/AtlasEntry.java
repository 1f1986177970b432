package io.umzug.domain.atlas;

import org.jspecify.annotations.Nullable;

/**
 * One element below {@code <Databases>} that bears a connection. The connection string itself is
 * left out: it may hold a password.
 *
 * @param line of the connection attribute, from 1
 * @param database the Initial Catalog, or null where the connection names none
 * @param dataSource such as {@code (local)\XPCONNECT}, or null where the connection names none
 * @param useLogin the attribute of that name, or null where it is missing
 */
public record AtlasEntry(
    int line, @Nullable String database, @Nullable String dataSource, @Nullable String useLogin) {

  boolean isFor(String name) {
    return name.equalsIgnoreCase(database);
  }
}

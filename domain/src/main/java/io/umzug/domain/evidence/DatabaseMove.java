package io.umzug.domain.evidence;

/**
 * A database and where it goes.
 *
 * @param database such as {@code XPDATA} (F1)
 * @param source the SQL Server it lives on, by its name in the estate, such as {@code
 *     OLDXP\XPCONNECT}
 * @param target the SQL Server it goes to
 */
public record DatabaseMove(String database, String source, String target) {}

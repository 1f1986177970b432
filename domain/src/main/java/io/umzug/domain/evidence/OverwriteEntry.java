package io.umzug.domain.evidence;

/**
 * What a restore would destroy of one database (R33).
 *
 * @param server the SQL Server it would be restored to
 * @param exists whether the database is there; all else is 0 or empty where it is not
 * @param bytes size of its data files
 * @param rows in all user tables
 * @param lastWrite ISO date and time of the last write that SQL Server knows of; empty where it
 *     knows of none
 */
public record OverwriteEntry(
    String database,
    String server,
    boolean exists,
    long bytes,
    int tables,
    long rows,
    String lastWrite) {}

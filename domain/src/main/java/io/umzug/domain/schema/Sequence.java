package io.umzug.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence (SQL Server 2012).
 *
 * @param next what the next call gives
 * @param perhapsUnused the number that is passed over, where the server (before 2017) does not tell
 *     whether it was given; null where it is known
 * @param cache numbers kept ready; null for the server's own size, 0 for none
 */
public record Sequence(
    ObjectName name,
    DataType type,
    String next,
    String increment,
    String minimum,
    String maximum,
    boolean cycles,
    @Nullable Integer cache,
    @Nullable String perhapsUnused) {}

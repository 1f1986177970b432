package io.umzug.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence (SQL Server 2012).
 *
 * @param next what the next call gives
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
    @Nullable Integer cache) {}

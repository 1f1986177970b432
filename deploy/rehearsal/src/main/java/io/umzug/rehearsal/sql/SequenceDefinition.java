package io.umzug.rehearsal.sql;

import java.math.BigDecimal;

/**
 * A sequence; H2 counts.
 *
 * @param cache size of the cache; 0 for the server's own choice, -1 for NO CACHE
 */
record SequenceDefinition(
    ColumnType type,
    BigDecimal start,
    BigDecimal increment,
    BigDecimal minimum,
    BigDecimal maximum,
    boolean cycling,
    int cache) {}

package io.umzug.infrastructure.sqlserver.verification;

/**
 * Where a reading begins and how far it goes.
 *
 * @param before rows that an earlier run has read
 * @param expected rows in all, by the catalogue
 */
record RowTotals(long before, long expected) {}

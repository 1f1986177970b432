package io.umzug.domain.schema;

/**
 * A check constraint.
 *
 * @param trusted whether every row was checked
 */
public record Check(
    String name, String definition, boolean trusted, boolean disabled, boolean notForReplication) {}

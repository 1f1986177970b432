package io.umzug.domain.schema;

/**
 * Another name for an object.
 *
 * @param base as it was written, delimited
 */
public record Synonym(ObjectName name, String base) {}

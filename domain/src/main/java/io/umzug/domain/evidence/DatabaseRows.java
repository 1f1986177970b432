package io.umzug.domain.evidence;

/** How many rows all user tables of a database hold together. */
public record DatabaseRows(String database, long rows) {}

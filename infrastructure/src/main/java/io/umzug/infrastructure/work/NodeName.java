package io.umzug.infrastructure.work;

/** The name under which this node picks up work; stays the same over restarts, and is its alone. */
public record NodeName(String value) {}

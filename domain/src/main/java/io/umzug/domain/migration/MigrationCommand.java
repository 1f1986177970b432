package io.umzug.domain.migration;

/** Everything a move can be told: what a person wants, or what the world reports. */
public sealed interface MigrationCommand permits Instruction, Report {}

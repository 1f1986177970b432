package io.umzug.application.saga;

import io.umzug.domain.migration.MigrationId;

/** The payload of a window's deadline: what is due is read from the clock when it passes. */
public record CutOverDeadline(MigrationId migration) {}

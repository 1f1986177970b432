package io.umzug.domain.backuplog;

import io.umzug.domain.diagnosis.Diagnosis;

/**
 * Why a database was not backed up or restored.
 *
 * @param database its name; empty where the log does not name it
 * @param entry the root cause, as it stands in the log
 * @param diagnosis what it means; its exact text is the entry's
 * @param understood whether the cause is known, and not only what was written about it
 */
public record LoggedFailure(
    String database, LogEntry entry, Diagnosis diagnosis, boolean understood) {}

package io.umzug.domain.evidence;

/**
 * A database that is there, with the service account in db_owner (R25).
 *
 * @param created whether this work created it; false where it was there before
 */
public record CreatedDatabase(String database, String server, boolean created) {}

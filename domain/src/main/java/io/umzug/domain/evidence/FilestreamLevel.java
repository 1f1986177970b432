package io.umzug.domain.evidence;

/** FILESTREAM as the instance has it in effect, not only configured (R26). */
public record FilestreamLevel(String server, int configured, int effective) {}

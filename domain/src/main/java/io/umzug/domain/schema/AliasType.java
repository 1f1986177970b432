package io.umzug.domain.schema;

/** A type of the database's own for columns: another name of one of SQL Server's. */
public record AliasType(ObjectName name, DataType type, boolean nullable) {}

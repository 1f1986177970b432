package io.umzug.rehearsal.sql;

/**
 * An alias type or a table type.
 *
 * @param id user_type_id
 * @param tableObject object_id of a table type's definition; 0 for an alias type
 */
record TypeDefinition(
    int id, int schema, String name, ColumnType base, boolean nullable, int tableObject) {}

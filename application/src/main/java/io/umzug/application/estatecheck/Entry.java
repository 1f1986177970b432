package io.umzug.application.estatecheck;

/**
 * An entry of the estate file that can be tried.
 *
 * @param estate the name of its estate; empty where it is of none
 * @param line in the file, from 1 on
 * @param kind such as {@code SQL Server}
 * @param name as the file calls it
 */
public record Entry(String estate, int line, String kind, String name) {}

/**
 * Pointing the connection strings of an atlas.xml at other SQL Servers, bytes to bytes (R29, E6).
 */
@NullMarked
package io.umzug.domain.atlas;

import org.jspecify.annotations.NullMarked;

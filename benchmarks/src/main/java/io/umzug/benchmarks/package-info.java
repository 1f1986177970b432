/** What Umzug does to a SQL Server, measured beside what FreeTDS' programs do to the same. */
@NullMarked
package io.umzug.benchmarks;

import org.jspecify.annotations.NullMarked;

/** A database that goes straight from one SQL Server to another, without a file in between. */
@NullMarked
package io.umzug.application.copy;

import org.jspecify.annotations.NullMarked;

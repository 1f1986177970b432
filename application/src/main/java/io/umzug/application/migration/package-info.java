/** The aggregate's Axon shell, and the questions that may be asked about moves. */
@NullMarked
package io.umzug.application.migration;

import org.jspecify.annotations.NullMarked;

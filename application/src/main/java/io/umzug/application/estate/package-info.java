/** What is configured about the machines and servers of a move. */
@NullMarked
package io.umzug.application.estate;

import org.jspecify.annotations.NullMarked;

/** Texts of others on their way to a person's screen. */
@NullMarked
package io.umzug.application.text;

import org.jspecify.annotations.NullMarked;

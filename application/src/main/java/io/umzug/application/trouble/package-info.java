/** What went wrong outside of Umzug, in words for a person. */
@NullMarked
package io.umzug.application.trouble;

import org.jspecify.annotations.NullMarked;

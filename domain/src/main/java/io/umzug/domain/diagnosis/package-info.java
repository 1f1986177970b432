/** From an error's numbers and texts to a cause, a rule and a remedy. */
@NullMarked
package io.umzug.domain.diagnosis;

import org.jspecify.annotations.NullMarked;

/** From what is known about a move to the way it should take, each decision with its reason. */
@NullMarked
package io.umzug.domain.route;

import org.jspecify.annotations.NullMarked;

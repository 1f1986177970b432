/**
 * Facts about a move as people write them, and advice as programs read it; shared by cli and web.
 */
@NullMarked
package io.umzug.infrastructure.facts;

import org.jspecify.annotations.NullMarked;

/** What is wrong with an estate file, and how each of its entries answers when it is tried. */
@NullMarked
package io.umzug.application.estatecheck;

import org.jspecify.annotations.NullMarked;

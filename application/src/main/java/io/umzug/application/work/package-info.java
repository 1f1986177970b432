/** Durable work: the queue that sagas fill, and what a worker may ask of its surroundings. */
@NullMarked
package io.umzug.application.work;

import org.jspecify.annotations.NullMarked;

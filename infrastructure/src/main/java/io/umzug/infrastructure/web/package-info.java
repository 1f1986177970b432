/** The interface over HTTP: every instruction and every question, as JSON and as plain text. */
@NullMarked
package io.umzug.infrastructure.web;

import org.jspecify.annotations.NullMarked;

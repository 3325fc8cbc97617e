/** What a user may set: every key with its type, default and meaning, read from one YAML file with overrides, all errors at once. Called by the mains and the command line. */
@NullMarked
package io.flywheel.app.config;

import org.jspecify.annotations.NullMarked;

/** What a message says, before it takes the form of its receiver. */
@NullMarked
package io.flywheel.notifier.message;

import org.jspecify.annotations.NullMarked;

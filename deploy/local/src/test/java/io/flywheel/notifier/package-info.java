@org.jspecify.annotations.NullMarked
package io.flywheel.notifier;

/** Around the whole walk: what every command that runs or asks stands on, from the configuration to the job and its tables. The rooms beside it do what a command is for. */
@NullMarked
package io.flywheel.local;

import org.jspecify.annotations.NullMarked;

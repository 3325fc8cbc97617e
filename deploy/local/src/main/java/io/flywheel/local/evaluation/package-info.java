/** Beside the walk: how good the scores are. Folds recorded events as the jobs do, scores customers at given times and compares with what happened afterwards. */
@NullMarked
package io.flywheel.local.evaluation;

import org.jspecify.annotations.NullMarked;

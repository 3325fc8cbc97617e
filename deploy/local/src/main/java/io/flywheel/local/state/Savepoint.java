package io.flywheel.local.state;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.filesystem.FsCompletedCheckpointStorageLocation;

/**
 * A savepoint or checkpoint on a disk, read without running a job.
 *
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#INPUT_UNREADABLE} for what is none, or is not whole.
 */
public final class Savepoint {

    private final String address;
    private final CheckpointMetadata metadata;
    private final List<SavedOperator> operators;

    private Savepoint(String address, CheckpointMetadata metadata, List<SavedOperator> operators) {
        this.address = address;
        this.metadata = metadata;
        this.operators = List.copyOf(operators);
    }

    /**
     * Opens one.
     *
     * @param address its folder, as a path or as the address that Flink printed
     * @param build where the types of states are looked up
     */
    public static Savepoint open(String address, ClassLoader build) {
        String place = Files.exists(Path.of(stripped(address)))
                ? Path.of(stripped(address))
                        .toAbsolutePath()
                        .normalize()
                        .toUri()
                        .toString()
                : address;
        try {
            FsCompletedCheckpointStorageLocation location =
                    AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(place);
            try (DataInputStream in =
                    new DataInputStream(location.getMetadataHandle().openInputStream())) {
                CheckpointMetadata metadata =
                        Checkpoints.loadCheckpointMetadata(in, build, location.getExternalPointer());
                List<SavedOperator> operators = new ArrayList<>();
                for (OperatorState state : metadata.getOperatorStates()) {
                    operators.add(new SavedOperator(state, build));
                }
                return new Savepoint(place, metadata, operators);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(address, e);
        }
    }

    /** Flink prints addresses as {@code file:/...}. */
    private static String stripped(String address) {
        return address.replaceFirst("^file:/+", "/");
    }

    static Failure unreadable(String address, Exception cause) {
        return new Failure(
                ErrorCode.INPUT_UNREADABLE,
                "the savepoint " + address + " can not be read",
                Failure.wordsOf(cause),
                "name the folder that holds its _metadata; a folder that was copied must be copied whole",
                cause);
    }

    public String address() {
        return address;
    }

    long checkpointId() {
        return metadata.getCheckpointId();
    }

    /** All operators of the job, whether they hold state or not. */
    List<SavedOperator> operators() {
        return operators;
    }
}

package io.flywheel.pipeline.rehearsal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes a line for each element that has one, into a file for each attempt and subtask, so that tests see what came out when. */
public record LineSink<T>(String folder, Form<T> form) implements Sink<T> {

    /** How an element is written: a key, a tab and a value; empty for an element that is left out. */
    @FunctionalInterface
    public interface Form<T> extends Serializable {
        String line(T element);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        Path file = Path.of(folder)
                .resolve(String.format(
                        Locale.ROOT,
                        "%03d-%03d",
                        context.getTaskInfo().getAttemptNumber(),
                        context.getTaskInfo().getIndexOfThisSubtask()));
        return new Lines<>(Files.newBufferedWriter(file), form);
    }

    /** The value written last for each key: what a table would hold. */
    static Map<String, String> table(Path folder) {
        Map<String, String> table = new TreeMap<>();
        for (String line : lines(folder)) {
            int tab = line.indexOf('\t');
            table.put(line.substring(0, tab), line.substring(tab + 1));
        }
        return table;
    }

    /** Every line once: what a reader that knows repeated records would see. */
    static Set<String> distinct(Path folder) {
        return new TreeSet<>(lines(folder));
    }

    private static List<String> lines(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Lines<T> implements SinkWriter<T> {
        private final BufferedWriter file;
        private final Form<T> form;

        Lines(BufferedWriter file, Form<T> form) {
            this.file = file;
            this.form = form;
        }

        @Override
        public void write(T element, Context context) throws IOException {
            String line = form.line(element);
            if (!line.isEmpty()) {
                file.write(line);
                file.newLine();
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            file.flush();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

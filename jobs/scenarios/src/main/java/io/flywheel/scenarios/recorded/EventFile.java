package io.flywheel.scenarios.recorded;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A recorded file as text: UTF-8, plain or gzip, told by its first two bytes and not by its name.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException} for a file that is missing, called {@code .gz} without being gzip, damaged, or not
 * UTF-8.
 */
final class EventFile {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final int BUFFER_BYTES = 1 << 16;

    private EventFile() {}

    /** What is done with the text of a file. */
    interface Use {
        void read(BufferedReader text) throws IOException;
    }

    /** What is done with one line that is not blank. */
    interface LineUse {
        void read(String line, Place place);
    }

    /** Opens the file, hands its text over, and closes it. */
    static void read(Path file, Use use) {
        try (BufferedReader text = open(file)) {
            use.read(text);
        } catch (IOException problem) {
            throw unreadable(new Place(file, 0), problem);
        }
    }

    /** Hands over line after line, without those that are blank. */
    static void eachLine(Path file, LineUse use) {
        read(file, text -> {
            long number = 0;
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                if (!line.isBlank()) {
                    use.read(line, new Place(file, number));
                }
            }
        });
    }

    static UnreadableEventException unreadable(Place place, IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return place.unreadable("there is no such file", "check the path", problem);
        }
        if (problem instanceof ZipException || problem instanceof EOFException) {
            return place.unreadable("the gzip file is cut off or damaged", "fetch or compress it again", problem);
        }
        if (problem instanceof CharacterCodingException) {
            return place.unreadable("the file is not UTF-8", "convert it to UTF-8", problem);
        }
        return place.unreadable("cannot be read: " + problem, "check the path and its permissions", problem);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            BufferedReader text = new BufferedReader(decoded(file, bytes), BUFFER_BYTES);
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException | UnreadableEventException problem) {
            bytes.close();
            throw problem;
        }
    }

    private static Reader decoded(Path file, InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean compressed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        if (!compressed && file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            throw new Place(file, 0)
                    .unreadable("", "gzip, as the name says", "other bytes", "compress it, or take .gz off the name");
        }
        InputStream plain = compressed ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
        // A decoder of its own reports malformed bytes; the usual constructors replace them silently.
        return new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder());
    }
}

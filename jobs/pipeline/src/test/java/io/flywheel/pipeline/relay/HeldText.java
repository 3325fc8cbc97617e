package io.flywheel.pipeline.relay;

import java.nio.charset.StandardCharsets;

/** Texts that wait for the time of their sender. */
final class HeldText implements HeldForm<String> {

    private static final long serialVersionUID = 1;

    @Override
    public byte[] pack(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String unpack(byte[] packed) {
        return new String(packed, StandardCharsets.UTF_8);
    }
}

package io.flywheel.notifier.delivery;

import io.flywheel.notifier.message.Message;
import io.flywheel.notifier.message.MessageJson;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A program that takes messages as JSON, signed if a secret is shared.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "Webhook".
 */
public final class WebhookReceiver implements Receiver {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final String name;
    private final URI address;
    private final @Nullable Secret secret;
    private final Post post;
    private final Clock clock;

    public WebhookReceiver(String name, URI address, @Nullable Secret secret, Post post, Clock clock) {
        this.name = name;
        this.address = address;
        this.secret = secret;
        this.post = post;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<Outcome> send(Message message) {
        String body = MessageJson.write(message);
        Map<String, String> headers = new HashMap<>();
        headers.put(IDEMPOTENCY_KEY, message.id());
        if (secret != null) {
            try {
                headers.putAll(Signature.headers(secret.read(), clock.instant(), body));
            } catch (IOException | IllegalArgumentException e) {
                return CompletableFuture.completedFuture(
                        Outcome.refused("the secret that signs its messages can not be read, or is empty"));
            }
        }
        return post.send(address, body, headers);
    }
}

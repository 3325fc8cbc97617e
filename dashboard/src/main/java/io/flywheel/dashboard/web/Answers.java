package io.flywheel.dashboard.web;

import io.flywheel.dashboard.feed.PanelJson;
import io.flywheel.dashboard.feed.PanelState;
import io.flywheel.dashboard.feed.Snapshot;
import io.flywheel.dashboard.tables.Answer;
import io.flywheel.dashboard.tables.CustomerSection;
import io.flywheel.dashboard.tables.Panel;
import io.flywheel.dashboard.tables.TablesReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Single answers: a panel or a customer, as JSON or CSV.
 *
 * <p><b>Shape:</b> panels come from the snapshot and cost the database nothing; customers are asked for, at most four at a time, on a connection of their own.
 */
final class Answers {

    private static final int MOST_AT_A_TIME = 4;
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv; charset=utf-8";

    private final Supplier<Snapshot> current;
    private final Supplier<TablesReader> readers;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    Answers(Supplier<Snapshot> current, Supplier<TablesReader> readers, Clock clock) {
        this.current = current;
        this.readers = readers;
        this.clock = clock;
    }

    void panel(HttpServerExchange exchange) {
        Optional<PanelState> state = known(parameter(exchange, "panel"));
        if (state.isEmpty()) {
            say(exchange, StatusCodes.NOT_FOUND, "no such panel, or not asked yet");
            return;
        }
        String version = "\"" + state.get().askedAt().toEpochMilli() + "\"";
        exchange.getResponseHeaders().put(Headers.ETAG, version);
        if (version.equals(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH))) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
            return;
        }
        send(exchange, JSON, state.get().json());
    }

    void panelTable(HttpServerExchange exchange) {
        String name = parameter(exchange, "panel");
        Optional<PanelState> state = known(name);
        if (state.isEmpty()) {
            say(exchange, StatusCodes.NOT_FOUND, "no such panel, or not asked yet");
            return;
        }
        sendTable(exchange, "flywheel-" + name, state.get().answer());
    }

    void customer(HttpServerExchange exchange) {
        String customer = parameter(exchange, "customer");
        inTurn(exchange, reader -> {
            Map<CustomerSection, Answer> answers = reader.read(customer);
            Answer momentum = answers.get(CustomerSection.MOMENTUM);
            if (momentum == null || momentum.status() == Answer.Status.EMPTY) {
                say(exchange, StatusCodes.NOT_FOUND, "no customer is called so");
            } else {
                send(exchange, JSON, PanelJson.of(customer, answers, clock.instant()));
            }
        });
    }

    void customerTable(HttpServerExchange exchange) {
        String customer = parameter(exchange, "customer");
        Optional<CustomerSection> section = CustomerSection.of(parameter(exchange, "section"));
        if (section.isEmpty()) {
            say(exchange, StatusCodes.NOT_FOUND, "no such part of a customer");
            return;
        }
        inTurn(
                exchange,
                reader -> sendTable(
                        exchange, "flywheel-customer-" + section.get().id(), reader.read(section.get(), customer)));
    }

    /** Up means that this process answers. */
    static void health(HttpServerExchange exchange) {
        say(exchange, StatusCodes.OK, "up");
    }

    /** Ready means that numbers were read from the database and it still answers. */
    void readiness(HttpServerExchange exchange) {
        Snapshot now = current.get();
        boolean ready = !now.panels().isEmpty() && now.awaySince() == null;
        say(exchange, ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, ready ? "ready" : "no database");
    }

    /** Asks the database and answers the browser. */
    @FunctionalInterface
    private interface Asking {
        void ask(TablesReader reader) throws TablesReader.DatabaseAway;
    }

    private void inTurn(HttpServerExchange exchange, Asking asking) {
        if (!places.tryAcquire()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            say(exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many customers are being looked up");
            return;
        }
        try (TablesReader reader = readers.get()) {
            asking.ask(reader);
        } catch (TablesReader.DatabaseAway away) {
            say(exchange, StatusCodes.SERVICE_UNAVAILABLE, "the database does not answer");
        } finally {
            places.release();
        }
    }

    private Optional<PanelState> known(String name) {
        return Panel.of(name).map(panel -> current.get().panels().get(panel));
    }

    private static String parameter(HttpServerExchange exchange, String name) {
        return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .getOrDefault(name, "");
    }

    private static void sendTable(HttpServerExchange exchange, String file, Answer answer) {
        exchange.getResponseHeaders().put(Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + file + ".csv\"");
        send(exchange, CSV, Csv.of(answer));
    }

    private static void send(HttpServerExchange exchange, String type, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(text);
    }

    private static void say(HttpServerExchange exchange, int code, String text) {
        exchange.setStatusCode(code);
        send(exchange, "text/plain; charset=utf-8", text + "\n");
    }
}

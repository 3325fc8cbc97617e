package io.flywheel.cli;

import io.flywheel.local.failure.ExitCode;
import io.flywheel.local.operations.Rejected;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel rejected}: what was refused, and what becomes of it. */
@Command(
        name = "rejected",
        description = "Shows what was refused, and sends records again.",
        synopsisSubcommandLabel = "list | show | resend")
final class RejectedCommand {

    private RejectedCommand() {}

    static RejectedCommand parent() {
        return new RejectedCommand();
    }

    /** Where the topics and tables are. */
    static final class World {

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "Use the Kafka and PostgreSQL of this configuration.")
        Path configuration = Path.of("");

        @Mixin
        Overrides overrides = new Overrides();

        @Mixin
        LocalPlace place = new LocalPlace();
    }

    /** {@code flywheel rejected list}: by reason. */
    @Command(
            name = "list",
            description =
                    "Shows what was refused, by reason: records on the dead-letter topic, and rows that PostgreSQL refused.",
            footer = {"%nExamples:", "  flywheel rejected list --config prod.yaml"})
    static final class ListAll implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private World world = new World();

        ListAll(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.logInto(context.dataDirectory(world.place.directory), options);
            Rejected.Listing listing = context.product().rejected().list(world.configuration, world.overrides.settings);
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "RejectedListing", listing);
            } else {
                listing.groups()
                        .forEach(group -> out.println(line(
                                group.records(),
                                group.topic(),
                                group.reason(),
                                group.first(),
                                group.last(),
                                group.example())));
                listing.rows()
                        .forEach(row -> out.println(
                                line(row.rows(), row.table(), row.sqlstate(), row.first(), row.last(), row.example())));
                if (listing.groups().isEmpty() && listing.rows().isEmpty()) {
                    out.println("nothing was refused");
                }
                out.flush();
            }
            return ExitCode.OK.number();
        }

        private static String line(long count, String where, String why, Object first, Object last, String example) {
            return String.format(
                    Locale.ROOT, "%,10d  %-24s %-20s %s to %s  e.g. %s", count, where, why, first, last, example);
        }
    }

    /** {@code flywheel rejected show}: one of them. */
    @Command(
            name = "show",
            description = "Shows one refused record or row with the reason and what of its bytes was kept.",
            footer = {"%nExamples:", "  flywheel rejected show clickstream/0/4711 --config prod.yaml"})
    static final class Show implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private World world = new World();

        @Parameters(
                paramLabel = "PLACE",
                description =
                        "TOPIC/PARTITION/OFFSET of a record, or TABLE/KEY of a row, as 'rejected list' gives them.")
        private String place = "";

        Show(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.logInto(context.dataDirectory(world.place.directory), options);
            context.print(
                    options,
                    "RejectedDetail",
                    context.product().rejected().show(world.configuration, world.overrides.settings, place));
            return ExitCode.OK.number();
        }
    }

    /** {@code flywheel rejected resend}: to the topics they came from. */
    @Command(
            name = "resend",
            description =
                    "Sends refused records again to the topics they came from, with the arrival they had, each once. Mend the cause first.",
            footer = {
                "%nExamples:",
                "  flywheel rejected resend --reason UNKNOWN_SCHEMA --config prod.yaml --dry-run",
                "  flywheel rejected resend --reason UNKNOWN_SCHEMA --config prod.yaml --yes",
                "  flywheel rejected resend clickstream/0/4711 --mended record.bin --config prod.yaml --yes"
            })
    static final class ResendAll implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private World world = new World();

        @Option(names = "--reason", paramLabel = "CODE", description = "Only what was refused for this reason.")
        private @Nullable String reason;

        @Option(
                names = "--mended",
                paramLabel = "FILE",
                description = "Send the bytes of this file instead of those refused; for one place.")
        private @Nullable Path mended;

        @Option(names = "--dry-run", description = "Only say what would be sent. What happens without --yes, too.")
        private boolean dryRun;

        @Option(names = "--yes", description = "Really send.")
        private boolean yes;

        @Parameters(
                arity = "0..*",
                paramLabel = "PLACE",
                description = "TOPIC/PARTITION/OFFSET of the records; without any, all of the reason.")
        private List<String> places = new ArrayList<>();

        ResendAll(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.logInto(context.dataDirectory(world.place.directory), options);
            Rejected.Resending resending = context.product()
                    .rejected()
                    .resend(new Rejected.ResendRequest(
                            world.configuration, world.overrides.settings, reason, places, mended, dryRun || !yes));
            context.print(options, "Resending", resending);
            return ExitCode.OK.number();
        }
    }
}

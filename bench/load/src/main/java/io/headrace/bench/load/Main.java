package io.headrace.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The generator's process. With a load as its arguments it sends that one; with {@code --serve} it sends the loads that
 * come as lines of standard input, so that its own code is warm after the first.
 */
public final class Main {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Main() {}

    /** Each load's report is one line of JSON on standard output. */
    public static void main(String[] arguments) throws IOException {
        try {
            if (List.of(arguments).equals(List.of("--serve"))) {
                serve();
            } else {
                send(List.of(arguments));
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }

    private static void serve() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            send(Words.of(line));
        }
    }

    private static void send(List<String> words) throws IOException {
        LoadRequest load = Arguments.parse(words);
        System.err.println("loading " + load.method() + " " + load.url() + " for " + load.seconds() + " s");
        AtomicLong failed = new AtomicLong();
        Tally tally = Hyperfoil.send(load, failed);
        if (load.answers().isPresent()) {
            Files.write(load.answers().get(), tally.answers());
        }
        System.out.println(JSON.writeValueAsString(tally.report(failed.get())));
    }
}

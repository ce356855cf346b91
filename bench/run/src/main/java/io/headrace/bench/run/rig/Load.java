package io.headrace.bench.run.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A load as a line of arguments for the generator. */
public final class Load {
    private static final int CONNECTIONS = 32;

    private final List<String> words;

    private Load(List<String> words) {
        this.words = words;
    }

    public static Load of(String method, String url) {
        return new Load(List.of("--method", method, "--url", url)).connections(CONNECTIONS);
    }

    public Load header(String name, String value) {
        return with("--header", name + ": " + value);
    }

    public Load body(Path file) {
        return with("--body-file", file.toString());
    }

    public Load paths(Path file) {
        return with("--paths-file", file.toString());
    }

    public Load connections(int number) {
        return with("--connections", Integer.toString(number));
    }

    public Load seconds(double seconds) {
        return with("--seconds", Double.toString(seconds));
    }

    /** Requests a second that are begun whatever the server does: an open loop. */
    public Load rate(double perSecond) {
        return with("--rate", Double.toString(perSecond));
    }

    public Load answers(Path file) {
        return with("--answers-file", file.toString());
    }

    /** The generator's own quoting; a later argument wins over an earlier one of the same name. */
    String line() {
        return String.join(
                " ",
                words.stream()
                        .map(word -> word.contains("'") ? "\"" + word + "\"" : "'" + word + "'")
                        .toList());
    }

    private Load with(String name, String value) {
        List<String> more = new ArrayList<>(words);
        more.add(name);
        more.add(value);
        return new Load(List.copyOf(more));
    }
}

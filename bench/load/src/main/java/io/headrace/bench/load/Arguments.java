package io.headrace.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the generator's command line. */
final class Arguments {
    static final String USAGE = """
            --url URL           http or https; loads any server
            --method METHOD     GET, or POST where there is a body
            --header 'k: v'     as often as needed
            --body-file FILE    sent with every request
            --paths-file FILE   one path a line, sent in turn instead of the URL's own
            --connections N     32
            --seconds S         10
            --rate R            requests per second, begun whatever the server does; 0: as fast as it answers
            --answers-file FILE gets "nanos-sent-intended nanos-answered status body" for each answer
            """;

    private @Nullable URI url;
    private @Nullable String method;
    private final List<Header> headers = new ArrayList<>();
    private byte[] body = new byte[0];
    private List<String> paths = List.of();
    private int connections = 32;
    private double seconds = 10;
    private double rate;
    private @Nullable Path answers;

    private Arguments() {}

    /** @throws IllegalArgumentException with a sentence for the person who typed them */
    static LoadRequest parse(List<String> words) throws IOException {
        Arguments arguments = new Arguments();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            arguments.take(name, rest.next());
        }
        return arguments.request();
    }

    private void take(String name, String value) throws IOException {
        switch (name) {
            case "--url" -> url = URI.create(value);
            case "--method" -> method = value;
            case "--header" -> headers.add(Header.parse(value));
            case "--body-file" -> body = Files.readAllBytes(Path.of(value));
            case "--paths-file" -> paths = Files.readAllLines(Path.of(value));
            case "--connections" -> connections = Integer.parseInt(value);
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--rate" -> rate = Double.parseDouble(value);
            case "--answers-file" -> answers = Path.of(value);
            default -> throw new IllegalArgumentException(name + " is not known; there are:\n" + USAGE);
        }
    }

    private LoadRequest request() {
        if (url == null) {
            throw new IllegalArgumentException("--url is missing; there are:\n" + USAGE);
        }
        String otherwise = body.length > 0 ? "POST" : "GET";
        return new LoadRequest(
                url,
                method == null ? otherwise : method,
                headers,
                body,
                paths.isEmpty() ? List.of(ownPath(url)) : paths,
                connections,
                seconds,
                rate,
                Optional.ofNullable(answers));
    }

    private static String ownPath(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}

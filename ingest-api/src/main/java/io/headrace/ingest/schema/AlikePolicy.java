package io.headrace.ingest.schema;

import io.headrace.ingest.schema.SchemaGraph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether one value is asked about too often. It goes down through the values that data can have, level by
 * level, and counts which schemas each value of a kind is asked about by, and how often: a schema that asks twice about
 * a part that asks twice about its own parts is asked a million times twenty levels down.
 */
final class AlikePolicy {
    /** How often one value may be asked about. */
    static final long MAX_ASKED = 256;

    /** Kinds of values, and steps to find them: what takes more is as good as without an end. */
    private static final int MAX_KINDS = 2_000;

    private static final long MAX_STEPS = 2_000_000;

    private final SchemaGraph graph;
    private final Set<Map<String, Long>> known = new HashSet<>();
    private final Deque<Map<String, Long>> waiting = new ArrayDeque<>();
    private long steps;

    private AlikePolicy(SchemaGraph graph) {
        this.graph = graph;
    }

    /** The graph's schemas are known not to ask themselves without end. */
    static Optional<SchemaFlaw> flawIn(SchemaGraph graph) {
        AlikePolicy policy = new AlikePolicy(graph);
        policy.meet(Map.of("", 1L));
        while (!policy.waiting.isEmpty()) {
            Map<String, Long> kind = policy.waiting.remove();
            if (policy.asked(kind) > MAX_ASKED) {
                return Optional.of(SchemaFlaw.at(policy.example(kind), "asked", MAX_ASKED));
            }
            if (policy.known.size() > MAX_KINDS || policy.steps > MAX_STEPS) {
                return Optional.of(SchemaFlaw.at("", "entangled"));
            }
            policy.descend(kind);
        }
        return Optional.empty();
    }

    /** A kind of value is known by the schemas that are asked about it, each with how often. */
    private void meet(Map<String, Long> asked) {
        Map<String, Long> all = new HashMap<>();
        asked.forEach((pointer, times) -> ask(pointer, times, all));
        if (!all.isEmpty() && known.add(all)) {
            waiting.add(all);
        }
    }

    private void ask(String pointer, long times, Map<String, Long> all) {
        steps++;
        if (steps > MAX_STEPS) {
            return;
        }
        all.merge(pointer, times, Long::sum);
        graph.node(pointer).same().forEach(other -> ask(other, times, all));
    }

    private long asked(Map<String, Long> kind) {
        return kind.values().stream().mapToLong(Long::longValue).sum();
    }

    private String example(Map<String, Long> kind) {
        return kind.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** To each kind of part that a value of this kind can have. */
    private void descend(Map<String, Long> kind) {
        Set<String> names = new HashSet<>();
        int places = 0;
        for (String pointer : kind.keySet()) {
            names.addAll(graph.node(pointer).properties().keySet());
            places = Math.max(places, graph.node(pointer).items().size());
        }
        names.forEach(name -> meet(property(kind, name)));
        meet(property(kind, null));
        for (int place = 0; place <= places; place++) {
            meet(item(kind, place));
        }
        meet(parts(kind, (node, parts) -> node.names().forEach(parts::add)));
    }

    /** @param name null: one that no schema names */
    private Map<String, Long> property(Map<String, Long> kind, @Nullable String name) {
        return parts(kind, (node, parts) -> {
            String own = name == null ? null : node.properties().get(name);
            if (own != null) {
                parts.add(own);
            } else {
                node.otherProperties().forEach(parts::add);
            }
            node.patterns().forEach(parts::add);
        });
    }

    private Map<String, Long> item(Map<String, Long> kind, int place) {
        return parts(kind, (node, parts) -> {
            if (place < node.items().size()) {
                parts.add(node.items().get(place));
            }
            node.otherItems().forEach(parts::add);
        });
    }

    private interface Chooser {
        void choose(Node node, Collection<String> parts);
    }

    private Map<String, Long> parts(Map<String, Long> kind, Chooser chooser) {
        Map<String, Long> all = new LinkedHashMap<>();
        kind.forEach((pointer, times) -> {
            steps++;
            List<String> parts = new ArrayList<>();
            chooser.choose(graph.node(pointer), parts);
            parts.forEach(part -> all.merge(part, times, Long::sum));
        });
        return all;
    }
}

package io.headrace.ingest.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides whether the work that a schema makes is bounded: it ends, and does not multiply from level to level. */
final class WorkPolicy {
    /** Schemas as the library writes them out: each one again wherever it is referred to. */
    static final int MAX_WRITTEN_OUT = 3_000;

    /** Schemas one in the other that are asked about the same value: each takes a piece of a thread's stack. */
    static final int MAX_CHAIN = 20;

    private final SchemaGraph graph;
    private final Set<String> open = new HashSet<>();
    private final List<SchemaFlaw> flaws = new ArrayList<>();
    private int writtenOut;

    private WorkPolicy(SchemaGraph graph) {
        this.graph = graph;
    }

    static List<SchemaFlaw> flawsIn(SchemaGraph graph) {
        WorkPolicy policy = new WorkPolicy(graph);
        policy.writeOut("", 1);
        if (policy.flaws.isEmpty()) {
            AlikePolicy.flawIn(graph).ifPresent(policy.flaws::add);
        }
        return policy.flaws;
    }

    /** @param chain how many schemas are asked about the same value up to this one, itself included */
    private void writeOut(String pointer, int chain) {
        writtenOut++;
        if (writtenOut > MAX_WRITTEN_OUT || chain > MAX_CHAIN) {
            refuse(writtenOut > MAX_WRITTEN_OUT ? "" : pointer, chain);
        } else if (open.add(pointer)) {
            SchemaGraph.Node node = graph.node(pointer);
            node.same().forEach(other -> ifSound(() -> writeOut(other, chain + 1)));
            node.parts().forEach(part -> ifSound(() -> writeOut(part, 1)));
            open.remove(pointer);
        } else if (asksItself(pointer)) {
            flaws.add(SchemaFlaw.at(pointer, "endless"));
        }
    }

    private void ifSound(Runnable step) {
        if (flaws.isEmpty()) {
            step.run();
        }
    }

    private void refuse(String pointer, int chain) {
        flaws.add(
                chain > MAX_CHAIN
                        ? SchemaFlaw.at(pointer, "chain", MAX_CHAIN)
                        : SchemaFlaw.at(pointer, "written_out", MAX_WRITTEN_OUT));
    }

    /** Whether it comes back to itself without going down to a part of the value. */
    private boolean asksItself(String pointer) {
        Set<String> seen = new HashSet<>();
        List<String> waiting = new ArrayList<>(graph.node(pointer).same());
        while (!waiting.isEmpty()) {
            String next = waiting.remove(waiting.size() - 1);
            if (next.equals(pointer)) {
                return true;
            }
            if (seen.add(next)) {
                waiting.addAll(graph.node(next).same());
            }
        }
        return false;
    }
}

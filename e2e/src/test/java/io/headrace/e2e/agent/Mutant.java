package io.headrace.e2e.agent;

import java.util.List;

public enum Mutant {
    NONE;
    String process() { return "x"; }
    List<Edit> edits() { return List.of(); }
}

package io.headrace.e2e.judge;

/** What must hold, whatever is killed. */
public enum Law {
    L1("no loss"),
    L2("exactly once"),
    L3("no phantom"),
    L4("order"),
    L5("real time"),
    L6("state"),
    L7("reads"),
    L8("tenants"),
    L9("webhooks complete"),
    L10("webhooks sound"),
    L11("duplicates bounded"),
    L12("schedule"),
    L13("liveness"),
    L14("isolation"),
    L15("webhooks in order");

    private final String title;

    Law(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}

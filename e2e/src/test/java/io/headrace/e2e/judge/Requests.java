package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ties answers to requests, requests to writes, and rows of the operation log to both. */
record Requests(Run run, Map<Long, Exchange> calls, Map<Long, Write> writes, Map<String, Write> byToldOperation) {

    static Requests of(Run run) {
        Requests requests = new Requests(run, calls(run.entries()), new LinkedHashMap<>(), new HashMap<>());
        requests.calls.values().forEach(requests::addToWrite);
        return requests;
    }

    private static Map<Long, Exchange> calls(List<Entry> entries) {
        Map<Long, Exchange> calls = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Invoke invoke) {
                calls.put(invoke.call(), new Exchange(invoke, null));
            } else if (entry instanceof Entry.Answer answer) {
                calls.computeIfPresent(answer.call(), (call, asked) -> new Exchange(asked.invoke(), answer));
            }
        }
        return calls;
    }

    private void addToWrite(Exchange exchange) {
        if (exchange.invoke().kind().isWrite()) {
            Write write = writes.computeIfAbsent(exchange.invoke().write(), number -> new Write());
            write.tries().add(exchange);
            if (exchange.answer() != null && exchange.answer().operationId() != null) {
                byToldOperation.putIfAbsent(exchange.answer().operationId(), write);
            }
        }
    }

    List<Operation> operations(Dump dump) {
        List<Operation> operations = new ArrayList<>(dump.operations().size());
        for (Dump.OperationRow row : dump.operations()) {
            Operation operation = operation(row);
            operations.add(operation);
            if (operation.write() != null) {
                operation.write().rows().add(row);
            }
        }
        return operations;
    }

    /** By its request id; a row that has none (its message was no command) by the id that its client was told. */
    private Operation operation(Dump.OperationRow row) {
        Exchange call = call(row.requestId());
        if (call != null) {
            return new Operation(row, writes.get(call.invoke().write()), call);
        }
        Write write = row.requestId() == null ? byToldOperation.get(row.id()) : null;
        return new Operation(row, write, write == null ? null : write.tries().get(0));
    }

    private @Nullable Exchange call(@Nullable String requestId) {
        OptionalLong number =
                requestId == null ? OptionalLong.empty() : run.calls().number(requestId);
        return number.isEmpty() ? null : calls.get(number.getAsLong());
    }
}

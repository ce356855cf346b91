package io.headrace.store.command;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the {@link Statements} take: a batch's rows as arrays, in the order of the statement's parameters. */
final class Arguments {
    private Arguments() {}

    static Tuple lock(String topicId, Collection<Integer> partitions) {
        return Tuple.of(topicId, partitions.toArray(Integer[]::new));
    }

    static Tuple heads(Collection<RecordKey> keys) {
        return Tuple.of(
                keys.stream()
                        .map(RecordKey::environment)
                        .distinct()
                        .map(Environment::wireName)
                        .toArray(String[]::new),
                keys.stream().map(RecordKey::id).toArray(UUID[]::new));
    }

    static Tuple operations(Collection<UUID> ids) {
        IdRange range = IdRange.of(ids);
        return Tuple.of(ids.toArray(UUID[]::new), range.least(), range.greatest());
    }

    static Tuple advance(String topicId, List<Changes.Advance> advances) {
        Columns<Changes.Advance> rows = new Columns<>(advances);
        return Tuple.of(
                topicId,
                rows.integers(Changes.Advance::partition),
                rows.longs(Changes.Advance::from),
                rows.longs(Changes.Advance::to));
    }

    static Tuple records(List<RecordRow> records) {
        Columns<RecordRow> rows = new Columns<>(records);
        return Tuple.tuple()
                .addArrayOfString(
                        rows.texts(row -> row.head().key().environment().wireName()))
                .addArrayOfUUID(rows.ids(row -> row.head().key().id()))
                .addArrayOfUUID(rows.ids(row -> row.head().ownerId()))
                .addArrayOfUUID(rows.ids(row -> row.head().endpointId()))
                .addArrayOfLong(rows.longs(row -> row.head().version()))
                .addArrayOfString(rows.texts(RecordRow::data))
                .addArrayOfOffsetDateTime(rows.times(row -> row.head().createdAt()))
                .addArrayOfOffsetDateTime(rows.times(RecordRow::updatedAt))
                .addArrayOfOffsetDateTime(rows.times(row -> row.head().deleted() ? row.updatedAt() : null))
                .addArrayOfInteger(rows.integers(row -> row.position().partition()))
                .addArrayOfLong(rows.longs(row -> row.position().offset()));
    }

    static Tuple log(List<OperationRow> operations) {
        Columns<OperationRow> rows = new Columns<>(operations);
        return Tuple.tuple()
                .addArrayOfUUID(rows.ids(OperationRow::id))
                .addArrayOfUUID(rows.ids(of(Command::ownerId)))
                .addArrayOfUUID(rows.ids(of(Command::endpointId)))
                .addArrayOfString(rows.texts(of(command -> command.environment().wireName())))
                .addArrayOfUUID(rows.ids(of(Command::recordId)))
                .addArrayOfString(rows.texts(of(command -> command.kind().wireName())))
                .addArrayOfString(rows.texts(row -> row.state().wireName()))
                .addArrayOfInteger(rows.integers(
                        row -> row.reason() == null ? null : row.reason().code().code()))
                .addArrayOfString(rows.texts(
                        row -> row.reason() == null ? null : row.reason().detail()))
                .addArrayOfLong(rows.longs(OperationRow::version))
                .addArrayOfString(rows.texts(of(Command::actor)))
                .addArrayOfString(rows.texts(of(Command::requestId)))
                .addArrayOfOffsetDateTime(rows.times(of(Command::acceptedAt)))
                .addArrayOfOffsetDateTime(rows.times(OperationRow::appliedAt))
                .addArrayOfInteger(rows.integers(row -> row.position().partition()))
                .addArrayOfLong(rows.longs(row -> row.position().offset()));
    }

    /** What a command says of itself; null for a message that is no command. */
    private static <C> Function<OperationRow, @Nullable C> of(Function<Command, C> column) {
        return row -> row.command() == null ? null : column.apply(row.command());
    }
}

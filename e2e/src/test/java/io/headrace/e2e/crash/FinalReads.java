package io.headrace.e2e.crash;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.e2e.history.CallKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** When all is over, records are read once more by the API, deleted ones too: all of them, or a random part of many. */
final class FinalReads {
    private static final int MOST = 5_000;
    private static final int MOST_TRIES = 3;
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;
    /** Nobody else asks under this number. */
    private static final int CLIENT = 1_000;

    private final Asker.World world;
    private final Database database;
    private final Owners owners;
    private final Random random;

    FinalReads(Asker.World world, Database database, Owners owners, Random random) {
        this.world = world;
        this.database = database;
        this.owners = owners;
        this.random = random;
    }

    private record Place(Scope scope, String id) {}

    void read() {
        List<Place> places = places();
        Collections.shuffle(places, random);
        Asker asker = new Asker(world, CLIENT);
        places.stream().limit(MOST).forEach(place -> read(asker, place));
    }

    private static void read(Asker asker, Place place) {
        Reply reply = Reply.NONE;
        for (int i = 0; i < MOST_TRIES && reply.status() != FOUND && reply.status() != NOT_FOUND; i++) {
            long call = asker.nextCall();
            reply = asker.ask(call, request(call, place));
        }
    }

    private static Request request(long call, Place place) {
        int owner = place.scope().owner().number();
        return new Request(CallKind.READ, call, place.scope(), owner, place.id(), null, null, 0, null, null, null);
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT owner_id, endpoint_id, environment, id FROM record")) {
            while (rows.next()) {
                Owner owner = owners.get(owners.number(rows.getObject(1, UUID.class)));
                UUID endpoint = rows.getObject(2, UUID.class);
                Environment environment = Environment.ofWireName(rows.getString(3));
                Scope scope = new Scope(owner, number(owner, endpoint), environment);
                places.add(new Place(scope, Ids.format(Ids.RECORD, rows.getObject(4, UUID.class))));
            }
            return places;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(Owner owner, UUID endpoint) {
        List<Endpoint> all = owner.endpoints();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(endpoint)) {
                return i;
            }
        }
        throw new IllegalStateException("a record of an endpoint that is not its owner's");
    }
}

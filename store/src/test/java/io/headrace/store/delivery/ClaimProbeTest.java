package io.headrace.store.delivery;

import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ClaimProbeTest {
    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    @Test
    void probe() throws Exception {
        Field f = LeaseStore.class.getDeclaredField("CLAIM");
        f.setAccessible(true);
        String now = (String) f.get(null);
        String old = Files.readString(Path.of("/tmp/old_claim.sql"));
        tables.script("INSERT INTO event (id,type,owner_id,endpoint_id,environment,record_id,request_id,body,created_at) SELECT (lpad(to_hex((extract(epoch from now())*1000)::bigint),12,'0')||'7000'||'8000'||lpad(to_hex(i),12,'0'))::uuid,'record.created',gen_random_uuid(),gen_random_uuid(),'live',gen_random_uuid(),'r','{}',now() FROM generate_series(1,60000) i");
        tables.script("INSERT INTO delivery (id,event_id,owner_id,endpoint_id,record_id,target_url,state,attempts,due_at,created_at) SELECT id,id,owner_id,endpoint_id,record_id,'https://h'||(row_number() over ())%500||'.example:443/','pending',0,now()-interval '1 minute'+row_number() over ()*interval '1 ms',now() FROM event");
        tables.script("ANALYZE event; ANALYZE delivery; ANALYZE subscription");
        StringBuilder out = new StringBuilder();
        for (int round = 0; round < 6; round++) {
            out.append("OLD ").append(sum(old, round)).append("\n");
            out.append("NEW ").append(sum(now, round)).append("\n");
        }
        tables.script("UPDATE delivery SET subscription_id = gen_random_uuid() WHERE state = 'pending'");
        tables.script("VACUUM ANALYZE delivery");
        for (int round = 0; round < 6; round++) {
            out.append("OLD sub ").append(sum(old, round)).append("\n");
            out.append("NEW sub ").append(sum(now, round)).append("\n");
        }
        Files.writeString(Path.of("/tmp/claim_probe.txt"), out.toString());
    }

    private String sum(String sql, int round) {
        Tuple row = Tuple.tuple().addValue(new String[] {"h1.example:443"}).addValue(64).addValue(new String[0]).addValue(new Integer[0]).addValue(32).addValue("x").addValue(30000L).addValue(new UUID[0]).addValue(new UUID[0]).addValue(new Integer[0]).addValue(128);
        List<String> lines = StreamSupport.stream(DeliveryTables.await(tables.pool().preparedQuery("EXPLAIN (ANALYZE, BUFFERS, SUMMARY ON, COSTS OFF, TIMING OFF) " + sql).execute(row)).spliterator(), false).map(r -> r.getString(0)).toList();
        String first = lines.stream().filter(l -> l.contains("Buffers")).findFirst().orElse("");
        return first.trim() + " | " + lines.stream().filter(l -> l.contains("Planning Time") || l.contains("Execution Time")).map(String::trim).collect(Collectors.joining(" ")) + (round == 5 ? "\n" + String.join("\n", lines) : "");
    }
}

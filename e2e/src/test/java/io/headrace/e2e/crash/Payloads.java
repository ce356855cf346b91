package io.headrace.e2e.crash;

import java.util.Random;

/** JSON as clients write it: mostly small, now and then big; many scripts, long numbers, nested; a canary in each. */
final class Payloads {
    private static final String[] WORDS = {
        "plain",
        "订单已确认，感谢您的支持",
        "Größe — naïve café",
        "🚚📦✅ déjà",
        "привет",
        "שלום",
        "日本語テキスト",
        "tab\\tand \\\"quote\\\"",
        "\\u00e9\\ud83d\\ude00",
        "x\\/y \\\\ z"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1e2",
        "12.50",
        "9007199254740993",
        "123456789012345678901234567890.123456789",
        "-0.000000000000000000000000000001",
        "1E-7",
        "99999999999999999999999999999999999999",
        "3.0"
    };

    private Payloads() {}

    static String any(Random random, String canary, long write) {
        StringBuilder json = new StringBuilder(256)
                .append("{\"canary\":\"")
                .append(canary)
                .append("\",\"write\":")
                .append(write)
                .append(",\"amount\":")
                .append(one(random, NUMBERS))
                .append(",\"text\":\"")
                .append(one(random, WORDS))
                .append('"');
        int kind = random.nextInt(1_000);
        if (kind < 150) {
            json.append(",\"tree\":").append(tree(random, 2 + random.nextInt(5)));
        }
        if (kind >= 850) {
            json.append(",\"filling\":\"");
            fill(random, json, size(kind));
            json.append('"');
        }
        return json.append('}').toString();
    }

    /** Characters: hundreds mostly, tens of thousands rarely. */
    private static int size(int kind) {
        return kind < 980 ? 600 : kind < 998 ? 5_000 : 30_000;
    }

    private static String tree(Random random, int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? one(random, NUMBERS) : "null";
        }
        return random.nextBoolean()
                ? "{\"a\":" + tree(random, depth - 1) + ",\"\":[]}"
                : "[true,{},\"" + one(random, WORDS) + "\"," + tree(random, depth - 1) + "]";
    }

    private static void fill(Random random, StringBuilder json, int size) {
        int end = json.length() + size;
        while (json.length() < end) {
            json.append(one(random, WORDS)).append(' ');
        }
    }

    private static String one(Random random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}

package io.headrace.e2e.agent;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/**
 * A change to the byte code of one class.
 *
 * @param purpose what it is for, to be named where it cannot be made
 * @param type the class's full name
 * @param method the one that is changed; null where the change itself looks for its places and says if there are none
 */
record Edit(String purpose, String type, @Nullable String method, AsmVisitorWrapper change) {
    /** The name that byte code gives to a constructor. */
    private static final String CONSTRUCTOR = "<init>";

    static ElementMatcher<? super MethodDescription> named(String method) {
        return method.equals(CONSTRUCTOR) ? ElementMatchers.isConstructor() : ElementMatchers.named(method);
    }

    /** @throws IllegalStateException if the class is not what the edit was written for */
    void requireFits(TypeDescription loaded) {
        if (method == null) {
            return;
        }
        int found = loaded.getDeclaredMethods().filter(named(method)).size();
        if (found != 1) {
            throw new IllegalStateException(
                    purpose + ": " + type + " has " + found + " methods " + method + ", where it should have one");
        }
    }
}

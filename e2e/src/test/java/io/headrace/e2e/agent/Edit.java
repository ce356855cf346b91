package io.headrace.e2e.agent;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A change to the byte code of one class.
 *
 * @param purpose what it is for, to be named where it cannot be made
 * @param type the class's full name
 * @param method the one that is changed
 */
record Edit(String purpose, String type, String method, AsmVisitorWrapper change) {
    /** The name that byte code gives to a constructor. */
    private static final String CONSTRUCTOR = "<init>";

    /** @throws IllegalStateException if the class is not what the edit was written for */
    void requireFits(TypeDescription loaded) {
        int found = loaded.getDeclaredMethods()
                .filter(method.equals(CONSTRUCTOR) ? ElementMatchers.isConstructor() : ElementMatchers.named(method))
                .size();
        if (found != 1) {
            throw new IllegalStateException(
                    purpose + ": " + type + " has " + found + " methods " + method + ", where it should have one");
        }
    }
}

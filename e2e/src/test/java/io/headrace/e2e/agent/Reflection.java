package io.headrace.e2e.agent;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls methods of types that the agent cannot name: a service's classes are not those of its class path. */
final class Reflection {
    private Reflection() {}

    static Object call(Object target, String method, Object... arguments) {
        return invoke(method(target.getClass(), method, arguments.length), target, arguments);
    }

    static Object callStatic(ClassLoader loader, String type, String method, Object... arguments) {
        return invoke(method(load(loader, type), method, arguments.length), null, arguments);
    }

    static Class<?> load(ClassLoader loader, String type) {
        try {
            return Class.forName(type, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class's own method, or an inherited public one. */
    static Method method(Class<?> type, String name, int parameters) {
        Method found = find(type.getDeclaredMethods(), name, parameters);
        found = found != null ? found : find(type.getMethods(), name, parameters);
        if (found == null) {
            throw new IllegalStateException(type.getName() + " has no method " + name);
        }
        found.setAccessible(true);
        return found;
    }

    static Object invoke(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Method find(Method[] methods, String name, int parameters) {
        return Arrays.stream(methods)
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .filter(method -> !method.isBridge())
                .findFirst()
                .orElse(null);
    }
}

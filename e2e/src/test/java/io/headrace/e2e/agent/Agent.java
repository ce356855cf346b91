package io.headrace.e2e.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * The agent's main program, within each service: puts the crash points of this process, and the mutant that is
 * selected, into the classes as they are loaded. What does not fit ends the process, so that nothing is switched off
 * without a word.
 */
public final class Agent {
    private Agent() {}

    /** @param argument the process's name, a colon, the control folder */
    public static void premain(String argument, Instrumentation instrumentation) {
        String[] words = argument.split(":", 2);
        ControlFolder folder = new ControlFolder(Path.of(words[1]));
        CrashHook.listenTo(folder);
        List<Edit> edits = new ArrayList<>(Places.of(words[0]));
        folder.mutant().filter(mutant -> mutant.process().equals(words[0])).ifPresent(mutant -> {
            System.err.println("Headrace agent: this process is the mutant " + mutant);
            edits.addAll(mutant.edits());
        });
        install(edits, instrumentation);
    }

    private static void install(List<Edit> edits, Instrumentation instrumentation) {
        List<String> types = edits.stream().map(Edit::type).distinct().toList();
        new AgentBuilder.Default(new ByteBuddy().with(TypeValidation.DISABLED))
                .with(AgentBuilder.TypeStrategy.Default.DECORATE)
                .with(AgentBuilder.InitializationStrategy.NoOp.INSTANCE)
                .with(new Strictness(types))
                .ignore(ElementMatchers.none())
                .type(ElementMatchers.namedOneOf(types.toArray(String[]::new)))
                .transform((builder, type, loader, module, domain) -> changed(builder, type, edits))
                .installOn(instrumentation);
    }

    private static DynamicType.Builder<?> changed(
            DynamicType.Builder<?> builder, TypeDescription type, List<Edit> edits) {
        DynamicType.Builder<?> changed = builder;
        for (Edit edit : edits) {
            if (edit.type().equals(type.getName())) {
                edit.requireFits(type);
                changed = changed.visit(edit.change());
            }
        }
        return changed;
    }
}

package io.headrace.e2e.agent;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Replaces pieces of the texts that a class's methods use: of its SQL. Refuses a class in which one does not occur. */
final class TextEdit extends AsmVisitorWrapper.AbstractBase {
    private final Map<String, String> pieces;

    private TextEdit(Map<String, String> pieces) {
        this.pieces = pieces;
    }

    /** @param pieces each old one followed by its new one */
    static Edit of(Mutant mutant, String type, String... pieces) {
        Map<String, String> byOld = new LinkedHashMap<>();
        for (int i = 0; i < pieces.length; i += 2) {
            byOld.put(pieces[i], pieces[i + 1]);
        }
        return new Edit("mutant " + mutant, type, null, new TextEdit(byOld));
    }

    @Override
    public ClassVisitor wrap(
            TypeDescription type,
            ClassVisitor next,
            Implementation.Context context,
            TypePool pool,
            FieldList<FieldDescription.InDefinedShape> fields,
            MethodList<?> methods,
            int writerFlags,
            int readerFlags) {
        Set<String> missing = new HashSet<>(pieces.keySet());
        return new ClassVisitor(OpenedClassReader.ASM_API, next) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new Replacing(method, missing);
            }

            @Override
            public void visitEnd() {
                if (!missing.isEmpty()) {
                    throw new IllegalStateException(type.getName() + " has no text with " + missing);
                }
                super.visitEnd();
            }
        };
    }

    private final class Replacing extends MethodVisitor {
        private final Set<String> missing;

        Replacing(MethodVisitor next, Set<String> missing) {
            super(OpenedClassReader.ASM_API, next);
            this.missing = missing;
        }

        @Override
        public void visitLdcInsn(Object constant) {
            super.visitLdcInsn(constant instanceof String text ? replaced(text) : constant);
        }

        private String replaced(String text) {
            String result = text;
            for (Map.Entry<String, String> piece : pieces.entrySet()) {
                if (result.contains(piece.getKey())) {
                    missing.remove(piece.getKey());
                    result = result.replace(piece.getKey(), piece.getValue());
                }
            }
            return result;
        }
    }
}

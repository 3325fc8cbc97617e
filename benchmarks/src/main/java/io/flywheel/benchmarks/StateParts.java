package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerState;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Handles on the parts of a customer's state, which the domain shows to nobody: a benchmark is no reason to open it. */
final class StateParts {

    private StateParts() {}

    static Class<?> type(String name) {
        try {
            return Class.forName(CustomerState.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw moved(name, e);
        }
    }

    static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return lookup(owner).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw moved(owner.getSimpleName() + "." + name, e);
        }
    }

    /** A constructor that answers an Object and takes parts as Objects, so that it can be called without naming their types. */
    static MethodHandle maker(Class<?> owner, Class<?>... parameters) {
        try {
            MethodHandle constructor =
                    lookup(owner).findConstructor(owner, MethodType.methodType(void.class, parameters));
            MethodType erased = constructor.type().changeReturnType(Object.class);
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i].getPackageName().equals(CustomerState.class.getPackageName())) {
                    erased = erased.changeParameterType(i, Object.class);
                }
            }
            return constructor.asType(erased);
        } catch (ReflectiveOperationException e) {
            throw moved(owner.getSimpleName(), e);
        }
    }

    static Object make(MethodHandle maker) {
        try {
            return (Object) maker.invokeExact();
        } catch (Throwable e) {
            throw unmade(e);
        }
    }

    @SuppressWarnings("unchecked") // lists of parts whose types are not known here
    static List<Object> list(VarHandle field, Object owner) {
        return (List<Object>) field.get(owner);
    }

    static IllegalStateException unmade(Throwable cause) {
        return new IllegalStateException("a part of a customer's state could not be made", cause);
    }

    private static MethodHandles.Lookup lookup(Class<?> owner) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
    }

    private static IllegalStateException moved(String what, ReflectiveOperationException cause) {
        return new IllegalStateException(
                "the customer's state has no " + what + " any more; bring PlainCustomer and PlainForm up to date",
                cause);
    }
}

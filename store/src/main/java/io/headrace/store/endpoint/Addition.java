package io.headrace.store.endpoint;

/** What became of the wish to give an endpoint one more of something. */
public sealed interface Addition<T> {
    record Added<T>(T item) implements Addition<T> {}

    /** It has as many as it may have. */
    record Full<T>() implements Addition<T> {}

    /** The endpoint was deleted meanwhile, or who it was for was removed. */
    record Gone<T>() implements Addition<T> {}
}

package beholden.bench;

/// Templates of people who do not exist. Every template is computed by itself, so any part of a population of any size
/// can be made by any thread, in any order, and is the same each time.
public interface People {
    /// Photos enrolled of each person.
    int PHOTOS_PER_PERSON = 5;

    /// Numbers of a template.
    int dimension();

    /// Another seed is another population.
    long seed();

    /// What the templates depend on, as part of the name of a file that keeps them.
    String name();

    /// The template at place `index` of a gallery that enrols the people one after the other; unit length.
    float[] enrolled(long index);

    /// A further photo of a person, not among the enrolled ones; unit length.
    float[] probe(long person);
}

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

    /// Name of all that the templates depend on, as a part of the name of a file that keeps them.
    String name();

    /// The template of a photo of a person; unit length.
    ///
    /// @param number photos from number [#PHOTOS_PER_PERSON] on are left for probes
    float[] photo(long person, int number);

    /// The template at place `index` of a gallery that enrols the people one after the other.
    default float[] enrolled(long index) {
        return photo(index / PHOTOS_PER_PERSON, (int) (index % PHOTOS_PER_PERSON));
    }

    /// A further photo of a person, not among the enrolled ones.
    default float[] probe(long person) {
        return photo(person, PHOTOS_PER_PERSON);
    }
}

package beholden.drill.search;

/// A secret seen where it must not be.
///
/// @param secret   what it is: [KnownSecret#what()]
/// @param spelling how it was written
/// @param place    where: a file, a column, a log
/// @param offset   bytes from the start of that place
public record Sighting(String secret, String spelling, String place, long offset) {
    /// This sighting, made the same for two thefts that found it in different parts of one place.
    public Sighting withoutOffset() {
        return new Sighting(secret, spelling, place, 0);
    }

    @Override
    public String toString() {
        return secret + ", as " + spelling + ", in " + place + " at byte " + offset;
    }
}

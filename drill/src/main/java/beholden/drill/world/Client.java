package beholden.drill.world;

import beholden.drill.search.KnownSecret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A client that does not exist: what a thief would like to know of a real one.
///
/// @param name     of the agency
/// @param contact  who answers for it
/// @param domain   of its mail
/// @param phone    of the contact
/// @param accounts addresses of its examiners
public record Client(String name, String contact, String domain, String phone, List<String> accounts) {
    private static final String[] KINDS = {
        "Port Authority of ",
        "Ministry of Transport of ",
        "City Police of ",
        "Border Guard of ",
        "Coroner of ",
        "Missing Persons Bureau of ",
        "Customs House of ",
        "Railway Police of "
    };
    private static final String[] PLACES = {
        "Kestrelmouth",
        "Valdoria",
        "Nieder-Ohmstedt",
        "Châtillon-sur-Ambre",
        "Ostrówek",
        "Brackwater",
        "Montferro",
        "Ysbyty Glas"
    };
    private static final String[] GIVEN = {
        "Ottoline", "Bartholomew", "Seraphina", "Lysander", "Mirabel", "Thaddeus", "Zdenka", "Ignatius"
    };
    private static final String[] FAMILY = {
        "Quillfeather",
        "Ravensbourne",
        "Ó Gallchobhair",
        "Winterbottom",
        "Szczepański",
        "Thistlewood",
        "Marchbanks",
        "Featherstone"
    };

    public Client {
        accounts = List.copyOf(accounts);
    }

    /// Number `index` of a cast; another seed is another cast.
    static Client of(int index, SplittableRandom random) {
        String place = PLACES[index % PLACES.length];
        String name = KINDS[random.nextInt(KINDS.length)] + place + " No. " + (index + 1);
        String domain = "examiners-%d.%s.example".formatted(index + 1, ascii(place));
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 3 + index; i++) {
            String person = GIVEN[random.nextInt(GIVEN.length)] + "." + FAMILY[random.nextInt(FAMILY.length)];
            accounts.add(ascii(person) + i + "@" + domain);
        }
        String contact = GIVEN[random.nextInt(GIVEN.length)] + " " + FAMILY[random.nextInt(FAMILY.length)];
        String phone = "+99 55 %04d %04d".formatted(random.nextInt(10_000), random.nextInt(10_000));
        return new Client(name, contact, domain, phone, accounts);
    }

    /// One event as an agency would append it: who searched, in which case, and why.
    byte[] event(int number, SplittableRandom random) {
        StringBuilder text =
                new StringBuilder("{\"type\":\"search\",\"agency\":\"%s\",\"account\":\"%s\",\"case\":\"%s\""
                        .formatted(name, accounts.get(random.nextInt(accounts.size())), caseNumber(number)));
        text.append(",\"reason\":\"");
        // From a third of a cell to two.
        int words = random.nextInt(20, 120);
        for (int i = 0; i < words; i++)
            text.append(FAMILY[random.nextInt(FAMILY.length)]).append(' ');
        return text.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private String caseNumber(int number) {
        return domain.substring(0, domain.indexOf('.')) + "/2026/case-%06d".formatted(number);
    }

    /// All of it, each with a name for the report.
    ///
    /// @param index  the client's number, as the report calls it
    /// @param events how many events there are
    List<KnownSecret> secrets(int index, int events) {
        String whose = " of agency " + (index + 1);
        List<KnownSecret> secrets = new ArrayList<>();
        secrets.add(new KnownSecret.Words("name" + whose, name));
        secrets.add(new KnownSecret.Words("contact" + whose, contact));
        secrets.add(new KnownSecret.Words("domain" + whose, domain));
        secrets.add(new KnownSecret.Words("telephone" + whose, phone));
        for (int i = 0; i < accounts.size(); i++) {
            secrets.add(new KnownSecret.Words("account " + (i + 1) + whose, accounts.get(i)));
        }
        for (int i = 0; i < events; i++) {
            secrets.add(new KnownSecret.Words("number of case " + (i + 1) + whose, caseNumber(i)));
        }
        secrets.add(new KnownSecret.Words("text of events" + whose, "\"type\":\"search\",\"agency\":\"" + name));
        return secrets;
    }

    private static String ascii(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9.-]", "")
                .toLowerCase(Locale.ROOT);
    }
}

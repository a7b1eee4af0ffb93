package beholden.server.oidc;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/// Which hosts may be asked: those on the public internet, since whoever names one could otherwise have this server
/// ask what only it can reach.
///
/// A name is looked up once, and the connection goes to the addresses that were looked at, whatever the name means a
/// moment later. If one of them is not public, none is taken.
final class Addresses implements DnsResolver {
    /// Beyond what Spring Security counts as internal: special addresses (RFC 6890 and IANA's registries), and those
    /// that hold an IPv4 address inside.
    private static final List<String> SPECIAL_4 = List.of(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final List<String> SPECIAL_6 = List.of(
            "::/8",
            "64:ff9b::/32",
            "100::/8",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/9",
            "ff00::/8");

    // One for each family: the matcher compares the bytes of an address with those of a range whatever their families.
    private static final InetAddressMatcher PUBLIC_4 =
            InetAddressMatchers.matchExternal().excludeAddresses(SPECIAL_4).build();
    private static final InetAddressMatcher PUBLIC_6 =
            InetAddressMatchers.matchExternal().excludeAddresses(SPECIAL_6).build();

    private final boolean loopback;

    /// @param loopback whether this machine may be asked too
    Addresses(boolean loopback) {
        this.loopback = loopback;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (!Arrays.stream(addresses).allMatch(this::mayBeAsked)) throw new UnknownHostException();
        return addresses;
    }

    boolean mayBeAsked(InetAddress address) {
        if (loopback && address.isLoopbackAddress()) return true;
        return address instanceof Inet4Address ? PUBLIC_4.matches(address) : PUBLIC_6.matches(address);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}

package beholden.server.theft;

import beholden.server.Server;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// Words of a running server on itself for whoever may ask: metrics, management beans, names of threads,
/// properties.
final class SelfPortrait {
    private SelfPortrait() {}

    static String of(Server server) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Meter meter : server.part(MeterRegistry.class).getMeters()) {
            text.append(meter.getId());
            for (Measurement measurement : meter.measure()) {
                text.append(' ').append(measurement.getStatistic()).append('=').append(measurement.getValue());
            }
            text.append('\n');
        }
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> text.append(thread.getName()).append('\n'));
        System.getProperties()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        beans(text);
        return text.toString();
    }

    private static void beans(StringBuilder text) throws IOException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : beans.queryNames(null, null)) {
                text.append(name).append('\n');
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    text.append(attribute.getName())
                            .append(' ')
                            .append(value(beans, name, attribute))
                            .append('\n');
                }
            }
        } catch (JMException e) {
            throw new IOException("the management beans cannot be read", e);
        }
    }

    private static String value(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            Object value = beans.getAttribute(name, attribute.getName());
            return value instanceof Object[] many ? Arrays.deepToString(many) : String.valueOf(value);
        } catch (JMException | RuntimeException e) {
            // Many of Java's own are not supported everywhere; what they say of that is said as well.
            return String.valueOf(e);
        }
    }
}

package beholden.server.access;

import beholden.faces.FaceEngine;
import beholden.server.errors.Refusals;
import beholden.server.events.AgencyBooks;
import beholden.server.idempotency.IdempotencyKeys;
import beholden.server.identity.ApiKeyHeader;
import beholden.server.identity.Contexts;
import beholden.server.identity.PasskeyFilters;
import beholden.server.identity.Present;
import beholden.server.identity.Touch;
import beholden.server.limits.AtOnceLimit;
import beholden.server.limits.BodyLimit;
import beholden.server.limits.RateLimit;
import beholden.server.limits.UploadLimit;
import beholden.server.route.Audience;
import beholden.server.route.Routes;
import beholden.server.turns.Allowance;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The order of the filters, and whom they let through. What each route asks for stands beside its handler.
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class AccessConfiguration implements WebMvcConfigurer {
    private final Touch touch;

    AccessConfiguration(Touch touch) {
        this.touch = touch;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(touch);
    }

    /// [Refusals] is a filter of the chain below alone; Spring Boot would put it into every request's way.
    @Bean
    FilterRegistrationBean<Refusals> refusalsInTheChainOnly(Refusals refusals) {
        FilterRegistrationBean<Refusals> registration = new FilterRegistrationBean<>(refusals);
        registration.setEnabled(false);
        return registration;
    }

    /// Entity tags of what the API answers, made of its bytes. Streams of events are left out: Spring's filter does
    /// not keep them, but it does not send them before they end.
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags(Routes routes) {
        FilterRegistrationBean<ShallowEtagHeaderFilter> registration =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter() {
                    @Override
                    protected boolean shouldNotFilter(HttpServletRequest request) {
                        return routes.of(request).events();
                    }
                });
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    CookieCsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(
                cookie -> cookie.secure(true).sameSite("Strict").path("/"));
        return tokens;
    }

    /// No metrics of each filter: nobody reads them, and every request pays for them.
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain filters(
            HttpSecurity http,
            Contexts contexts,
            Routes routes,
            AgencyBooks books,
            PasskeyFilters passkeys,
            Refusals refusals,
            Allowance allowance,
            CookieCsrfTokenRepository tokens,
            InstantSource clock,
            FaceEngine faces,
            @Value("${beholden.origin}") URI origin) {
        http.securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new HeaderTokens())
                        .ignoringRequestMatchers(ApiKeyHeader::isIn)
                        .sessionAuthenticationStrategy((_, _, _) -> {}))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .headers(headers -> BrowserHeaders.write(headers, origin))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.requestMatchers(isFor(routes, Audience.ALL))
                        .permitAll()
                        .requestMatchers(isFor(routes, Audience.REGISTRANTS))
                        .hasAuthority(Present.REGISTER)
                        .requestMatchers(isFor(routes, Audience.ACCOUNTS))
                        .hasAuthority(Present.SIGNED_IN)
                        .requestMatchers(isFor(routes, Audience.UNDECLARED))
                        .denyAll()
                        // From here on there is no route, and strangers are not told so below /api.
                        .requestMatchers("/api/**")
                        .hasAuthority(Present.SIGNED_IN)
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(refusals, HeaderWriterFilter.class)
                .addFilterAfter(new BodyLimit(routes, refusals, faces.settings().limits()), HeaderWriterFilter.class)
                .addFilterBefore(new RateLimit(routes, refusals, allowance), ExceptionTranslationFilter.class)
                .addFilterBefore(new AtOnceLimit(routes, refusals), ExceptionTranslationFilter.class)
                .addFilterBefore(new UploadLimit(routes, faces.settings().limits()), ExceptionTranslationFilter.class)
                .addFilterAfter(new IdempotencyKeys(routes, books, refusals, clock), AuthorizationFilter.class);
        return passkeys.addTo(http).build();
    }

    private static RequestMatcher isFor(Routes routes, Audience audience) {
        return request -> routes.of(request).audience() == audience;
    }
}

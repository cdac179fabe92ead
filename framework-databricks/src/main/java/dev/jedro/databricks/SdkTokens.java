package dev.jedro.databricks;

import com.databricks.sdk.core.CredentialsProvider;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.DefaultCredentialsProvider;
import com.databricks.sdk.core.HeaderFactory;
import com.databricks.sdk.core.oauth.OAuthM2MServicePrincipalCredentialsProvider;
import com.databricks.sdk.core.utils.Environment;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by the SDK of Databricks, which knows all ways to log in. It gets every field from us and reads neither files nor variables by itself: {@code DatabricksConfig.resolve}, which does,
 * is never called.
 */
final class SdkTokens implements Tokens {
    private static final Pattern OAUTH_ERROR =
            Pattern.compile("\\b(invalid_client|invalid_grant|invalid_scope|invalid_request|unauthorized_client)\\b");
    private final DatabricksSettings settings;
    private final SdkHttp http;
    private final Duration timeout;
    private @Nullable HeaderFactory headers;

    SdkTokens(DatabricksSettings settings, Http http) {
        this.settings = settings;
        this.http = new SdkHttp(http);
        this.timeout = http.timeout();
    }

    @Override
    public synchronized String token() {
        try {
            HeaderFactory made = headers;
            if (made == null) {
                made = provider().configure(config());
                if (made == null) {
                    throw new DatabricksException("no credentials were found");
                }
                headers = made;
            }
            String header = made.headers().getOrDefault("Authorization", "");
            if (!header.startsWith("Bearer ")) {
                throw new DatabricksException("the credentials give no bearer token");
            }
            return header.substring("Bearer ".length());
        } catch (DatabricksException | IllegalArgumentException | IllegalStateException e) {
            // The SDK's messages may repeat what was sent; so neither they nor the exception go further than this.
            throw new JedroException(problem(e));
        }
    }

    @Override
    public boolean renewable() {
        return true;
    }

    @Override
    public synchronized void renew() {
        headers = null;
    }

    private CredentialsProvider provider() {
        return settings.login().equals(LoginMethod.M2M)
                ? new OAuthM2MServicePrincipalCredentialsProvider()
                : new DefaultCredentialsProvider();
    }

    private DatabricksConfig config() {
        DatabricksConfig config = new GivenConfig(settings.env());
        config.setHost(settings.host().toString()).setAuthType(settings.login()).setHttpClient(http);
        // Renewed by whoever asks: a thread of the SDK's own could only fail unseen.
        config.setDisableAsyncTokenRefresh(true);
        set(config, Field.ACCOUNT_ID, DatabricksConfig::setAccountId);
        set(config, Field.WORKSPACE_ID, DatabricksConfig::setWorkspaceId);
        set(config, Field.CLIENT_ID, DatabricksConfig::setClientId);
        set(config, Field.CLIENT_SECRET, DatabricksConfig::setClientSecret);
        set(config, Field.OIDC_TOKEN_FILE, DatabricksConfig::setOidcTokenFilepath);
        set(config, Field.OIDC_TOKEN_ENV, DatabricksConfig::setOidcTokenEnv);
        set(config, Field.TOKEN_AUDIENCE, DatabricksConfig::setTokenAudience);
        set(config, Field.AZURE_CLIENT_ID, DatabricksConfig::setAzureClientId);
        set(config, Field.AZURE_CLIENT_SECRET, DatabricksConfig::setAzureClientSecret);
        set(config, Field.AZURE_TENANT_ID, DatabricksConfig::setAzureTenantId);
        set(config, Field.AZURE_ENVIRONMENT, DatabricksConfig::setAzureEnvironment);
        set(config, Field.AZURE_RESOURCE_ID, DatabricksConfig::setAzureWorkspaceResourceId);
        set(config, Field.AZURE_USE_MSI, (to, value) -> to.setAzureUseMsi(Boolean.parseBoolean(value)));
        set(config, Field.GOOGLE_SERVICE_ACCOUNT, DatabricksConfig::setGoogleServiceAccount);
        set(config, Field.GOOGLE_CREDENTIALS, DatabricksConfig::setGoogleCredentials);
        set(config, Field.GITHUB_REQUEST_URL, DatabricksConfig::setActionsIdTokenRequestUrl);
        set(config, Field.GITHUB_REQUEST_TOKEN, DatabricksConfig::setActionsIdTokenRequestToken);
        set(config, Field.DISCOVERY_URL, DatabricksConfig::setDiscoveryUrl);
        set(config, Field.REDIRECT_URL, DatabricksConfig::setOAuthRedirectUrl);
        set(config, Field.CLI_PATH, DatabricksConfig::setDatabricksCliPath);
        set(config, Field.SCOPES, (to, value) -> to.setScopes(List.of(value.split("[,\\s]+"))));
        return config;
    }

    private void set(DatabricksConfig config, Field field, BiConsumer<DatabricksConfig, String> setter) {
        settings.value(field).ifPresent(value -> setter.accept(config, value));
    }

    private Problem problem(RuntimeException e) {
        Optional<IOException> network = http.failure();
        if (network.isPresent()) {
            return Failures.of(network.get(), settings.host(), settings.place(Field.HOST), timeout);
        }
        Matcher oauth = OAUTH_ERROR.matcher(messages(e));
        Place place = settings.place(settings.login().equals(LoginMethod.M2M) ? Field.CLIENT_ID : Field.HOST);
        String why = oauth.find() ? ": " + oauth.group(1) : "";
        return LoginCures.add(
                Problem.error(
                                DatabricksCode.LOGIN_FAILED,
                                "No token could be had by " + settings.login() + " at " + settings.host() + why + ".")
                        .at(place),
                settings.login(),
                oauth.reset().find() ? oauth.group(1) : "");
    }

    private static String messages(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < 20; depth++) {
            all.append(link.getMessage()).append('\n');
            link = link.getCause();
        }
        return all.toString();
    }

    /** Says what it is told: its environment is ours, not the one of the process. */
    private static final class GivenConfig extends DatabricksConfig {
        private final Environment environment;

        GivenConfig(Map<String, String> env) {
            this.environment = new Environment(
                    env,
                    List.of(env.getOrDefault("PATH", "").split(File.pathSeparator)),
                    System.getProperty("os.name"));
        }

        @Override
        public Environment getEnv() {
            return environment;
        }
    }
}

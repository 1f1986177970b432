package io.umzug.infrastructure.web;

import io.umzug.infrastructure.datafolder.ApiToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets a request pass only with the token, except for the question whether the service is up. */
public final class BearerTokenFilter extends OncePerRequestFilter {

  private static final String OPEN = "/api/health";
  private static final String SCHEME = "bearer ";
  private static final String PROBLEM =
      JsonMapper.shared()
          .writeValueAsString(
              Map.of(
                  "title",
                  "The token is missing or wrong",
                  "status",
                  HttpStatus.UNAUTHORIZED.value(),
                  "detail",
                  "Send the header 'Authorization: Bearer <token>' with the content of the"
                      + " file %s in the service's data folder, which its owner can read."
                          .formatted(ApiToken.FILE)));

  private final ApiToken token;

  public BearerTokenFilter(ApiToken token) {
    this.token = token;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOpen(request) || isAuthorised(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getWriter().write(PROBLEM);
  }

  /** The path as it was sent: nothing that is decoded or shortened first can slip through. */
  private static boolean isOpen(HttpServletRequest request) {
    return request.getMethod().equals("GET") && request.getRequestURI().equals(OPEN);
  }

  private boolean isAuthorised(@Nullable String authorization) {
    return authorization != null
        && authorization.length() > SCHEME.length()
        && authorization.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME)
        && token.matches(authorization.substring(SCHEME.length()).strip());
  }
}

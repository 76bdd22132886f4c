/** The whole web surface as one function from request to response; tests need no port. */
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { asFault, Fault, type FaultCode } from "#model/fault.ts";
import { webApi } from "./api.ts";
import { healthRoutes } from "./routes/health.ts";
import { pageRoutes } from "./routes/page.ts";
import { upstreamRoutes } from "./routes/upstream.ts";
import type { WebView } from "./view.ts";

const STATUS: Partial<Record<FaultCode, 400 | 403 | 404 | 503>> = {
  "web-input": 400,
  "web-no-password": 403,
  "web-not-found": 404,
  "web-page-missing": 503,
  "web-busy": 503,
  "deadline": 503,
};

/** @param onInternal Told of every fault that is our own mistake. */
export function webApp(view: WebView, onInternal: (fault: Fault) => void): Hono {
  const routes = new Hono()
    .use(secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", "data:"] },
      // Plain HTTP inside the house; the setting for HTTPS comes with stage 6.
      strictTransportSecurity: false,
    }))
    .route("/", healthRoutes(view))
    .use(async (_c, next) => {
      if (view.settings.web.security !== "none") throw new Fault("web-no-password");
      await next();
    })
    .route("/api/v1", webApi(view))
    .route("/", upstreamRoutes(view))
    .route("/", pageRoutes(view));
  // Proxies either pass the context path through or strip it: both styles reach the same routes.
  const { contextPath } = view.settings.web;
  const app = new Hono({ getPath: (request) => withoutContext(request, contextPath) });
  if (contextPath !== "") app.get(`/${contextPath}`, (c) => c.redirect(`/${contextPath}/`));
  app.route("/", routes);
  app.notFound((c) => problem(new Fault("web-not-found", { what: c.req.path })));
  app.onError((thrown) => {
    const fault = asFault(thrown);
    if (STATUS[fault.code] === undefined) onInternal(fault);
    return problem(fault);
  });
  return app;
}

function withoutContext(request: Request, contextPath: string): string {
  const { pathname } = new URL(request.url);
  const prefix = `/${contextPath}/`;
  return contextPath !== "" && pathname.startsWith(prefix)
    ? pathname.slice(prefix.length - 1)
    : pathname;
}

/** A fault as problem details (RFC 9457). */
function problem(fault: Fault): Response {
  const status = STATUS[fault.code] ?? 500;
  const { code, message, hint } = fault.view();
  const body = { type: `urn:meterd:fault:${code}`, title: message, status, detail: hint, code };
  return Response.json(body, {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(status === 503 ? { "Retry-After": "5" } : {}),
    },
  });
}

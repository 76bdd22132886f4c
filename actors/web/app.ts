/** The whole web surface as one function from request to response; tests need no port. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { getPath } from "hono/utils/url";
import { asFault, Fault } from "#model/fault.ts";
import { webApi } from "./api.ts";
import { isExpected, problem } from "./problem.ts";
import { healthRoutes } from "./routes/health.ts";
import { pageRoutes } from "./routes/page.ts";
import { upstreamRoutes } from "./routes/upstream.ts";
import { sameOrigin } from "./same_origin.ts";
import type { WebView } from "./view.ts";

/** @param onInternal Told of every fault that is our own mistake. */
export function webApp(view: WebView, onInternal: (fault: Fault) => void): Hono {
  const routes = new Hono()
    .use(secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], imgSrc: ["'self'", "data:"] },
      // Plain HTTP inside the house; the setting for HTTPS comes with stage 6.
      strictTransportSecurity: false,
    }))
    .use(sameOrigin)
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
  app.notFound((c) => {
    return problem(new Fault("web-not-found", { what: c.req.path }), c.req.header("Accept"));
  });
  app.onError((thrown, c) => {
    // The library's own: a body that is no JSON.
    const code = thrown instanceof HTTPException ? "web-input" : "internal";
    const fault = asFault(thrown, code);
    if (!isExpected(fault)) onInternal(fault);
    return problem(fault, c.req.header("Accept"));
  });
  return app;
}

function withoutContext(request: Request, contextPath: string): string {
  const path = getPath(request);
  const prefix = `/${contextPath}/`;
  return contextPath !== "" && path.startsWith(prefix) ? path.slice(prefix.length - 1) : path;
}

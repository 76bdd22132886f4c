/** Faults as replies: problem details for programs (RFC 9457), two plain sentences for people. */
import { Fault, type FaultCode } from "#model/fault.ts";

const STATUS: Partial<Record<FaultCode, 400 | 403 | 404 | 408 | 409 | 413 | 422 | 503>> = {
  "web-input": 400,
  "web-no-password": 403,
  "web-not-found": 404,
  "web-cross-site": 403,
  "web-too-slow": 408,
  "web-too-large": 413,
  "edit-refused": 409,
  "import-empty": 422,
  "store-unwritable": 503,
  "store-full": 503,
  "web-page-missing": 503,
  "web-busy": 503,
  "deadline": 503,
};
const RETRY_AFTER_S = 5;

/** Whether a fault is the asker's or the moment's, and not a mistake of our own. */
export function isExpected(fault: Fault): boolean {
  return STATUS[fault.code] !== undefined;
}

/** @param accept What the asker's `Accept` header says; a browser that opens a page wants HTML. */
export function problem(fault: Fault, accept = ""): Response {
  const status = STATUS[fault.code] ?? 500;
  const { code, message, hint } = fault.view();
  const headers: Record<string, string> = { "Cache-Control": "no-store" };
  if (status === 503) headers["Retry-After"] = String(RETRY_AFTER_S);
  if (accept.includes("text/html")) {
    headers["Content-Type"] = "text/html; charset=utf-8";
    return new Response(page(message, hint), { status, headers });
  }
  headers["Content-Type"] = "application/problem+json";
  const { field } = fault.detail;
  const body = {
    type: `urn:meterd:fault:${code}`,
    title: message,
    status,
    detail: hint,
    code,
    // Which field of the query or the body is meant.
    ...field === undefined ? {} : { field },
  };
  return Response.json(body, { status, headers });
}

/** Needs no style sheet, as the closed house gives none away. */
function page(message: string, hint: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>meterd</title>` +
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" ` +
    `content="light dark"></head><body><main><h1>${escaped(message)}</h1><p>${escaped(hint)}</p>` +
    `</main></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

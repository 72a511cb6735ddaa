// What every answer of the server carries, found or not, as headers.
export type Headers = Record<string, unknown>;
/** What every answer carries, word for word but for the nonce. */
const POLICY =
  /^default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; style-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'(; upgrade-insecure-requests)?$/;
const FIXED = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "origin-agent-cluster": "?1",
  "x-permitted-cross-domain-policies": "none",
};

/** What is missing from an answer's headers; public files may be kept, nothing else. */
export function missing(headers: Headers, url: string): string[] {
  const wrong = Object.entries(FIXED).filter(([name, value]) => headers[name] !== value);
  const faults = wrong.map(([name]) => name);
  if (!POLICY.test(String(headers["content-security-policy"]))) faults.push("content-security-policy");
  if (!/camera=\(\).*geolocation=\(self\)/.test(String(headers["permissions-policy"])))
    faults.push("permissions-policy");
  const isFile =
    /^\/(assets|basemap|fonts|favicon|icon)/.test(url) ||
    /\.(js|css|svg|png|json|geojson|webmanifest|woff2)$/.test(url);
  if (!isFile && !String(headers["cache-control"]).includes("no-store")) faults.push("cache-control");
  for (const name of ["access-control-allow-origin", "x-powered-by", "server"])
    if (headers[name]) faults.push(name);
  return faults.map((name) => `${url} ${name}`);
}

// Who may use the server of the dashboard: only pages that it has served itself, opened with its token. Another page in the same
// browser does not know the token; its requests name another origin, and those of a rebound name another host.
import { createHash, timingSafeEqual } from 'node:crypto';

export interface HttpRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The header `Sec-Fetch-Site`. */
  readonly fetchSite: string | undefined;
}

export interface Access {
  readonly port: number;
  readonly token: string;
}

/** The path of a request that is allowed; undefined where it is refused. */
export function allowedPath(request: HttpRequest, { port, token }: Access): string | undefined {
  const { method, host, origin, fetchSite } = request;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) return undefined;
  const mustNameOrigin = method !== 'GET';
  if ((mustNameOrigin || origin !== undefined) && origin !== `http://${host}`) return undefined;
  if (fetchSite !== undefined && !['same-origin', 'none'].includes(fetchSite)) return undefined;
  const [path, query = ''] = request.url.split('?', 2);
  const given = new URLSearchParams(query).get('token');
  return given !== null && isSame(given, token) ? path : undefined;
}

/** In a time that does not depend on the texts. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

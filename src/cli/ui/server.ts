// Serves the dashboard to a browser on this machine: the page and its files, a stream of messages to it, and messages from it. Only
// the npm package contains this program; the extension has no network module.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dashboardHtml } from '../../protocol/dashboardPage.ts';
import type { ToDashboard } from '../../protocol/dashboard.ts';
import { encodeMessage } from '../../protocol/messageJson.ts';
import { dashboardFiles, type Content } from '../dashboardFiles.ts';
import { allowedPath } from './access.ts';

export interface DashboardServer {
  /** With the token. */
  readonly url: string;
  /** Sends a message to all pages. */
  send(message: ToDashboard): void;
  close(): void;
}

export interface ServerOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** What a page gets first. */
  snapshot(): readonly ToDashboard[];
  /** A message of a page, not checked yet. */
  receive(message: unknown): void;
  /** Called when the first page opens, and when the last one is gone. */
  watched(isWatched: boolean): void;
}

const address = '127.0.0.1';
const largestMessage = 100_000;
/** Bytes that wait for a page that does not read them; it begins again with a snapshot. */
const mostWaiting = 50_000_000;

/** Resolves when the server accepts requests. Rejects where the port is not free. */
export async function startServer({ port, snapshot, receive, watched }: ServerOptions): Promise<DashboardServer> {
  const token = randomBytes(32).toString('base64url');
  const files = dashboardFiles();
  const pages = new Set<ServerResponse>();

  function openStream(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const message of snapshot()) response.write(eventOf(message));
    pages.add(response);
    if (pages.size === 1) watched(true);
    response.on('close', () => {
      pages.delete(response);
      if (pages.size === 0) watched(false);
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const { method = '', url = '' } = request;
    const { host, origin, 'sec-fetch-site': fetchSite } = request.headers;
    const facts = { method, url, host, origin, fetchSite: fetchSite?.toString() };
    const path = allowedPath(facts, { port: (server.address() as AddressInfo).port, token });
    if (path === undefined) return end(response, 403);
    if (method === 'POST' && path === '/message') {
      const message = await readMessage(request);
      if (message !== undefined) receive(message);
      return end(response, message === undefined ? 400 : 204);
    }
    if (method !== 'GET') return end(response, 405);
    if (path === '/') return end(response, 200, { type: 'text/html; charset=utf-8', body: pageWith(token) });
    if (path === '/events') return openStream(response);
    const file = files.get(path);
    end(response, file ? 200 : 404, file);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return {
    url: `http://${address}:${(server.address() as AddressInfo).port}/?token=${token}`,
    send: (message) => {
      const event = eventOf(message);
      for (const page of pages) {
        if (page.writableLength > mostWaiting) page.destroy();
        else page.write(event);
      }
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** In addition to the policy in the page: no page may contain, open or read this one. */
const headers = {
  'Content-Security-Policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

function pageWith(token: string): string {
  const at = (name: string): string => `/${name}?token=${token}`;
  return dashboardHtml({
    nonce: randomBytes(16).toString('base64url'),
    bridgeUri: at('bridge.js'),
    scriptUri: at('dashboard.js'),
    styleUri: at('dashboard.css'),
    cspSource: "'self'",
    language: 'en',
  });
}

function end(response: ServerResponse, status: number, content?: Content): void {
  response.writeHead(status, content && { 'Content-Type': content.type }).end(content?.body);
}

function eventOf(message: ToDashboard): string {
  return `data: ${encodeMessage(message)}\n\n`;
}

/** Undefined where it is too large, or not JSON. */
async function readMessage(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= largestMessage) parts.push(part);
  }
  if (size > largestMessage) return undefined;
  try {
    return JSON.parse(Buffer.concat(parts).toString()) as unknown;
  } catch {
    return undefined;
  }
}

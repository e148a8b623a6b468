import assert from 'node:assert/strict';
import { allowedPath, type HttpRequest } from '../../../../src/cli/ui/access.ts';

const access = { port: 4000, token: 'secret' };

function pathOf(changes: Partial<HttpRequest>): string | undefined {
  const request: HttpRequest = {
    method: 'GET',
    url: '/?token=secret',
    host: '127.0.0.1:4000',
    origin: undefined,
    fetchSite: 'none',
    ...changes,
  };
  return allowedPath(request, access);
}

describe('the server of the dashboard', () => {
  it('answers its own pages: opened by the user, loaded by the page, sent by the page', () => {
    assert.equal(pathOf({}), '/');
    assert.equal(pathOf({ host: 'localhost:4000' }), '/');
    assert.equal(pathOf({ url: '/dashboard.js?token=secret', fetchSite: 'same-origin' }), '/dashboard.js');
    const origin = 'http://127.0.0.1:4000';
    assert.equal(
      pathOf({ method: 'POST', url: '/message?token=secret', origin, fetchSite: 'same-origin' }),
      '/message',
    );
    assert.equal(pathOf({ fetchSite: undefined }), '/', 'a browser without this header');
  });

  const refused: Readonly<Record<string, Partial<HttpRequest>>> = {
    'without a token': { url: '/' },
    'with another token': { url: '/?token=secreT' },
    'with a part of the token': { url: '/?token=secre' },
    'with an empty token': { url: '/?token=' },
    'with the token in another place': { url: '/secret' },
    'with the second of two tokens': { url: '/?token=x&token=secret' },
    'for a name that was bound to this address': { host: 'attacker.example:4000' },
    'for another port': { host: '127.0.0.1:4001' },
    'without a host': { host: undefined },
    'of another origin': { origin: 'http://attacker.example' },
    'of a page on another port': { origin: 'http://127.0.0.1:4001' },
    'of a page without an origin': { origin: 'null' },
    'of a page that has the other name of this machine': { origin: 'http://localhost:4000' },
    'that writes, without an origin': { method: 'POST', url: '/message?token=secret' },
    'of another site, by a picture or a link': { fetchSite: 'cross-site' },
    'of another port of this machine': { fetchSite: 'same-site' },
  };
  for (const [what, changes] of Object.entries(refused)) {
    it(`refuses a request ${what}`, () => assert.equal(pathOf(changes), undefined));
  }
});

// Keys, tokens and password hashes in formats that many programs share. Each begins with a fixed prefix.
import { wide, type TokenFormat } from './tokenFormat.ts';

export const standardFormats: readonly TokenFormat[] = [
  {
    rule: 'paseto',
    prefixes: ['v1.local.', 'v2.local.', 'v3.local.', 'v4.local.', 'v2.public.', 'v4.public.'],
    body: wide,
  },
  { rule: 'age-key', prefixes: ['AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-PQ-1', 'AGE-PLUGIN-'], body: /[A-Z0-9-]*/y },
  // Bech32 may be written in lower case. Plugins of age are programs with names that begin in the same way.
  { rule: 'age-key', prefixes: ['age-secret-key-1', 'age-secret-key-pq-1'], body: /[a-z0-9-]*/y },
  { rule: 'age-key', prefixes: ['age-plugin-'], body: /[a-z0-9-]{1,40}-1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{8,}/y },
  { rule: 'json-web-token', prefixes: ['eyJ'], body: /[\w-]{8,}(?:\.[\w-]*){0,4}/y },
  { rule: 'base64-private-key', prefixes: ['LS0tLS1CRUdJTi'], body: /[A-Za-z0-9+/=\s]*[A-Za-z0-9+/=]/y },
  { rule: 'bitcoin-key', prefixes: ['xprv', 'yprv', 'zprv', 'tprv'], body: /[1-9A-HJ-NP-Za-km-z]{32,}/y },
  { rule: 'nostr-key', prefixes: ['nsec1', 'ncryptsec1', 'suiprivkey1'], body: /[a-z0-9]{16,}/y },
  {
    rule: 'password-hash',
    prefixes: ['$2a$', '$2b$', '$2y$', '$1$', '$5$', '$6$', '$y$', '$7$', '$8$', '$9$', '$apr1$'],
    body: /[\w.$/=,]{16,}/y,
  },
  {
    rule: 'password-hash',
    prefixes: ['$argon2id$', '$argon2i$', '$argon2d$', '$scrypt$', '$pbkdf2'],
    body: /[\w.$/=,+-]{16,}/y,
  },
  { rule: 'password-hash', prefixes: ['SCRAM-SHA-256$', 'SCRAM-SHA-1$'], body: /\d+:[\w+/=$:]{16,}/y },
  {
    rule: 'password-hash',
    prefixes: ['pbkdf2_sha256$', 'pbkdf2:sha256:', 'scrypt:', 'pbkdf2_sha1$'],
    body: /\d+[:$][\w.$/=+:]{16,}/y,
  },
  {
    rule: 'pkcs12-or-der-key',
    prefixes: ['MII'],
    body: /[A-Za-z0-9+/]{29,}={0,2}(?=(?<lines>(?:(?:\\r|\\n|\s|["'+\\,>#*|-]){1,40}[A-Za-z0-9+/]{16,}={0,2})*))\k<lines>(?:(?:\\r|\\n|\s|["'+\\,>#*|-]){1,40}[A-Za-z0-9+/]{1,64}={0,2}(?=\s*(?:\n|\\|["'`<]|$)))?/y,
  },
];

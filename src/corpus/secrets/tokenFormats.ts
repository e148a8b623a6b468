// Tokens with a published format: each begins with a fixed prefix. The formats are documented by the services themselves
// and by the rule sets of secretlint, gitleaks and GitHub secret scanning.
import type { SecretSpan } from './secretSpan.ts';
import type { TokenRun } from './tokenRuns.ts';

interface TokenFormat {
  readonly rule: string;
  readonly prefixes: readonly string[];
  /** What follows the prefix. A short match is enough, so that a token that is cut off is found too. */
  readonly body: RegExp;
  /** Characters of the token before the prefix. */
  readonly before?: number;
}

/** Letters, digits and underscores, any number: for prefixes that occur in nothing but tokens. */
const word = /\w*/y;
/** The same with hyphens and dots. */
const wide = /[\w.~-]*/y;
/** At least eight letters and digits, with a digit or a capital letter: for prefixes that also begin ordinary names. */
const mixed = /(?=[A-Za-z0-9]*[A-Z0-9])[A-Za-z0-9]{8,}/y;
const mixedWide = /(?=[\w-]*[A-Z0-9])[\w-]{16,}/y;
const hex = /[0-9a-fA-F]{16,}/y;

const formats: readonly TokenFormat[] = [
  { rule: 'github-token', prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], body: /[A-Za-z0-9]{4,}/y },
  { rule: 'github-token', prefixes: ['github_pat_'], body: word },
  {
    rule: 'gitlab-token',
    prefixes: [
      'glpat-',
      'glptt-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glcbt-',
      'glimt-',
      'glft-',
      'glsoat-',
      'glagent-',
      'glffct-',
    ],
    body: wide,
  },
  {
    rule: 'slack-token',
    prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe-', 'xoxe.', 'xoxc-', 'xoxd-', 'xapp-'],
    body: /[\w.%-]*/y,
  },
  { rule: 'slack-webhook', prefixes: ['hooks.slack.com/services/', 'hooks.slack.com/workflows/'], body: /[\w/-]*/y },
  {
    rule: 'discord-webhook',
    prefixes: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    body: /[\w/-]*/y,
  },
  { rule: 'teams-webhook', prefixes: ['webhook.office.com/webhookb2/'], body: /[\w/@-]*/y },
  {
    rule: 'stripe-key',
    prefixes: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'pk_live_', 'sk_prod_', 'whsec_'],
    body: /[\w+/=]*/y,
  },
  { rule: 'google-api-key', prefixes: ['AIza'], body: /[\w-]{8,}/y },
  { rule: 'google-oauth', prefixes: ['ya29.', 'GOCSPX-'], body: wide },
  { rule: 'google-oauth', prefixes: ['1//0'], body: /[\w-]{16,}/y },
  {
    rule: 'aws-access-key-id',
    prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'AROA', 'AIDA', 'AGPA', 'AIPA', 'ANPA', 'ANVA'],
    body: /(?=[A-Z0-9]*[0-9])[A-Z0-9]{8,}(?![a-z])|[A-Z0-9]{16}(?![A-Za-z0-9])/y,
  },
  {
    rule: 'azure-key',
    prefixes: ['AccountKey=', 'SharedAccessKey=', 'SharedSecretValue='],
    body: /[A-Za-z0-9+/=%]{4,}/y,
  },
  { rule: 'azure-sas', prefixes: ['?sig=', '&sig=', '&amp;sig='], body: /[A-Za-z0-9%+/=_-]{16,}/y },
  { rule: 'npm-token', prefixes: ['npm_'], body: mixed },
  { rule: 'pypi-token', prefixes: ['pypi-AgE', 'pypi-AgEN'], body: wide },
  { rule: 'rubygems-token', prefixes: ['rubygems_'], body: hex },
  { rule: 'crates-token', prefixes: ['cio'], body: /(?=[A-Za-z0-9]*[A-Z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])/y },
  { rule: 'nuget-key', prefixes: ['oy2'], body: /[a-z0-9]{43}(?![a-z0-9])/y },
  { rule: 'hugging-face-token', prefixes: ['hf_', 'api_org_'], body: mixed },
  {
    rule: 'openai-key',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sk-or-v1-'],
    body: /[\w-]*/y,
  },
  { rule: 'anthropic-key', prefixes: ['sk-ant-'], body: /[\w-]*/y },
  { rule: 'openai-key', prefixes: ['sk-'], body: /(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{16,}/y },
  {
    rule: 'ai-service-key',
    prefixes: ['gsk_', 'r8_', 'pplx-', 'xai-', 'nvapi-', 'tvly-', 'fw_', 'lsv2_', 'csk-'],
    body: mixedWide,
  },
  { rule: 'sendgrid-key', prefixes: ['SG.'], body: /[\w-]{8,}(?:\.[\w-]*)?/y },
  { rule: 'mail-service-key', prefixes: ['xkeysib-', 'mlsn.'], body: /[0-9a-f][\w-]{8,}/y },
  { rule: 'mail-service-key', prefixes: ['key-'], body: /[0-9a-f]{32}(?![0-9a-f])/y },
  { rule: 'mail-service-key', prefixes: ['re_'], body: /(?=\w*[A-Z])(?=\w*[0-9])\w{16,}/y },
  { rule: 'twilio-key', prefixes: ['SK', 'AC'], body: /[0-9a-f]{32}(?![0-9a-f])/y },
  { rule: 'telegram-token', prefixes: ['bot'], body: /\d{6,12}:[\w-]{8,}/y },
  {
    rule: 'shopify-token',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_'],
    body: /[0-9a-fA-F]*/y,
  },
  { rule: 'digitalocean-token', prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'], body: word },
  { rule: 'docker-token', prefixes: ['dckr_pat_', 'dckr_oat_'], body: /[\w-]*/y },
  { rule: 'databricks-token', prefixes: ['dapi'], body: /[0-9a-f]{16,}(?:-\d)?/y },
  { rule: 'linear-key', prefixes: ['lin_api_', 'lin_oauth_'], body: word },
  {
    rule: 'notion-key',
    prefixes: ['ntn_', 'secret_'],
    body: /(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Z])[A-Za-z0-9]{16,}/y,
  },
  { rule: 'atlassian-token', prefixes: ['ATATT3x', 'ATCTT3x', 'ATBB'], body: /[\w=-]{8,}/y },
  {
    rule: 'new-relic-key',
    prefixes: ['NRAK-', 'NRAA-', 'NRJS-', 'NRII-', 'NRIQ-', 'NRRA-', 'NRBR-'],
    body: /[\w-]{8,}/y,
  },
  { rule: 'new-relic-key', prefixes: ['NRAL'], body: /(?!\w)/y, before: 36 },
  { rule: 'sentry-token', prefixes: ['sntrys_', 'sntryu_'], body: /[\w+/=]*/y },
  { rule: 'vault-token', prefixes: ['hvs.', 'hvb.', 'hvr.'], body: /[\w-]{8,}/y },
  { rule: 'terraform-token', prefixes: ['.atlasv1.'], body: /[\w-]*/y, before: 14 },
  {
    rule: 'doppler-token',
    prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    body: /[\w.-]{8,}/y,
  },
  { rule: 'supabase-key', prefixes: ['sbp_', 'sb_secret_'], body: /\w{8,}/y },
  { rule: 'planetscale-token', prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], body: wide },
  { rule: 'figma-token', prefixes: ['figd_', 'figu_'], body: /[\w-]*/y },
  { rule: 'grafana-token', prefixes: ['glsa_', 'glc_'], body: /(?=[\w+/=]*[0-9])[\w+/=]{8,}/y },
  { rule: 'postman-key', prefixes: ['PMAK-', 'PMAT-'], body: wide },
  { rule: 'square-token', prefixes: ['sq0atp-', 'sq0csp-', 'sq0idp-'], body: /[\w-]*/y },
  { rule: 'facebook-token', prefixes: ['EAA'], body: /(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{24,}/y },
  { rule: 'dropbox-token', prefixes: ['sl.B', 'sl.u.'], body: /(?=[\w-]*[0-9])[\w-]{24,}/y },
  {
    rule: 'plaid-token',
    prefixes: ['access-sandbox-', 'access-development-', 'access-production-'],
    body: /[0-9a-f-]{4,}/y,
  },
  { rule: 'mapbox-token', prefixes: ['sk.eyJ', 'tk.eyJ'], body: /[\w.-]*/y },
  { rule: 'tailscale-key', prefixes: ['tskey-'], body: /(?:auth|api|client|scim|webhook)?-?[\w-]{8,}/y },
  { rule: 'posthog-key', prefixes: ['phx_', 'phs_'], body: mixed },
  { rule: 'ci-token', prefixes: ['CCIPAT_', 'bkua_', 'CFPAT-', 'sgp_'], body: /[\w-]{8,}/y },
  { rule: 'hubspot-token', prefixes: ['pat-na1-', 'pat-na2-', 'pat-eu1-'], body: /[0-9a-f-]{4,}/y },
  { rule: 'airtable-token', prefixes: ['pat'], body: /[A-Za-z0-9]{14}\.[0-9a-f]{16,}/y },
  {
    rule: 'payment-key',
    prefixes: ['rzp_live_', 'rzp_test_', 'APP_USR-', 'EZAK', 'EZTK', 'duffel_live_', 'FLWSECK-', 'FLWSECK_TEST-'],
    body: /[\w-]{8,}/y,
  },
  { rule: 'fly-token', prefixes: ['FlyV1 ', 'fm1r_', 'fm2_', 'fo1_'], body: /[\w,+/=-]{8,}/y },
  { rule: 'alibaba-key-id', prefixes: ['LTAI'], body: /(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{12,}/y },
  { rule: 'openshift-token', prefixes: ['sha256~'], body: /[\w-]{8,}/y },
  {
    rule: 'paseto',
    prefixes: ['v1.local.', 'v2.local.', 'v3.local.', 'v4.local.', 'v2.public.', 'v4.public.'],
    body: wide,
  },
  { rule: 'age-key', prefixes: ['AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-PQ-1', 'AGE-PLUGIN-'], body: /[A-Z0-9-]*/y },
  { rule: 'json-web-token', prefixes: ['eyJ'], body: /[\w-]{8,}(?:\.[\w-]*){0,4}/y },
  { rule: 'base64-private-key', prefixes: ['LS0tLS1CRUdJTi'], body: /[A-Za-z0-9+/=\s]*[A-Za-z0-9+/=]/y },
  { rule: 'github-token', prefixes: ['v1.'], body: /[0-9a-f]{40}(?![0-9a-f])/y },
  { rule: 'gitlab-token', prefixes: ['GR1348941'], body: wide },
  { rule: 'aws-key', prefixes: ['amzn.mws.'], body: /[0-9a-f-]{8,}/y },
  { rule: 'aws-key', prefixes: ['ABSK', 'IQoJb3JpZ2lu', 'FwoGZXIvYXdz'], body: /[A-Za-z0-9+/=]{16,}/y },
  { rule: 'aws-key', prefixes: ['da2-'], body: /[a-z0-9]{20,}/y },
  { rule: 'google-hmac-key', prefixes: ['GOOG1', 'GOOG'], body: /[A-Z0-9]{16,}/y },
  { rule: 'clojars-token', prefixes: ['CLOJARS_'], body: /\w*/y },
  { rule: 'ai-service-key', prefixes: ['sk-lf-', 'pk-lf-'], body: /[0-9a-f-]*/y },
  { rule: 'ai-service-key', prefixes: ['sk_', 'wandb_v1_', 'pcsk_'], body: /[A-Za-z0-9]{20,}\w*/y },
  { rule: 'ai-service-key', prefixes: ['pa-'], body: /(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{32,}/y },
  {
    rule: 'payment-key',
    prefixes: ['shippo_live_', 'shippo_test_', 'live_', 'test_'],
    body: /(?=\w*\d)[A-Za-z0-9]{24,}/y,
  },
  { rule: 'payment-key', prefixes: ['access_token$production$', 'access_token$sandbox$'], body: /[\w$]*/y },
  { rule: 'payment-key', prefixes: ['EAAA', 'AQE'], body: /(?=[\w+/-]*\d)[\w+/-]{32,}/y },
  { rule: 'honeycomb-key', prefixes: ['hcaik_', 'hcxik_', 'hcxlk_', 'hcamk_'], body: word },
  { rule: 'dynatrace-token', prefixes: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s16.'], body: /[A-Z0-9.]*/y },
  {
    rule: 'vault-token',
    prefixes: ['s.', 'b.', 'r.'],
    body: /(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Z])[A-Za-z0-9]{24,}(?!\w)/y,
  },
  { rule: 'trello-token', prefixes: ['ATTA'], body: /[0-9A-Za-z]{32,}/y },
  { rule: 'launchdarkly-key', prefixes: ['sdk-', 'api-', 'mob-'], body: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]*/y },
  { rule: 'sonar-token', prefixes: ['sqp_', 'squ_', 'sqa_'], body: /[0-9a-f]{8,}/y },
  { rule: 'pulumi-token', prefixes: ['pul-'], body: /[0-9a-f]{16,}/y },
  { rule: 'netlify-token', prefixes: ['nfp_', 'nfc_', 'nfo_', 'nfb_'], body: mixed },
  { rule: 'vercel-token', prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], body: mixed },
  { rule: 'neon-key', prefixes: ['napi_'], body: /(?=\w*\d)\w{16,}/y },
  { rule: 'infisical-token', prefixes: ['st.'], body: /[0-9a-f]{16,}[0-9a-f.]*/y },
  { rule: '1password-key', prefixes: ['A3-'], body: /[A-Z0-9]{6}-[A-Z0-9-]{4,}/y },
  { rule: '1password-key', prefixes: ['ops_ey'], body: /[A-Za-z0-9+/=]{8,}/y },
  { rule: 'dbt-token', prefixes: ['dbtu_', 'dbtc_'], body: /[\w-]{16,}/y },
  { rule: 'mongodb-key', prefixes: ['mdb_sa_sk_', 'mdb_sa_id_'], body: wide },
  { rule: 'confluent-key', prefixes: ['cflt'], body: /[A-Za-z0-9+/]{32,}/y },
  { rule: 'deno-token', prefixes: ['ddp_', 'ddo_'], body: mixed },
  { rule: 'typeform-token', prefixes: ['tfp_'], body: /[\w-]{16,}/y },
  { rule: 'ci-token', prefixes: ['pnu_', 'rdme_', 'rnd_', 'fio-u-', 'glsat-'], body: /(?=[\w-]*\d)[\w-]{16,}/y },
  { rule: 'mail-service-key', prefixes: ['md-'], body: /(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}/y },
  { rule: 'azure-devops-token', prefixes: ['AZDO'], body: /[A-Za-z0-9]{4}(?!\w)/y, before: 76 },
  { rule: 'alibaba-key-id', prefixes: ['AKID', 'SCW'], body: /(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{17,}/y },
  { rule: 'yandex-token', prefixes: ['AQVN', 't1.9eu'], body: /[\w.-]{16,}/y },
  { rule: 'intra42-secret', prefixes: ['s-s4t2ud-'], body: /[0-9a-f]*/y },
  { rule: 'airtable-token', prefixes: ['key'], body: /(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Z])[A-Za-z0-9]{14}(?!\w)/y },
  { rule: 'asana-token', prefixes: ['1/', '2/'], body: /\d{16}(?:\/\d{16})?:[0-9a-f]{16,}/y },
  { rule: 'clickup-token', prefixes: ['pk_'], body: /\d{6,9}_[A-Z0-9]{16,}/y },
  { rule: 'okta-token', prefixes: ['00'], body: /(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{40}(?![\w-])/y },
  { rule: 'salesforce-token', prefixes: ['00D'], body: /[A-Za-z0-9]{12,15}![\w.]{16,}/y },
  { rule: 'twitter-token', prefixes: ['AAAAAAAAAAAAAAAAAAAAA'], body: /[\w%]{16,}/y },
  { rule: 'bitcoin-key', prefixes: ['xprv', 'yprv', 'zprv', 'tprv'], body: /[1-9A-HJ-NP-Za-km-z]{32,}/y },
  { rule: 'nostr-key', prefixes: ['nsec1', 'ncryptsec1', 'suiprivkey1'], body: /[a-z0-9]{16,}/y },
  {
    rule: 'password-hash',
    prefixes: ['$2a$', '$2b$', '$2y$', '$1$', '$5$', '$6$', '$y$', '$7$', '$apr1$'],
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
  { rule: 'cloudinary-key', prefixes: ['cloudinary://'], body: /\d+:[\w-]+/y },
  {
    rule: 'pkcs12-or-der-key',
    prefixes: ['MII'],
    body: /[A-Za-z0-9+/]{29,}={0,2}(?:(?:\\r|\\n|\s|["'+\\,>#*|-]){1,40}[A-Za-z0-9+/]{16,}={0,2})*(?:(?:\\r|\\n|\s|["'+\\,>#*|-]){1,40}[A-Za-z0-9+/]{1,64}={0,2}(?=\s*(?:\n|\\|["'`<]|$)))?/y,
  },
  { rule: 'azure-client-secret', prefixes: ['7Q~', '8Q~'], body: /[\w~.-]{16,}/y, before: 3 },
  { rule: 'cloudflare-key', prefixes: ['v1.0-'], body: /[0-9a-f]{8,}-?[0-9a-f]*/y },
];

const byPrefix = new Map<string, TokenFormat[]>();
for (const format of formats) {
  for (const prefix of format.prefixes) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), format]);
}
const escaped = [...byPrefix.keys()]
  .sort((a, b) => b.length - a.length)
  .map((prefix) => prefix.replace(/[.?/|+*()[\]{}\\^$]/g, '\\$&'));
const anyPrefix = new RegExp(escaped.join('|'), 'y');
/** How tokens of a known format begin. */
export const tokenPrefixes: readonly string[] = [...byPrefix.keys()];

/** Formats without a fixed prefix: a long run of token characters, and what stands before it. */
const shapes: readonly { readonly rule: string; readonly before: RegExp; readonly length: number }[] = [
  { rule: 'telegram-token', before: /(?<![\w/])\d{8,10}(?::|%3A)$/, length: 30 },
  { rule: 'discord-token', before: /(?<![\w.-])[MNO][\w-]{23,27}\.[\w-]{6}\.$/, length: 27 },
  { rule: 'ghost-key', before: /(?<!\w)[0-9a-f]{24}:$/, length: 64 },
  { rule: 'firebase-key', before: /(?<![\w-])AAAA[\w-]{7}:$/, length: 100 },
];
const shortestShape = Math.min(...shapes.map(({ length }) => length));
/** The longest text before a run that a shape looks at. */
const longestBefore = 40;

/** The prefix itself, then the known prefixes that it begins with, longest first. */
function prefixesOf(prefix: string): readonly string[] {
  let known = shorterPrefixes.get(prefix);
  if (!known) {
    known = [...byPrefix.keys()].filter((other) => prefix.startsWith(other)).sort((a, b) => b.length - a.length);
    shorterPrefixes.set(prefix, known);
  }
  return known;
}
const shorterPrefixes = new Map<string, readonly string[]>();

const wordCharacter = /[A-Za-z0-9]/;

/**
 * All tokens of a known format, also those that end early. `starts`: where a prefix may begin. `runs`: of at least 16 token
 * characters. Takes time linear in the text.
 */
export function findTokens(text: string, starts: readonly number[], runs: readonly TokenRun[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  let last = 0;
  for (const start of starts) {
    if (start < last) continue;
    anyPrefix.lastIndex = start;
    const [prefix] = anyPrefix.exec(text) ?? [];
    if (prefix === undefined) continue;
    const { before = 0 } = byPrefix.get(prefix)![0]!;
    const isInWord = wordCharacter.test(prefix[0]!) && start > 0 && wordCharacter.test(text[start - 1]!);
    if (before === 0 && isInWord) continue;
    const end = endOfToken(text, prefix, start);
    if (end === undefined) continue;
    found.push({ start: Math.max(0, start - before), end: end.at, rule: end.rule });
    last = end.at;
  }
  return [...found, ...findShapes(text, runs)];
}

function findShapes(text: string, runs: readonly TokenRun[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const { start, end } of runs) {
    if (end - start < shortestShape) continue;
    const before = text.slice(Math.max(0, start - longestBefore), start);
    for (const shape of shapes) {
      if (end - start < shape.length) continue;
      const match = shape.before.exec(before);
      if (match) found.push({ start: start - match[0].length, end, rule: shape.rule });
    }
  }
  return found;
}

function endOfToken(text: string, prefix: string, start: number): { at: number; rule: string } | undefined {
  for (const shorter of prefixesOf(prefix)) {
    for (const { body, rule } of byPrefix.get(shorter)!) {
      body.lastIndex = start + shorter.length;
      const match = body.exec(text);
      if (match) return { at: start + shorter.length + match[0].length, rule };
    }
  }
  return undefined;
}

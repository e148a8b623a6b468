import assert from 'node:assert/strict';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { findWithSecretlint } from '../../../../src/corpus/secrets/secretlint.ts';
import {
  mayHoldSecretlintMatch,
  secretlintRules,
  secretlintWords,
} from '../../../../src/corpus/secrets/secretlintBeginnings.ts';
import { createWordScanner } from '../../../../src/corpus/secrets/wordScanner.ts';
import { base64Of, drawFrom } from './plantedSecrets.ts';

const draw = drawFrom(12);
const key = `MI${draw('base64', 126)}`;

const account = {
  ...{ email: 'bob@1passwordserviceaccounts.lcl', muk: {}, secretKey: draw('base62', 30), srpX: draw('hex', 64) },
  ...{ signInAddress: 'a.1password.com', userAuth: {} },
};

/** Rule -> texts in which it finds something. Put together here, so that no scanner takes them for real ones. */
const samples: Readonly<Record<string, readonly string[]>> = {
  aws: [`AWS_SECRET_ACCESS_KEY=${draw('base62', 40)}`, `Secret_Access_Key: "${draw('base62', 40)}"`],
  // Its other matches are in files with certain names.
  npm: [`npm_${draw('base62', 36)}`],
  slack: [
    `xoxb-${draw('digits', 12)}-${draw('digits', 12)}-${draw('base62', 24)}`,
    `xapp-1-${draw('base62', 12)}-${draw('base62', 12)}`,
    `https://hooks.slack.com/services/T${draw('base62', 8)}/B${draw('base62', 8)}/${draw('base62', 24)}`,
  ],
  openai: [
    `sk-proj-${draw('base64url', 74)}T3BlbkFJ${draw('base64url', 73)}a`,
    `sk-${draw('base62', 20)}T3BlbkFJ${draw('base62', 20)}`,
  ],
  anthropic: [`sk-ant-api03-${draw('base64url', 93)}AA`],
  groq: [`gsk_${draw('base62', 52)}`],
  huggingface: [`hf_${draw('base62', 200).replace(/\d/g, '').slice(0, 34)}`],
  linear: [`lin_api_${draw('base62', 40)}`],
  notion: [`ntn_${draw('digits', 11)}${draw('base62', 35)}`],
  privatekey: [`-----BEGIN RSA PRIVATE KEY-----\n${key}\n-----END RSA PRIVATE KEY-----`],
  sendgrid: [`SG.${draw('base62', 22)}.${draw('base62', 43)}`],
  shopify: [`shpat_${draw('hex', 32)}`, `shppa_${draw('hex', 32)}`],
  github: [`ghp_${draw('base62', 36)}`, `ghs_${draw('base62', 36)}`, `github_pat_${draw('base62', 82)}`],
  gitlab: [`glpat-${draw('base62', 20)}`],
  grafana: [`glc_${draw('base62', 60)}`, `glsa_${draw('base62', 32)}_${draw('hex', 8)}`],
  '1password': [`ops_${base64Of(JSON.stringify(account))}`],
  'hashicorp-vault': [`hvs.${draw('base62', 95)}`, `hvb.${draw('base62', 140)}`],
  vercel: [`vcp_${draw('base62', 24)}`],
  databricks: [`dapi${draw('hex', 32)}`],
  docker: [`dckr_pat_${draw('base62', 27)}`],
  figma: [`figd_${draw('base62', 44)}`],
};

/** Rules that are not used. */
const omitted = ['filter-comments', 'basicauth', 'database-connection-string'];

describe('secretlint', () => {
  const scan = createWordScanner([secretlintWords]);
  const mayHoldMatch = (text: string): boolean => mayHoldSecretlintMatch(text, scan(text)[0]!);

  it('knows how the matches of every rule begin', () => {
    const ids = rules.map(({ meta }) => meta.id.replace(/^.*secretlint-rule-/, ''));
    assert.deepEqual([...secretlintRules].sort(), ids.filter((id) => !omitted.includes(id)).sort());
    // Its matches are whole files with certain names.
    assert.deepEqual([...secretlintRules].filter((rule) => rule !== 'gcp').sort(), Object.keys(samples).sort());
  });

  for (const [rule, texts] of Object.entries(samples)) {
    it(`searches a text in which a rule finds something: ${rule}`, async () => {
      for (const text of texts) {
        const line = `const x = "${text}";\n`;
        const found = await findWithSecretlint(line);
        assert.ok(
          found.some((span) => span.rule === rule),
          line,
        );
        assert.ok(mayHoldMatch(line), line);
      }
    });
  }

  it('does not search other text', () => {
    assert.ok(!mayHoldMatch('const secret = await open("https://example.org/a"); // the sk-learn examples\n'));
  });
});

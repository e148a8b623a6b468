// How the keys and tokens begin that secretlint's rules find: a text in which none of them begins need not be searched by it,
// which saves most of the time. A unit test compares this table with the rules of the preset.
import { matchesAny } from './wordScanner.ts';

interface Beginning {
  readonly words: readonly string[];
  /** What a match of the rule has at one of the words. */
  readonly pattern: string;
}

const beginnings: Readonly<Record<string, Beginning>> = {
  aws: { words: ['secret'], pattern: 'secret_?access' },
  gcp: { words: ['private_key'], pattern: 'private_key' },
  npm: { words: ['x-oauth-basic', '_authToken', 'npm_'], pattern: String.raw`x-oauth-basic|_authToken=|npm_\w{36}` },
  slack: { words: ['xox', 'xapp-', 'hooks.slack'], pattern: String.raw`xox[bpaor]-|xapp-|hooks\.slack` },
  openai: { words: ['sk-'], pattern: String.raw`sk-(?:proj|svcacct|admin)-|sk-\w{20}T3Blbk` },
  anthropic: { words: ['sk-'], pattern: 'sk-ant-' },
  groq: { words: ['gsk_'], pattern: String.raw`gsk_\w{52}` },
  huggingface: { words: ['hf_'], pattern: 'hf_[A-Za-z]{34}' },
  linear: { words: ['lin_api_'], pattern: 'lin_api_' },
  notion: { words: ['ntn_'], pattern: String.raw`ntn_\d{11}` },
  privatekey: { words: ['-----BEGIN'], pattern: '-----BEGIN' },
  sendgrid: { words: ['SG.'], pattern: String.raw`SG\.\w+\.` },
  shopify: { words: ['shp'], pattern: 'shp(?:pa|ca|at|ss)_' },
  github: {
    words: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    pattern: String.raw`gh[pousr]_\w{36}|github_pat_`,
  },
  gitlab: { words: ['glpat-'], pattern: 'glpat-' },
  grafana: { words: ['glc_', 'glsa_'], pattern: 'glc_|glsa_' },
  '1password': { words: ['ops_'], pattern: 'ops_ey' },
  'hashicorp-vault': { words: ['hvs.', 'hvb.', 'hvr.'], pattern: String.raw`hv[sbr]\.` },
  vercel: { words: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], pattern: String.raw`vc[piark]_\w{20}` },
  databricks: { words: ['dapi'], pattern: 'dapi[0-9a-f]{32}' },
  docker: { words: ['dckr_pat_'], pattern: 'dckr_pat_' },
  figma: { words: ['figd_'], pattern: 'figd_' },
};

/** By the name of the rule, without what all names begin with. */
export const secretlintRules: readonly string[] = Object.keys(beginnings);
export const secretlintWords: readonly string[] = Object.values(beginnings).flatMap(({ words }) => words);
const anyBeginning = new RegExp([...new Set(Object.values(beginnings).map(({ pattern }) => pattern))].join('|'), 'iy');

/** `starts`: where one of the words may begin. False: secretlint finds nothing in the text. */
export function mayHoldSecretlintMatch(text: string, starts: readonly number[]): boolean {
  return matchesAny(text, anyBeginning, starts);
}

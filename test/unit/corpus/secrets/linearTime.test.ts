// Four times the text takes about four times the time: of the words of each rule, of what begins a rule and does not end, and of texts
// that took longer once. `npm run bench:reliability` searches for more such texts.
import assert from 'node:assert/strict';
import { findSecrets, ruleWords } from '../../../../src/corpus/secrets/findSecrets.ts';
import {
  attackLength,
  growthOf,
  mostGrowth,
  mostTimes,
  ordinaryTime,
} from '../../../../bench/reliability/adversarialSearch.ts';
import { textOf, type Attack } from '../../../../bench/reliability/adversarialTexts.ts';
import { cpuMs } from '../../cpuMs.ts';

/** Of CPU time. Shorter times say nothing. */
const leastMs = 15;

async function assertLinear(attack: Attack): Promise<void> {
  if ((await cpuMs(() => findSecrets(textOf(attack, attackLength), attack.path))) < leastMs) return;
  const { ms, growth } = growthOf(attack);
  assert.ok(ms < leastMs || growth < mostGrowth, `${ms} ms, growth ${growth}: ${JSON.stringify(attack)}`);
}

const signs = [...' \t\n=:"\'`\\([{<%-_/.,|a1', '%2B'];

describe('time to find secrets', () => {
  before(() => {
    for (let run = 0; run < 50; run++) findSecrets('password: a\n'.repeat(100), 'a.md');
  });

  it('is linear for each rule: a word, a long run of one sign, and an end that does not match', async () => {
    for (const words of ruleWords) {
      for (const sign of signs) {
        await assertLinear({
          path: 'a.md',
          prefix: `${words[0]!}${sign === ' ' ? '(' : ' = '}`,
          unit: sign,
          suffix: '!',
        });
      }
    }
  });

  it('is linear for each word of each rule, repeated without and with a sign between', async () => {
    for (const word of new Set(ruleWords.flat())) {
      for (const sign of ['', '-', '_', 'x1']) {
        await assertLinear({ path: 'a.md', prefix: '', unit: word + sign, suffix: '_' });
      }
    }
  });

  it('is linear for each rule: its words on one line, with a sign after each', async () => {
    for (const words of ruleWords) {
      for (const sign of [' ', '=', '"', '|']) {
        const unit = words.slice(0, 5).join(sign) + sign;
        await assertLinear({ path: sign === '|' ? 'a.csv' : 'a.ts', prefix: '', unit, suffix: '' });
      }
    }
  });

  for (const [what, attack] of Object.entries({
    'doubled quotes in SQL': {
      prefix: `INSERT INTO users (id, bio, password) VALUES (1, 'it`,
      unit: "''s it",
      suffix: `', NOW())`,
    },
    'blanks in SQL': { prefix: 'INSERT INTO users (id, password) VALUES (1, ', unit: ' ', suffix: `"` },
    'statements in SQL that do not end': { prefix: '', unit: 'INSERT INTO t (password) VALUES (', suffix: '' },
    'a long word after encoded text': { prefix: '%2B ', unit: 'a', suffix: '' },
    'encoded passwords': { prefix: '', unit: 'pwd-----a /%40', suffix: '' },
    'blanks in brackets': { prefix: 'password = (', unit: ' ', suffix: '!' },
    'many keys that begin': { prefix: '', unit: '-----BEGIN A PRIVATE KEY-----\n', suffix: '-----END ' },
    'keys of another kind that begin': { prefix: '', unit: '---- BEGIN A ----\n', suffix: '---- END ' },
    'a prefix of tokens in lower case': { prefix: '', unit: 'xai-', suffix: '' },
    'names of functions without an end': { prefix: '', unit: 'authorizationbasic', suffix: '' },
    'lists in lists': { prefix: '', unit: '"passwords": [', suffix: '' },
    'strings that are joined': { prefix: '', unit: `"abcd"+"efgh" `, suffix: '' },
    manifests: { prefix: '', unit: 'kind: Secret\n---\n', suffix: '' },
    'names in a tag that does not end': { prefix: '', unit: 'token'.repeat(25) + '<', suffix: '' },
    'cells without blanks': { prefix: '', unit: 't_osifre|', suffix: '' },
  })) {
    it(`is linear: ${what}`, async () => {
      for (const path of ['a.md', 'a.ts', 'a.csv', 'a.sql']) await assertLinear({ path, ...attack });
    });
  }

  // Other programs use the caches of the machine.
  const tolerance = 2;
  for (const [what, attack] of Object.entries({
    'encoded strings that look random': { path: 'a.properties', unit: '\fa%40cjbfacbjddhgpasswordgfhci' },
    'random strings between words beyond ASCII': { path: 'a.json', unit: 'g8hogYm7bXsXh8n5bh4密码' },
    'short words for a password': { path: 'a.md', unit: 'pwpwhasło' },
    'names in letters': { path: 'a.yml', unit: 'token' },
    'values that end with a run of brackets': {
      path: 'a.md',
      unit: `${'pin:aaaa.bbbb..'.repeat(540)}${')'.repeat(11_900)}`,
    },
    'runs of zeros between words': { path: 'a.txt', unit: `${'0'.repeat(32)}<key>!pass` },
    'encoded text of words that are cut off': {
      path: 'a.txt',
      unit: '((encrypncryptioencryptioen%40cryptioencrypeyJeyJconfigeyJeyJeyJeyJtioaa',
    },
  })) {
    it(`takes at most ${mostTimes} times as long as ordinary text: ${what}`, () => {
      const most = tolerance * mostTimes * ordinaryTime();
      const { ms } = growthOf({ prefix: '', suffix: '', ...attack }, most);
      assert.ok(ms <= most, `${ms} ms of at most ${most}`);
    });
  }

  const continued = (lineEnd: string): string => 'pin:'.repeat(33) + 'name'.repeat(100) + lineEnd + 'name'.repeat(100);
  const blanks = ' '.repeat(400);
  const [longValue, field] = ['ſab, '.repeat(50), '<add key="password"'];
  const joined = 'P"d"+"'.repeat(20);
  for (const [what, path, unit, similar] of [
    ['values that all end on a line that is continued', 'a.csv', continued('\\\n'), continued('!\n')],
    ['short strings that are joined on a long line', 'a.ts', joined, `${joined}\n`],
    ['names in many blanks', 'a.py', `${blanks}${'TOKEN'.repeat(8)}${blanks}`, `${'TOKEN'.repeat(8)} `],
    ['values in quotes that do not end', 'a.md', `${longValue}${field} value="`, `${longValue}${field} other="`],
    ['values that all go on on the next line', 'a.xml', 'pin:bindpw\\\n', 'pin:bindpw!\n'],
    ['announcements among the codes that they announce', 'a.md', 'backup keys:a1b2 ', 'backup keys:abcd '],
  ] as const) {
    it(`is not much longer than for similar text: ${what}`, async () => {
      const timeOf = async (repeated: string): Promise<number> => {
        const { ms } = growthOf({ path, prefix: '', unit: repeated, suffix: '' });
        return ms;
      };
      let [slow, usual] = [await timeOf(unit), await timeOf(similar)];
      // The compiler and the collector of garbage make single times longer, never shorter.
      for (let again = 0; again < 3 && slow > 2.5 * usual; again++) {
        slow = Math.min(slow, await timeOf(unit));
        usual = Math.min(usual, await timeOf(similar));
      }
      assert.ok(slow <= 2.5 * usual, `${slow} ms instead of ${usual}`);
    });
  }

  for (const unit of ['password=', 'users: [', '"PIN","value":']) {
    it(`is not much longer for a document of one long line than of many lines: ${unit}`, async () => {
      const timeOf = (line: string): Promise<number> => {
        const text = line.repeat(600_000 / line.length);
        return cpuMs(() => findSecrets(text, 'a.ts'));
      };
      let [slow, usual] = [await timeOf(unit), await timeOf(`${unit}\n`)];
      for (let again = 0; again < 3 && slow > 5 * usual; again++) {
        slow = Math.min(slow, await timeOf(unit));
        usual = Math.min(usual, await timeOf(`${unit}\n`));
      }
      assert.ok(slow <= 5 * usual, `${slow} ms instead of ${usual}`);
    });
  }
});

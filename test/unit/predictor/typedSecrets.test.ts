// A simulated user types secrets key by key into a document. Nothing of them may be suggested in another document afterwards.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { loadModels } from '../../../src/cli/loadModels.ts';
import { maskBeforeCaret } from '../../../src/corpus/secrets/maskBeforeCaret.ts';
import type { Models } from '../../../src/model/createModels.ts';
import type { AdaptiveNetwork } from '../../../src/model/network/dynamicEvaluation.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { drawFrom, places, secretKinds } from '../corpus/secrets/plantedSecrets.ts';
import { laterNamedPlaces } from '../corpus/secrets/labeledPlaces.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

const leastLeak = 8;
/** Keys of several hundred characters take long and are no other case. */
const kinds = Object.entries(secretKinds).filter(([, create]) => create(drawFrom(1)).length < 200);

async function openCompleter(models: Models) {
  const known = [{ path: 'w/known.ts', text: 'export const known = 1;\n'.repeat(20) }];
  const completer = createCompleter({ onTextsForgotten: () => void completer.learn(known), models, ...turns() });
  await completer.learn(known);
  const ask = async (document: string, before: string, mayLearn = true) => {
    const masked = maskBeforeCaret(before, '', 6000, document);
    const request = requestAt(masked, {
      document,
      model: 'mixture',
      maxCharacters: 200,
      mayLearn,
      ...(!mayLearn && { alternatives: 1 }),
    });
    return (await completer.complete(request, () => false)).completion;
  };
  return { completer, ask };
}

type Ask = Awaited<ReturnType<typeof openCompleter>>['ask'];

/** The longest run of characters of the secret that suggestions after its prefixes continue correctly. */
async function longestLeak(ask: Ask, before: string, secret: string): Promise<string> {
  let longest = '';
  for (let at = 0; at < secret.length - leastLeak; at += 5) {
    const completion = await ask('w/other.ts', before + secret.slice(0, at), false);
    for (const text of [completion?.text ?? '', ...(completion?.alternatives ?? [])]) {
      for (let start = 0; start + leastLeak <= text.length; start++) {
        const part = text.slice(start, start + leastLeak);
        if (secret.includes(part) && !before.includes(part)) longest = part;
      }
    }
  }
  return longest;
}

/** Records what dynamic evaluation learns, byte by byte. */
function recordLearnedBytes(network: AdaptiveNetwork, learned: string[]): void {
  const learn = network.learn.bind(network);
  Object.assign(network, {
    learn: (byte: number) => {
      learned.push(String.fromCharCode(byte));
      learn(byte);
    },
  });
}

describe('secrets that are typed', () => {
  let models: Models;
  before(async () => {
    models = await loadModels(false);
    // Learning waits for pauses in typing with timers, which end at once here.
    mock.method(globalThis, 'setTimeout', setImmediate);
  });
  after(() => mock.restoreAll());

  it('are not suggested in another document', async function () {
    this.timeout(240_000);
    const { completer, ask } = await openCompleter(models);
    for (const [index, [kind, create]] of kinds.entries()) {
      const secret = create(drawFrom(100 + index));
      const place = Object.values(places)[index % Object.keys(places).length]!;
      const text = place.text(secret);
      for (let at = 1; at <= text.length; at++) await ask(`w/${place.path}`, text.slice(0, at));
      await ask(`w/${place.path}`, `${text}\nlet next;\n`);
      await completer.learn([]);
      const before = text.slice(0, text.indexOf(secret.slice(0, 10)));
      assert.equal(await longestLeak(ask, before, secret), '', `${kind} in ${place.path}`);
    }
  });

  it('would be found if they were learned', async () => {
    const { completer, ask } = await openCompleter(models);
    const secret = `ghp_${drawFrom(5)('base62', 36)}`;
    // In two files: what one file has is not offered in another.
    const text = `const key = "${secret}";\n`;
    await completer.learn(['w/leak.ts', 'w/second.ts'].map((path) => ({ path, text })));
    assert.notEqual(await longestLeak(ask, 'const key = "', secret), '');
  });

  it('are forgotten if they were complete lines before they were recognizable', async function () {
    this.timeout(60_000);
    const { completer, ask } = await openCompleter(models);
    const secret = `ghp_${drawFrom(7)('base62', 36)}`;
    const half = `const key = "${secret.slice(0, 14)}`;
    for (let times = 0; times < 3; times++) await ask('w/a.ts', `import a;\n${half}\nlet next;\n`);
    await ask('w/a.ts', `import a;\n${half}${secret.slice(14)}";\n`);
    await completer.learn([]);
    assert.equal(await longestLeak(ask, 'const key = "', secret), '');
  });

  it('are forgotten if a line above their name was complete before the name was typed', async function () {
    this.timeout(120_000);
    for (const [index, { path, text }] of Object.values(laterNamedPlaces).entries()) {
      const { completer, ask } = await openCompleter(models);
      const secret = `k${drawFrom(20 + index)('password', 12)}7`;
      const lines = text(secret).split('\n');
      for (let end = 1; end <= lines.length; end++) await ask(`w/${path}`, lines.slice(0, end).join('\n'));
      await completer.learn([]);
      const before = text(secret).slice(0, text(secret).indexOf(secret));
      assert.equal(await longestLeak(ask, before, secret), '', text(secret));
    }
  });

  it('are learned by no component, also not by dynamic evaluation of the workspace network', async function () {
    this.timeout(60_000);
    const alphabet = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('') + '\n';
    const learned: string[] = [];
    const completer = createCompleter({
      models: {
        ...models,
        *openWorkspaceNetwork(checkpoint, current) {
          const network = yield* models.openWorkspaceNetwork(checkpoint, current);
          recordLearnedBytes(network.adaptive, learned);
          return network;
        },
      },
      ...turns(),
    });
    await completer.load(checkpointOf(alphabet));
    await completer.learn([{ path: 'w/known.ts', text: 'export const known = 1;\n'.repeat(20) }]);
    const secret = `ghp_${drawFrom(9)('base62', 36)}`;
    const text = `import a;\nconst key = "${secret}";\nother = "${secret}";\nlet next;\n`;
    for (let at = 1; at <= text.length; at++) {
      const before = maskBeforeCaret(text.slice(0, at), '', 6000, 'w/a.ts');
      await completer.complete(requestAt(before, { document: 'w/a.ts', model: 'mixture' }), () => false);
      const inLine = text.slice(0, at).split('\n').at(-1)!;
      if (inLine.length > 4)
        assert.ok(!learned.join('').includes(inLine.slice(0, 12)), `an incomplete line: ${inLine}`);
    }
    const all = learned.join('');
    assert.ok(all.includes('other = "***";\n'), `complete lines are learned: ${all}`);
    for (let at = 0; at + leastLeak <= secret.length; at++)
      assert.ok(!all.includes(secret.slice(at, at + leastLeak)), secret.slice(at, at + leastLeak));
  });

  it('are masked up to the caret where the caret divides them, and where a key begins far above', async () => {
    const draw = drawFrom(3);
    const token = secretKinds['Slack token']!(draw);
    const divided = maskBeforeCaret(`a = "${token.slice(0, 24)}`, `${token.slice(24)}";\n`, 6000, 'a.ts');
    assert.equal(divided, 'a = "***');
    const key = secretKinds['RSA key']!(draw);
    const text = `${'line\n'.repeat(2000)}${key}`;
    for (let end = text.length - key.length + 100; end < text.length; end += 97) {
      const masked = maskBeforeCaret(text.slice(0, end), '', 300, 'a.txt');
      const lines = key.split('\n').filter((line) => line.length > leastLeak);
      assert.ok(!lines.some((line) => masked.includes(line.slice(0, leastLeak))), masked);
    }
  });
});

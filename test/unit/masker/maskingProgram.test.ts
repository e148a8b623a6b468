// The thread that masks texts, with texts on which an expression does not end.
import assert from 'node:assert/strict';
import type { ReadText } from '../../../src/corpus/learnableText.ts';
import { learnableTextIn } from '../../../src/masker/learnableTexts.ts';
import { MaskingProgram, type MaskingProgramOptions } from '../../../src/masker/maskingProgram.ts';
import { exits, hangingMasker, hangs } from '../../../bench/reliability/hangingMasker.ts';

const read = (text: string): ReadText => ({ path: 'ws/a.ts', text, isOpen: false });
const excluded = 'not searched for secrets';

describe('the masking thread', () => {
  const masker = hangingMasker();
  const opened: MaskingProgram[] = [];

  /** `starts`: threads that were started for it. */
  function open(options: Partial<MaskingProgramOptions> = {}) {
    const before = masker.starts();
    const warnings: string[] = [];
    const thread = new MaskingProgram({
      start: masker.start,
      warn: (message) => warnings.push(message),
      limits: { textMs: 300 },
      ...options,
    });
    opened.push(thread);
    const learnable = learnableTextIn(thread);
    return { thread, warnings, learnable, starts: () => masker.starts() - before };
  }

  afterEach(() => opened.splice(0).forEach((thread) => thread.dispose()));
  after(() => masker.remove());

  it('checks and masks a text', async () => {
    const { learnable } = open();
    assert.deepEqual(await learnable(read('password = "hunter2-x9Qz-7fKq"\r\n')), {
      path: 'ws/a.ts',
      text: 'password = "***"\n',
      masked: [{ line: 1, rule: 'password-value' }],
    });
    assert.equal(await learnable(read(' \n')), 'empty');
  });

  it('starts with the first text, once', async () => {
    const { thread, learnable, starts } = open();
    assert.deepEqual([thread.isRunning, starts()], [false, 0]);
    await Promise.all([learnable(read('a')), learnable(read('b'))]);
    assert.deepEqual([thread.isRunning, starts()], [true, 1]);
  });

  it('stays closed when it is closed while it starts, until the next text', async () => {
    const { thread, learnable, starts } = open();
    const waiting = [thread.run(0, () => Promise.resolve(1)), thread.run(0, () => Promise.resolve(2))];
    while (!thread.isRunning) await Promise.resolve();
    thread.close();
    assert.deepEqual(await Promise.all(waiting), [undefined, undefined]);
    assert.deepEqual([thread.isRunning, starts()], [false, 1]);
    await learnable(read('a'));
    assert.equal(thread.isRunning, true);
  });

  it('excludes a text on which an expression hangs, says so without its content, and masks the others', async () => {
    const { learnable, warnings, starts } = open();
    const texts = ['before', hangs, 'after', `${hangs} again`, 'end'];
    const found = await Promise.all(texts.map((text) => learnable(read(text))));
    assert.deepEqual(
      found.map((result) => (typeof result === 'string' ? result : result.text)),
      ['before', excluded, 'after', excluded, 'end'],
    );
    assert.deepEqual(warnings, [
      `A text of ${hangs.length} characters was not searched for secrets: it takes too long.`,
      `A text of ${hangs.length + 6} characters was not searched for secrets: it takes too long.`,
    ]);
    assert.equal(starts(), 3);
  });

  it('gives less time to a text the more texts have exceeded theirs', async () => {
    const { learnable } = open({ limits: { textMs: 1000 } });
    await learnable(read('starts the thread'));
    const times: number[] = [];
    for (let text = 0; text < 3; text++) {
      const began = performance.now();
      await learnable(read(hangs));
      times.push(performance.now() - began);
      await learnable(read('starts the next thread'));
    }
    assert.ok(times[0]! > 900 && times[2]! < times[0]!, times.join());
  });

  it('gives more time to a long text', async () => {
    const { thread, warnings } = open({ limits: { textMs: 100, unitMs: 1 } });
    await thread.run(0, (api) => api.prepare());
    const began = performance.now();
    assert.equal(await thread.run(1000, (api) => api.learnableText(read(hangs))), undefined);
    assert.ok(performance.now() - began > 1000);
    assert.equal(warnings.length, 1);
  });

  it('gives a text to a second thread if the first one exits, and excludes it if that exits, too', async () => {
    const { learnable, warnings, starts } = open();
    let first = true;
    const exiting = open({ start: () => (first ? ((first = false), masker.start()) : masker.start()) });
    assert.equal(await exiting.learnable(read(exits)), excluded);
    assert.equal(exiting.starts(), 2);
    assert.deepEqual(await learnable(read('x')), { path: 'ws/a.ts', text: 'x' });
    assert.deepEqual([warnings, starts()], [[], 3]);
  });

  it('excludes all texts when the thread cannot be started, and does not try for ever', async () => {
    let tries = 0;
    const broken = open({
      start: () => {
        tries++;
        throw new Error('no threads here');
      },
    });
    for (let text = 0; text < 3; text++) assert.equal(await broken.learnable(read('x')), excluded);
    assert.ok(tries <= 6, String(tries));
  });

  it('ends when it has nothing to do, and starts again', async () => {
    const { thread, learnable, starts } = open({ idleMs: 50 });
    await learnable(read('a'));
    while (thread.isRunning) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(await learnable(read('b')), { path: 'ws/a.ts', text: 'b' });
    assert.equal(starts(), 2);
  });

  it('starts no thread for texts that wait when it is disposed', async () => {
    const { thread, learnable, starts } = open();
    const results = ['a', 'b', 'c'].map((text) => learnable(read(text)));
    await learnable(read('d'));
    const late = learnable(read(hangs));
    const waiting = learnable(read('e'));
    thread.dispose();
    assert.deepEqual(await Promise.all([late, waiting]), [excluded, excluded]);
    assert.equal((await Promise.all(results)).length, 3);
    assert.equal(starts(), 1);
  });
});

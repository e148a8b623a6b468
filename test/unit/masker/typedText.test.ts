// Masking while the user types: what is not masked in time is not sent.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { MaskingProgram } from '../../../src/masker/maskingProgram.ts';
import { createTypedTextMask } from '../../../src/masker/typedText.ts';
import type { MaskerApi, TextToMask } from '../../../src/protocol/masker.ts';
import { hangingMasker, hangs } from '../../../bench/reliability/hangingMasker.ts';

const typed = (before: string, path = 'ws/a.ts'): TextToMask => ({ before, after: '', length: before.length, path });

/** A thread that masks when it is told to. */
function heldThread() {
  const asked: { readonly text: string; answer(masked: string | undefined): void }[] = [];
  let milliseconds = 0;
  const masker = {
    maskBeforeCaret: ({ before }) =>
      new Promise<string>((resolve) => asked.push({ text: before, answer: (masked) => resolve(masked!) })),
  } as MaskerApi;
  const create = () => createTypedTextMask({ run: (_, call) => call(masker) }, () => milliseconds);
  return { asked, create, mask: create(), wait: (ms: number) => (milliseconds += ms) };
}

describe('masking typed text', () => {
  it('gives what is masked within the deadline', async () => {
    const { asked, mask } = heldThread();
    const masked = mask(typed('a'));
    asked[0]!.answer('A');
    assert.equal(await masked, 'A');
  });

  it('gives nothing after the deadline, and the result when it is asked again', async () => {
    const { asked, mask } = heldThread();
    assert.equal(await mask(typed('a'), 5), undefined);
    asked[0]!.answer('A');
    await sleep(0);
    assert.equal(await mask(typed('a'), 5), 'A');
    assert.equal(asked.length, 1);
  });

  it('masks the newest text next, and gives up those before it', async () => {
    const { asked, mask } = heldThread();
    const results = ['a', 'b', 'c'].map((text) => mask(typed(text)));
    assert.deepEqual(
      asked.map(({ text }) => text),
      ['a'],
    );
    asked[0]!.answer('A');
    await sleep(0);
    assert.deepEqual(
      asked.map(({ text }) => text),
      ['a', 'c'],
    );
    asked[1]!.answer('C');
    assert.deepEqual(await Promise.all(results), ['A', undefined, 'C']);
  });

  it('gives up no text for another purpose', async () => {
    const { asked, create, mask } = heldThread();
    const other = create();
    const results = [mask(typed('a')), mask(typed('b')), other(typed('c')), mask(typed('d'))];
    for (let next = 0; next < 3; next++) {
      asked[next]!.answer(asked[next]!.text.toUpperCase());
      await sleep(0);
    }
    assert.deepEqual(await Promise.all(results), ['A', undefined, 'C', 'D']);
  });

  it('refuses a document whose text was not masked for half a minute, and no other document', async () => {
    const { asked, mask, wait } = heldThread();
    const first = mask(typed('a'));
    asked[0]!.answer(undefined);
    assert.equal(await first, undefined);
    assert.equal(await mask(typed('ab')), undefined);
    const other = mask(typed('x', 'ws/b.ts'));
    assert.equal(asked.length, 2);
    asked[1]!.answer('X');
    assert.equal(await other, 'X');
    wait(31_000);
    const again = mask(typed('abc'));
    asked[2]!.answer('ABC');
    assert.equal(await again, 'ABC');
  });

  it('masks other documents again after an expression has hung', async () => {
    const hanging = hangingMasker();
    const thread = new MaskingProgram({ start: hanging.start, warn: () => undefined, limits: { textMs: 200 } });
    try {
      const mask = createTypedTextMask(thread);
      assert.equal(await mask(typed(`${hangs}\n`), 5), undefined);
      const secret = typed('password = "hunter2-x9Qz-7fKq"\n', 'ws/b.ts');
      let masked: string | undefined;
      for (let waits = 0; waits < 500 && masked === undefined; waits++) {
        masked = await mask(secret, 5);
        await sleep(20);
      }
      assert.equal(masked, 'password = "***"\n');
    } finally {
      thread.dispose();
      hanging.remove();
    }
  });
});

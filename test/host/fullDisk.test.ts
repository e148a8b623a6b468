// The checkpoints of a training cannot be written: in place of their folder is a file, which gives the same errors to the learner and to
// the host as a full disk.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextEvent, parts, until, untilStatus } from './extensionHost.ts';
import { beginWithNothing, forget } from './suite.ts';
import { beginTraining, smallTraining } from './trainingSteps.ts';
import { answerDialogs } from './windowFunction.ts';

describe('a training whose checkpoints cannot be written', () => {
  beginWithNothing({ ...smallTraining });
  after(() => forget());

  it('goes on, says so once, suggests with the new network, and loses nothing', async () => {
    using warnings = answerDialogs('showWarningMessage');
    const { session, store, predictor, context } = await parts();
    const model = join(context.storageUri!.fsPath, 'model');
    await forget();
    await beginTraining();
    await until(() => existsSync(join(model, 'run.json')));
    // The learner may write a draft into it meanwhile.
    rmSync(model, { recursive: true, maxRetries: 10, retryDelay: 20 });
    writeFileSync(model, '');
    const ended = untilStatus(session, 'ended');
    // In a message; the learner may have written a file just before.
    await nextEvent(session.onWeights, (weights) => weights instanceof Uint8Array);
    const { endReason } = await ended;
    assert.notEqual(endReason, undefined);
    await until(() => predictor.layers === 1);
    await store.flush();
    assert.equal(warnings.texts.length, 1, warnings.texts.join());
    assert.match(warnings.texts[0]!, /cannot save the network/u);
    const unsaved = (await store.load())!;
    rmSync(model);
    await store.flush();
    assert.deepEqual(Uint8Array.from((await store.load())!), Uint8Array.from(unsaved));
    assert.ok(readdirSync(model).includes('model.checkpoint'));
  });

  it('is followed by one whose checkpoints pass as files, which do not stay', async () => {
    const { session, store, context } = await parts();
    const model = join(context.storageUri!.fsPath, 'model');
    await beginTraining('checkpoint');
    const weights = await nextEvent(session.onWeights);
    assert.ok(!(weights instanceof Uint8Array));
    await untilStatus(session, 'ended');
    await store.flush();
    assert.deepEqual(
      readdirSync(model).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

// The built learner as a process: what it has reported when its training is over.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { startProcess } from '../../../src/processes/program.ts';
import { learnerEvents, type LearnerApi, type LearnerEvent } from '../../../src/protocol/learner.ts';
import type { PassedFiles } from '../../../src/protocol/passedContent.ts';
import { connect } from '../../../src/protocol/rpc.ts';
import { fox, small } from './smallTraining.ts';

const bundle = fileURLToPath(new URL('../../../dist/learner.mjs', import.meta.url));

describe('the process of the learner', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-learner-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has passed its last checkpoint when a training is over', async () => {
    const events: LearnerEvent<PassedFiles>[] = [];
    const program = startProcess(bundle, { drafts: join(folder, 'draft.') });
    try {
      const { remote } = connect<LearnerApi>(
        program,
        { report: (event: LearnerEvent<PassedFiles>) => void events.push(event) },
        { events: learnerEvents },
      );
      await remote.train({ texts: [{ path: 'w/fox.txt', text: fox }], settings: { ...small, seconds: 0.2 } });
      const last = events.slice(-3);
      assert.deepEqual(
        last.map(({ type }) => type),
        ['checkpoint', 'sample', 'ended'],
      );
      const [published] = last;
      const [file] = (published as { checkpoint: PassedFiles }).checkpoint.files;
      assert.ok(decodeCheckpoint(await readFile(file!)).progress.steps > 0);
    } finally {
      program.kill();
    }
  });
});

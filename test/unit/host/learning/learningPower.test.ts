// How fast text statistics learn the workspace: on battery, with simulated readings of the power source, and by the user's command.
import assert from 'node:assert/strict';
import { watchLearningPower } from '../../../../src/host/learning/learningPower.ts';
import type { PowerMode } from '../../../../src/host/powerSource.ts';
import { holdsWithin } from '../../../holdsWithin.ts';

const everyMs = 5;

function simulated(mode: PowerMode, isOnBattery: boolean) {
  const now = { kind: 'not learned', isOnBattery, reads: 0, share: 1 };
  let listener: () => void = () => undefined;
  const learning = {
    get isPaused() {
      return now.share === 0;
    },
    setShare: (share: number) => void (now.share = share),
  };
  const stage = {
    get current() {
      return { kind: now.kind };
    },
    onChange: (added: () => void) => {
      listener = added;
      return { dispose: () => (listener = () => undefined) };
    },
  };
  const power = watchLearningPower({
    stage,
    learning,
    everyMs,
    isOnBattery: () => Promise.resolve((now.reads++, now.isOnBattery)),
    mode: () => mode,
  });
  const become = (kind: string): void => {
    now.kind = kind;
    listener();
  };
  const untilShare = async (share: number): Promise<void> =>
    assert.ok(await holdsWithin(5000, () => now.share === share, 1), `the share is ${now.share}`);
  /** Until the source was read twice: once after this call began. */
  const untilRead = async (): Promise<void> => {
    const { reads } = now;
    assert.ok(await holdsWithin(5000, () => now.reads >= reads + 2, 1));
  };
  return { power, now, become, untilShare, untilRead };
}

describe('learning the workspace on battery', () => {
  it('takes a quarter of the time, and all of it on mains again', async () => {
    const { power, now, become, untilShare } = simulated('slow', true);
    become('learning');
    await untilShare(1 / 4);
    now.isOnBattery = false;
    await untilShare(1);
    power.dispose();
  });

  it('waits where the setting says so, until the user wants it', async () => {
    const { power, become, untilShare, untilRead, now } = simulated('pause', true);
    become('learning');
    await untilShare(0);
    power.toggle();
    assert.equal(now.share, 1);
    await untilRead();
    assert.equal(now.share, 1);
    power.dispose();
  });

  it('is as fast as ever where the setting says so, or the power source is another one', async () => {
    for (const [mode, isOnBattery] of [['ignore', true] as const, ['slow', false] as const]) {
      const { power, become, untilRead, now } = simulated(mode, isOnBattery);
      become('learning');
      await untilRead();
      assert.equal(now.share, 1);
      power.dispose();
    }
  });

  it('is not asked for while nothing is learned', async () => {
    const { power, become, untilRead, now } = simulated('slow', true);
    become('learning');
    await untilRead();
    become('learned');
    assert.equal(now.share, 1);
    const { reads } = now;
    await new Promise((resolve) => setTimeout(resolve, 10 * everyMs));
    assert.equal(now.reads, reads);
    power.dispose();
  });
});

describe('learning the workspace', () => {
  it('is paused by the user until all is learned or the user goes on', async () => {
    const { power, become, untilRead, now } = simulated('slow', false);
    power.toggle();
    assert.equal(now.share, 1, 'nothing is being learned');
    become('learning');
    power.toggle();
    await untilRead();
    assert.equal(now.share, 0);
    power.toggle();
    assert.equal(now.share, 1);
    power.toggle();
    become('not learned');
    assert.equal(now.share, 1);
    power.dispose();
  });
});

// Trainings on battery, with simulated readings of the power source.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from 'vscode';
import type { PowerMode } from '../../../../src/host/powerSource.ts';
import { watchTrainingPower } from '../../../../src/host/training/trainingPower.ts';
import { initialRunState, type RunState, type RunStatus } from '../../../../src/protocol/runState.ts';
import { holdsWithin } from '../../../holdsWithin.ts';

const everyMs = 5;

function simulated(mode: PowerMode, isOnBattery = false) {
  const now = { isOnBattery, mode, reads: 0, share: 1, told: [] as string[] };
  let state: RunState = initialRunState;
  let listener: (state: RunState) => void = () => undefined;
  const become = (status: RunStatus): void => {
    state = { ...state, status };
    listener(state);
  };
  const onStatus: Event<RunState> = (added) => {
    listener = added;
    return { dispose: () => (listener = () => undefined) };
  };
  const session = {
    get state() {
      return state;
    },
    onStatus,
    pause: () => become('paused'),
    resume: () => become('training'),
    setWorkShare: (share: number) => (now.share = share),
  };
  const power = watchTrainingPower({
    session,
    isOnBattery: () => Promise.resolve((now.reads++, now.isOnBattery)),
    mode: () => now.mode,
    threads: () => 4,
    tell: (change) => now.told.push(change),
    everyMs,
  });
  const until = async (holds: () => boolean): Promise<void> => assert.ok(await holdsWithin(5000, holds, 1));
  /** Until the source was read twice: once after this call began. */
  const untilRead = async (): Promise<void> => {
    const { reads } = now;
    await until(() => now.reads >= reads + 2);
  };
  return { power, session, now, become, status: () => state.status, until, untilRead };
}

describe('a training on battery', () => {
  it('uses the time of one core, and all cores on mains again', async () => {
    const { power, now, become, until } = simulated('slow', true);
    become('training');
    await until(() => now.share === 1 / 4);
    now.isOnBattery = false;
    await until(() => now.share === 1);
    assert.deepEqual(now.told, []);
    power.dispose();
  });

  it('pauses, and goes on when the computer is on mains', async () => {
    const { power, now, become, status, until } = simulated('pause');
    become('training');
    now.isOnBattery = true;
    await until(() => status() === 'paused');
    now.isOnBattery = false;
    await until(() => status() === 'training');
    assert.deepEqual(now.told, ['paused', 'resumed']);
    power.dispose();
  });

  it('goes on where the user resumes it', async () => {
    const { power, session, become, status, until, untilRead } = simulated('pause', true);
    become('training');
    await until(() => status() === 'paused');
    session.resume();
    await untilRead();
    assert.equal(status(), 'training');
    power.dispose();
  });

  it('stays paused where the user has paused it', async () => {
    const { power, now, session, become, status, untilRead } = simulated('slow', true);
    become('training');
    await untilRead();
    session.pause();
    now.isOnBattery = false;
    await untilRead();
    assert.equal(status(), 'paused');
    power.dispose();
  });

  it('is not changed by the setting `ignore`, nor where the source is another one', async () => {
    for (const [mode, isOnBattery] of [['ignore', true] as const, ['pause', false] as const]) {
      const { power, now, become, status, untilRead } = simulated(mode, isOnBattery);
      become('training');
      await untilRead();
      assert.deepEqual([status(), now.share], ['training', 1]);
      power.dispose();
    }
  });

  it('uses one core by the command, where the source is not known', async () => {
    const { power, now, become, untilRead } = simulated('slow');
    assert.equal(power.toggleOneCore(), true);
    become('training');
    await untilRead();
    assert.equal(now.share, 1 / 4);
    assert.equal(power.toggleOneCore(), false);
    assert.equal(now.share, 1);
    power.dispose();
  });

  it('waits where the user did not start it', async () => {
    const of = (mode: PowerMode, isOnBattery?: boolean) => simulated(mode, isOnBattery).power.mustWait();
    assert.deepEqual(
      [await of('slow', true), await of('pause', true), await of('ignore', true), await of('slow')],
      [true, true, false, false],
    );
  });

  it('reads the source only while it runs', async () => {
    const { power, now, become, untilRead } = simulated('slow', true);
    await sleep(5 * everyMs);
    assert.equal(now.reads, 0);
    become('training');
    await untilRead();
    become('ended');
    const { reads } = now;
    await sleep(5 * everyMs);
    assert.equal(now.reads, reads);
    power.dispose();
  });
});

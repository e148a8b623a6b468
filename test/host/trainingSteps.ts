// Trainings of a small network, by the command.
import { commands } from 'vscode';
import type { RunState } from '../../src/protocol/runState.ts';
import { parts, untilStatus } from './extensionHost.ts';

/** Settings of a small network that is trained in five seconds. */
export const smallTraining = {
  'training.hiddenSize': 48,
  'training.batchSize': 8,
  'training.sequenceLength': 32,
  'training.seconds': 5,
  'training.threads': 1,
};

type Start = 'nothing' | 'checkpoint';

export async function beginTraining(start: Start = 'nothing'): Promise<void> {
  const { session } = await parts();
  void commands.executeCommand('hiddenState.train', start);
  await untilStatus(session, 'training');
}

export async function train(start?: Start): Promise<RunState> {
  await beginTraining(start);
  return untilStatus((await parts()).session, 'ended');
}

export async function stopTraining(): Promise<RunState> {
  await commands.executeCommand('hiddenState.stop');
  return untilStatus((await parts()).session, 'ended');
}

// Starts the learner: in a process of its own where the user wants that and the machine lets us, else in a thread.
import { Uri } from 'vscode';
import type { LearnerEvent, ToLearner } from '../../protocol/learner.ts';
import { startProcess, startWorker, type Link } from './link.ts';
import { settings } from '../settings.ts';

type LearnerLink = Link<LearnerEvent, ToLearner>;

export function startLearner(extensionUri: Uri): LearnerLink {
  const program = (name: string): string => Uri.joinPath(extensionUri, 'dist', name).fsPath;
  const thread = (): LearnerLink => startWorker(program('learner.mjs'), 'Hidden State learner');
  if (!settings.training.ownProcess.value()) return thread();
  return orElse(
    () => startProcess(program('learnerProcess.mjs'), settings.training.wideVectors.value() ? ['wide'] : []),
    thread,
  );
}

/** The first link; if it dies before it said anything, the second, which is told all that the first was told. */
export function orElse(first: () => LearnerLink, second: () => LearnerLink): LearnerLink {
  let told: ToLearner[] | undefined = [];
  let hear = (event: LearnerEvent): void => void event;
  let died = (reason: string): void => void reason;
  let link = first();
  const listen = (): void => {
    link.receive((event) => {
      told = undefined;
      hear(event);
    });
  };
  listen();
  link.onDeath((reason) => {
    if (told === undefined) return died(reason);
    link = second();
    listen();
    link.onDeath(died);
    for (const message of told) link.send(message);
    told = undefined;
  });
  return {
    send: (message, transfer) => {
      told?.push(message);
      link.send(message, transfer);
    },
    receive: (listener) => {
      hear = listener;
    },
    onDeath: (listener) => {
      died = listener;
    },
    close: () => link.close(),
  };
}

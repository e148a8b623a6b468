// Learner, analyzer, predictor and their host are killed, suspended, run out of memory, or get jumping clocks and malformed messages,
// at random moments while they work on real checkpoints. After each fault the exit was reported once, the program works again, no
// process and no lock is left, and what was saved is on the disk.
import fc from 'fast-check';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { programNames, type ProgramName } from './hostMessages.ts';
import { failureOfGenerations, failureOfReopening, isLocked } from './hostStorage.ts';
import { randomFrom } from './hostileFiles.ts';
import { malformedMessages } from './messageFaults.ts';
import { note, type Faults, type Report } from './result.ts';
import { isAlive, startHost, until, type Host } from './startHost.ts';

/** The number of faults of each kind. Kinds that do not name one program go round all of them. */
export interface FaultCounts {
  readonly kills: number;
  readonly suspensions: number;
  readonly exhaustions: number;
  readonly clockJumps: number;
  readonly messages: number;
}

export interface FaultOptions {
  readonly seed: number;
  /** Time of work without a sign of life after which a program is ended. */
  readonly silentMs: number;
  /** A fault happens within this time after all programs have worked. */
  readonly longestWaitMs: number;
}

/** A suspended program is killed two seconds after the watchdog has found it. */
const killAfterMs = 2000;
/** For a busy machine. */
const slackMs = 10_000;
/** A training may end later than its budget: the last evaluation comes on top. */
const mostOfBudget = 1.5;

/** Undefined: survived. */
type Fault = (host: Host) => Promise<string | undefined>;

/** `end`: how the fault ends the program. */
async function exitOf(host: Host, program: ProgramName, end: () => void, reason: RegExp): Promise<string | undefined> {
  const before = host.exits.length;
  const pid = host.pidOf(program);
  end();
  if (!(await until(() => host.exits.length > before))) return 'no exit was reported';
  const isGone = await until(() => pid === undefined || !isAlive(pid), killAfterMs + slackMs);
  if (!isGone) return 'the process is still there';
  if (!(await until(() => host.works(program)))) return 'it does not work again';
  const exits = host.exits.slice(before);
  if (exits.length !== 1 || exits[0]!.program !== program) return `reports: ${JSON.stringify(exits)}`;
  return reason.test(exits[0]!.reason) ? undefined : `the reason is ${exits[0]!.reason}`;
}

const killed =
  (program: ProgramName): Fault =>
  (host) =>
    exitOf(host, program, () => process.kill(host.pidOf(program)!, 'SIGKILL'), /^SIGKILL$/);

const suspended =
  (program: ProgramName): Fault =>
  (host) =>
    exitOf(host, program, () => process.kill(host.pidOf(program)!, 'SIGSTOP'), /^it does not respond$/);

const exhausted =
  (program: ProgramName): Fault =>
  (host) =>
    exitOf(host, program, () => host.send({ type: 'exhaust', program }), /^(?!it does not respond)/);

const hostKilled: Fault = async (host) => {
  host.signal('SIGKILL');
  const isOver = await until(() => host.hasEnded() && ![...host.childPids].some(isAlive));
  return isOver ? undefined : 'a process is left';
};

/** Longer than a program may be silent: the host must not take its own sleep for a hang of its programs. */
const hostSuspended =
  (ms: number): Fault =>
  async (host) => {
    const before = host.exits.length;
    host.signal('SIGSTOP');
    await sleep(ms);
    const { count } = host.saved;
    host.signal('SIGCONT');
    if (!(await until(() => host.saved.count > count + 1))) return 'it saves nothing';
    return host.exits.length > before ? `reports: ${JSON.stringify(host.exits.slice(before))}` : undefined;
  };

/** A program may end because of a message, but then it is reported and started again. */
const messaged =
  (program: ProgramName, type: 'post' | 'deliver', message: unknown): Fault =>
  async (host) => {
    const before = host.exits.length;
    host.forgetWork(program);
    host.send({ type, program, message });
    if (!(await until(() => host.works(program)))) return `it does not work after ${fc.stringify(message)}`;
    const exits = host.exits.slice(before);
    return exits.length > 1 ? `reports: ${JSON.stringify(exits)}` : undefined;
  };

/** The next checkpoint is written in time, the lock is held, and trainings end in time. */
const clockJumps =
  (path: string): Fault =>
  async (host) => {
    const { count } = host.saved;
    if (!(await until(() => host.saved.count > count, 2 * slackMs + longestIntervalMs))) return 'nothing is saved';
    if (!(await isLocked(path))) return 'the lock is not held';
    const late = host.trainings.find(({ budgetMs, tookMs }) => tookMs > mostOfBudget * budgetMs + slackMs);
    if (late) return `a training of ${late.budgetMs} ms took ${late.tookMs} ms`;
    return host.exits.length > 0 ? `reports: ${JSON.stringify(host.exits)}` : undefined;
  };
/** Between two writes of the store. */
const longestIntervalMs = 8000;

/** Functions of the programs that need arguments. */
const functions: Readonly<Record<ProgramName, readonly string[]>> = {
  learner: ['train', 'setSampleOptions'],
  analyzer: ['open', 'analyze', 'cancel'],
  predictor: ['learn', 'load', 'complete', 'sample', 'typedThrough'],
};

interface Planned {
  readonly kind: string;
  readonly inject: Fault;
  readonly endsHost?: boolean;
  /** The host may report an error. */
  readonly mayReport?: boolean;
  /** Needs a host with a jumping clock. */
  readonly hasJumpingClock?: boolean;
}

function plan(counts: FaultCounts, path: string, { seed, silentMs }: FaultOptions): Planned[] {
  const targets = [...programNames, 'host'] as const;
  const each = <T>(count: number, items: readonly T[]): T[] =>
    Array.from({ length: count }, (_, n) => items[n % items.length]!);
  // The host last: so its programs exit more often than the supervisor starts them again.
  const killedTargets = each(counts.kills, targets).sort((a, b) => Number(a === 'host') - Number(b === 'host'));
  return [
    ...killedTargets.map((target): Planned => {
      const kind = `SIGKILL of the ${target}`;
      return target === 'host' ? { kind, inject: hostKilled, endsHost: true } : { kind, inject: killed(target) };
    }),
    ...each(counts.suspensions, targets).map((target): Planned => ({
      kind: `SIGSTOP of the ${target}`,
      inject: target === 'host' ? hostSuspended(1.2 * silentMs) : suspended(target),
    })),
    ...each(counts.exhaustions, programNames).map((name): Planned => ({
      kind: `out of memory of the ${name}`,
      inject: exhausted(name),
    })),
    ...each(counts.messages, programNames).map((name, n): Planned => {
      const type = n % 2 === 0 ? 'post' : 'deliver';
      const messages = malformedMessages(type === 'post' ? functions[name] : ['report', 'progress', 'staleLines']);
      const [message] = fc.sample(messages, { numRuns: 1, seed: seed + n });
      const kind = `malformed message ${type === 'post' ? 'to' : 'of'} the ${name}`;
      return { kind, inject: messaged(name, type, message), mayReport: true };
    }),
    ...each(counts.clockJumps, [clockJumps(path)]).map((inject): Planned => ({
      kind: 'jumps of the wall clock',
      inject,
      hasJumpingClock: true,
    })),
  ];
}

/** By kind. */
export async function injectHostFaults(
  counts: FaultCounts,
  options: FaultOptions,
): Promise<Record<string, Report<Faults>>> {
  const root = mkdtempSync(join(tmpdir(), 'hidden-state-host-'));
  const folder = join(root, 'model');
  const reports: Record<string, { counts: Faults; failures: string[] }> = {};
  let hasJumpingClock = false;
  const open = (): Host => startHost({ folder, silentMs: options.silentMs, hasJumpingClock });
  let host = open();
  let savedSteps = 0;
  const close = async (): Promise<string | undefined> => {
    host.send({ type: 'close' });
    if (!(await until(() => host.hasEnded()))) return 'the host does not close';
    return existsSync(`${folder}.lock`) ? 'the lock stays after closing' : undefined;
  };
  try {
    for (const [n, fault] of plan(counts, folder, options).entries()) {
      const { kind, inject, endsHost = false, mayReport = false } = fault;
      const report = (reports[kind] ??= { counts: { injected: 0, survived: 0 }, failures: [] });
      const random = randomFrom(options.seed + n);
      report.counts.injected++;
      if (fault.hasJumpingClock === true && !hasJumpingClock) {
        const failure = await close();
        if (failure !== undefined) note(report.failures, failure);
        hasJumpingClock = true;
        host = open();
      }
      const isUp = await until(() => host.isUp());
      const waitMs = random.below(options.longestWaitMs);
      await sleep(waitMs);
      const problems = host.problems.length;
      const failure = isUp ? await inject(host) : 'the programs do not work';
      savedSteps = Math.max(savedSteps, host.saved.steps);
      const problem =
        failure ??
        (await failureOfGenerations(folder, savedSteps)) ??
        (endsHost ? await failureOfReopening(folder, savedSteps) : mayReport ? undefined : host.problems[problems]);
      if (problem === undefined) report.counts.survived++;
      else note(report.failures, `${kind}, ${n}, after ${waitMs} ms: ${problem}`);
      // A host that did not survive is replaced, so that the next fault meets a sound one.
      if (problem !== undefined && !host.hasEnded()) await endAll(host);
      if (host.hasEnded()) host = open();
    }
    const failure = await close();
    if (failure !== undefined) for (const report of Object.values(reports)) note(report.failures, failure);
  } finally {
    await endAll(host);
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
  return reports;
}

async function endAll(host: Host): Promise<void> {
  host.signal('SIGKILL');
  for (const pid of host.childPids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await until(() => host.hasEnded());
}

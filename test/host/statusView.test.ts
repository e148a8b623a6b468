// The view in the activity bar: empty before the first training, so that the editor shows the welcome text, then with state and actions.
import assert from 'node:assert/strict';
import { commands } from 'vscode';
import type { SilenceReason } from '../../src/completion/decide/silence.ts';
import { initialRunState, isRunning, type RunState } from '../../src/protocol/runState.ts';
import { mainActions } from '../../src/host/status/mainActions.ts';
import { statusText } from '../../src/host/status/statusText.ts';
import { parts, until, untilStatus } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing } from './suite.ts';
import { beginTraining, smallTraining } from './trainingSteps.ts';

async function items(): Promise<{ label: string; description: string; command: string | undefined }[]> {
  const { statusView } = await parts();
  return statusView.getChildren().map((row) => {
    const { label, description, command } = statusView.getTreeItem(row);
    return { label: String(label), description: String(description ?? ''), command: command?.command };
  });
}

describe('the status view', () => {
  assertNoLeaks();

  beginWithNothing(smallTraining);
  after(() => commands.executeCommand('workbench.view.explorer'));

  it('can be focused, and is empty while nothing is learned', async () => {
    await commands.executeCommand('hiddenState.status.focus');
    assert.deepEqual(await items(), []);
  });

  it('shows progress and actions of a training, then the result', async () => {
    const { session, statusView } = await parts();
    const changedMs: number[] = [];
    const changes = statusView.onDidChangeTreeData(() => changedMs.push(performance.now()));
    await beginTraining();
    const training = await items();
    assert.equal(training[0]!.label, 'Training');
    assert.match(training[0]!.description, /^\d+%$/u);
    const offered = training.map(({ command }) => command);
    for (const name of ['pause', 'stop', 'showDashboard']) assert.ok(offered.includes(`hiddenState.${name}`), name);
    assert.ok(!offered.includes('hiddenState.train'));

    // Everything changes with one event.
    const atStop: string[] = [];
    const subscription = session.onStatus(({ isStopping }) => {
      const first = statusView.getTreeItem(statusView.getChildren()[0]!);
      if (isStopping) atStop.push(`${String(first.label)} ${String(first.description ?? '')}`.trim());
    });
    session.stop();
    subscription.dispose();
    assert.deepEqual(atStop, ['Stopping']);
    assert.ok((await items()).every(({ command }) => command !== 'hiddenState.pause'));

    await untilStatus(session, 'ended');
    await until(async () => (await items())[0]!.label === 'Trained');
    const ended = await items();
    assert.match(
      ended.find(({ label }) => label === 'Score')!.description,
      /^\d\.\d\d bits per character \(lower is better\)$/u,
    );
    assert.ok(ended.some(({ command }) => command === 'hiddenState.train'));
    // The editor waits until there is no change for 200 ms.
    changes.dispose();
    const gaps = changedMs.slice(1).map((ms, index) => ms - changedMs[index]!);
    assert.ok(gaps.length > 0 && Math.min(...gaps) > 200, String(gaps));
  });
});

describe('the actions of the menu', () => {
  it('have at most one “Pause”: during a training, that of the training', () => {
    const learning = { kind: 'learning', done: 0.5, isPaused: false, isRestored: false, isAgain: false } as const;
    const pausesWhile = (status: RunState['status']): string[] =>
      mainActions({
        session: { state: { ...initialRunState, status }, isRunning: isRunning({ status }) },
        predictor: { state: 'ready' },
        stage: { current: learning },
        consent: { isGiven: true },
      }).flatMap(({ icon, label }) => (icon === 'debug-pause' ? [label] : []));
    assert.deepEqual(pausesWhile('ended'), ['Pause learning']);
    assert.deepEqual(pausesWhile('training'), ['Pause training']);
    assert.deepEqual(pausesWhile('paused'), ['Pause learning']);
  });
});

const earlierModel = { isActive: false, bitsPerChar: undefined, isNewerSetAside: false };

describe('the text of the status bar', () => {
  const predictor = { state: 'ready', bitsPerChar: undefined } as const;
  const snoozed = { reason: { kind: 'snoozed', until: 'restart' }, language: 'markdown' } as const;

  for (const kind of ['learned', 'trained'] as const) {
    const status = { state: initialRunState, stage: { kind, characters: 2_100_000 }, predictor, earlierModel };

    it(`does not say that suggestions are made while they are snoozed: ${kind}`, () => {
      assert.match(statusText(status).sentence, /makes suggestions/u);
      const { sentence, lines } = statusText(status, snoozed);
      assert.doesNotMatch(sentence, /makes suggestions|Next/u);
      assert.deepEqual(lines, ['Suggestions are snoozed until the editor restarts.', sentence]);
      const manual = { reason: { kind: 'manual' }, language: 'markdown' } as const;
      assert.deepEqual(statusText(status, manual).lines.slice(1), ['Suggestions appear only on demand.']);
    });

    it(`says in the status bar that suggestions are snoozed or off, instead of the stage: ${kind}`, () => {
      const labelFor = (reason: SilenceReason | undefined): string => statusText(status, { reason, language: '' }).bar;
      assert.match(labelFor(undefined), new RegExp(`: ${kind}`, 'u'));
      assert.match(labelFor({ kind: 'manual' }), new RegExp(`: ${kind}`, 'u'));
      assert.match(labelFor(snoozed.reason), /: snoozed$/u);
      assert.match(labelFor({ kind: 'off' }), /: off$/u);
      for (const file of ['language', 'file', 'secrets'] as const)
        assert.match(labelFor({ kind: file }), /: off in this file$/u);
    });
  }

  it('says first that suggestions are snoozed, also during a training', () => {
    for (const status of ['preparing', 'training', 'paused'] as const) {
      const state = { ...initialRunState, status };
      const parts = { state, stage: { kind: 'trained', characters: 1 }, predictor, earlierModel } as const;
      const { bar, lines } = statusText(parts, snoozed);
      assert.equal(bar, `${statusText(parts).bar}, snoozed`);
      assert.match(lines[0]!, /snoozed until/u);
    }
  });

  it('says what became of the newest training where its network is not in use', () => {
    const sentenceOf = (endReason: RunState['endReason'], isNewerSetAside: boolean): string => {
      const score = 2.6;
      const state = { ...initialRunState, status: 'ended', endReason, score } as const;
      const stage = { kind: 'trained', characters: 2_100_000 } as const;
      return statusText({ state, stage, predictor, earlierModel: { ...earlierModel, isNewerSetAside } }).sentence;
    };
    assert.match(
      sentenceOf('finished', false),
      /between about 6 letters and signs \(score: 2\.60 bits per character; lower is better\)\.$/u,
    );
    assert.match(
      sentenceOf(undefined, false),
      / The newest training was interrupted\. Next: choose “Train RNN on workspace”, then “Train further”\.$/u,
    );
    assert.match(sentenceOf('finished', true), / The newest network was set aside: the earlier one is better\.$/u);
  });

  it('says that a training is being stopped', () => {
    const state = { ...initialRunState, status: 'training', isStopping: true } as const;
    const { bar, sentence } = statusText({ state, stage: { kind: 'not learned' }, predictor, earlierModel });
    assert.match(bar, /stopping$/u);
    assert.match(sentence, /measured once more/u);
  });

  it('says which network makes suggestions while another one is trained from scratch', () => {
    const state = {
      ...initialRunState,
      status: 'training',
      score: 5.06,
    } as const;
    const status = {
      state,
      stage: { kind: 'trained', characters: 1 },
      predictor,
    } as const;
    const said = /Suggestions use the earlier one \(0\.51 bits/u;
    const inUse = { ...earlierModel, isActive: true, bitsPerChar: 0.51 };
    assert.match(statusText({ ...status, earlierModel: inUse }).sentence, said);
    assert.doesNotMatch(statusText({ ...status, earlierModel }).sentence, said);
  });

  it('shows the score of the network in use after an interrupted training from scratch, also before it is loaded', () => {
    const score = 2.16;
    const status = {
      state: { ...initialRunState, status: 'ended', score },
      stage: { kind: 'trained', characters: 1 },
      earlierModel: { ...earlierModel, isActive: true, bitsPerChar: 1.375 },
    } as const;
    for (const loaded of [undefined, 2.16, 1.375]) {
      const { sentence } = statusText({ ...status, predictor: { state: 'ready', bitsPerChar: loaded } });
      assert.match(
        sentence,
        /about 2\.6 letters and signs \(score: 1\.3[78] bits .* interrupted: suggestions use the earlier network/u,
      );
      assert.doesNotMatch(sentence, /2\.16/u);
    }
  });
});

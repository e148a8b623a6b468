import assert from 'node:assert/strict';
import { reportedReason, silenceReason, type SuggestionSituation } from '../../../../src/completion/decide/silence.ts';

const ready: SuggestionSituation = {
  mayContainSecrets: false,
  isEnabled: true,
  isLanguageEnabled: true,
  isFileEnabled: true,
  snoozedUntil: undefined,
  isTrusted: true,
  predictor: 'ready',
  learningDone: undefined,
  isManual: false,
  preferredProvider: undefined,
  isLongLine: false,
  silentSyntax: undefined,
  excludedBecause: undefined,
};

describe('the reason for silence', () => {
  const situations: [
    changes: Partial<SuggestionSituation>,
    kind: string,
    typing: boolean,
    editor: boolean,
    own: boolean,
  ][] = [
    [{ mayContainSecrets: true }, 'secrets', true, true, true],
    [{ isEnabled: false }, 'off', true, true, false],
    [{ isLanguageEnabled: false }, 'language', true, true, false],
    [{ isFileEnabled: false }, 'file', true, true, false],
    [{ snoozedUntil: 'restart' }, 'snoozed', true, true, false],
    [{ predictor: 'empty' }, 'nothing learned', true, true, true],
    [{ predictor: 'empty', isTrusted: false }, 'untrusted', true, true, true],
    [{ predictor: 'empty', learningDone: 0.4 }, 'learning', true, true, true],
    [{ isManual: true }, 'manual', true, false, false],
    [{ preferredProvider: 'Other' }, 'other provider', true, false, false],
    [{ isLongLine: true }, 'long line', true, true, true],
    [{ silentSyntax: 'comment' }, 'comment', true, false, false],
    [{ silentSyntax: 'string' }, 'string', true, false, false],
    [{ predictor: 'stopped' }, 'stopped', false, false, false],
    [{ excludedBecause: 'ignored' }, 'context only', false, false, false],
  ];
  for (const [changes, kind, ...silenced] of situations) {
    it(`${kind} silences only the triggers that it should`, () => {
      const situation = { ...ready, ...changes };
      const triggers = ['typing', 'editor command', 'own command'] as const;
      assert.equal(reportedReason(situation)?.kind, kind);
      assert.deepEqual(
        triggers.map((trigger) => silenceReason(situation, trigger)?.kind),
        silenced.map((isSilent) => (isSilent ? kind : undefined)),
      );
    });
  }

  it('is absent where suggestions appear', () => {
    assert.equal(reportedReason(ready), undefined);
    assert.equal(silenceReason(ready, 'typing'), undefined);
  });

  it('does not hold back the last weights during a training', () => {
    assert.equal(silenceReason({ ...ready, learningDone: 0.4 }, 'typing'), undefined);
  });

  it('suggests with a model trained before the workspace lost its trust', () => {
    assert.equal(silenceReason({ ...ready, isTrusted: false }, 'typing'), undefined);
  });

  it('of the own command is the one that the command cannot overrule', () => {
    const situation = { ...ready, isEnabled: false, predictor: 'empty' } as const;
    assert.equal(silenceReason(situation, 'own command')?.kind, 'nothing learned');
    assert.equal(reportedReason(situation)?.kind, 'off');
  });

  it('carries the part that is learned, the end of the snooze and the preferred extension', () => {
    assert.deepEqual(reportedReason({ ...ready, predictor: 'empty', learningDone: 0.4 }), {
      kind: 'learning',
      done: 0.4,
    });
    assert.deepEqual(reportedReason({ ...ready, snoozedUntil: 5 }), { kind: 'snoozed', until: 5 });
    assert.deepEqual(reportedReason({ ...ready, preferredProvider: 'O' }), { kind: 'other provider', name: 'O' });
  });
});

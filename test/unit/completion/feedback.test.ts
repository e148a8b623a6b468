import assert from 'node:assert/strict';
import { createSuggestionFeedback } from '../../../src/completion/feedback.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { requestAt } from '../predictor/tinyModel.ts';

/** Milliseconds between two requests: long enough to read a suggestion. */
const pauseMs = 2000;

interface Visible {
  readonly document: string;
  readonly at: string;
  readonly text: string;
}

/** A user at an editor that reports to the feedback as the host does. */
function createUser() {
  const feedback = createSuggestionFeedback();
  const at = (before: string, changes: Partial<CompletionRequest> = {}) =>
    requestAt(before, { model: 'mixture', ...changes });
  let visible: Visible | undefined;
  /** The rest of the visible suggestion at `before`. */
  const restAt = (before: string, document: string): string | undefined => {
    if (visible?.document !== document || !before.startsWith(visible.at)) return undefined;
    const written = before.slice(visible.at.length);
    return visible.text.startsWith(written) ? visible.text.slice(written.length) || undefined : undefined;
  };
  /** The user writes up to `before`: accepts, types character by character, or types over the visible suggestion. */
  const write = (before: string, document: string, how: 'accepted' | 'typed' | 'pasted'): void => {
    if (visible?.document !== document || !before.startsWith(visible.at)) return void (visible = undefined);
    const written = before.slice(visible.at.length);
    if (written === '') return;
    let agreed = 0;
    while (agreed < written.length && written[agreed] === visible.text[agreed]) agreed++;
    const report = (length: number) =>
      feedback.observeOutcome({ kind: how === 'accepted' ? how : 'typed', document, length, visibleMs: pauseMs });
    if (how === 'accepted' && agreed > 0) report(agreed);
    else if (how === 'typed') for (let typed = 0; typed < agreed; typed++) report(1);
    const isOver = agreed < written.length && agreed < visible.text.length;
    if (isOver) feedback.observeOutcome({ kind: 'typedOver', document, visibleMs: pauseMs });
    const rest = visible.text.slice(agreed);
    visible = isOver || rest === '' ? undefined : { document, at: before, text: rest };
  };
  return {
    feedback,
    /** Pauses with `before` as the text before the caret, and gets `text` as the suggestion there. */
    sees: (
      before: string,
      text: string | undefined,
      changes: Partial<CompletionRequest> & { how?: 'accepted' | 'typed' | 'pasted'; isShown?: boolean } = {},
    ) => {
      const { how = 'typed', isShown = true, ...others } = changes;
      const { document } = at(before, others);
      write(before, document, how);
      const remaining = restAt(before, document);
      const request = at(before, remaining === undefined ? others : { remaining, ...others });
      feedback.observeRequest(request);
      feedback.recordAnswer(request, text);
      if (text === remaining && text !== undefined) return;
      visible = text === undefined || !isShown ? undefined : { document, at: before, text };
      if (visible) feedback.observeOutcome({ kind: 'shown', document, text: visible.text });
    },
    penaltyOf: (word: string, before: string) => feedback.penaltiesAt(at(before).document, at(before)).penalty(word),
  };
}

type User = ReturnType<typeof createUser>;

/**
 * A user who got 30 correct suggestions. They accept always, or never: then they type the word letter by letter while the suggestion is
 * visible.
 */
function simulateUser({ accepts }: { accepts: 'always' | 'never' }): User {
  const user = createUser();
  for (let count = 0; count < 30; count++) {
    const line = `line ${count} `;
    user.sees(line, 'value;');
    if (accepts === 'never')
      for (let typed = 1; typed < 5; typed++) user.sees(line + 'value'.slice(0, typed), 'value;'.slice(typed));
    user.sees(`${line}value;`, undefined, { how: accepts === 'always' ? 'accepted' : 'typed' });
  }
  return user;
}

describe('suggestion feedback', () => {
  it('does not penalize a word that the user types along with, for any user', () => {
    for (const user of [simulateUser({ accepts: 'always' }), simulateUser({ accepts: 'never' }), createUser()]) {
      user.sees('x = ', 'value');
      user.sees('x = v', 'alue');
      user.sees('x = va', 'lue');
      assert.equal(user.penaltyOf('lue', 'x = va'), 0);
    }
  });

  /** For the rest of a word that the user types over. */
  const penaltyFor = (user: User, before = 'x = '): number => {
    user.sees(before, 'value');
    user.sees(`${before}v`, 'alue', { remaining: 'alue' });
    user.sees(`${before}vo`, undefined);
    user.sees(`${before}v`, undefined);
    user.sees(before, undefined);
    return user.penaltyOf('alue', `${before}v`);
  };

  it('penalizes a word after the user typed something else, for users who usually accept correct suggestions', () => {
    const penalty = penaltyFor(simulateUser({ accepts: 'always' }));
    assert.ok(penalty > 0.7, `${penalty}`);
    assert.equal(penaltyFor(simulateUser({ accepts: 'never' })), 0);
    assert.equal(penaltyFor(createUser()), 0, 'an unknown user');
  });

  it('does not repeat the rest of a word where the user typed something else and deleted it', () => {
    const user = createUser();
    const least = (before: string, word: string) =>
      user.feedback.penaltiesAt('file:///a.txt', { before, after: '' }).leastProbability(word);
    user.sees('x = ', 'worker');
    user.sees('x = work', 'er', { remaining: 'er' });
    user.sees('x = works', undefined);
    user.sees('x = work', undefined);
    assert.ok(least('x = work', 'er') > 1);
    assert.equal(least('x = work', 'shop'), 0);
  });

  it('does not repeat a word at a place where the user typed something else and deleted it', () => {
    const user = createUser();
    const least = (before: string) =>
      user.feedback.penaltiesAt('file:///a.txt', { before, after: '' }).leastProbability('value');
    user.sees('x = ', 'value');
    user.sees('x = (', undefined);
    user.sees('x = ', undefined);
    assert.ok(least('x = ') > 1);
    assert.equal(least('y = '), 0);
    assert.equal(user.penaltyOf('alue', 'x = v'), 0, 'the other text may have been a typing error');
    user.sees('z = ', 'value');
    user.sees('z = v', 'alue');
    user.sees('z = ', 'value');
    assert.equal(least('z = '), 0, 'the user only deleted correct text');
  });

  it('gives no penalty for a suggestion that was hidden, or in another document', () => {
    const user = simulateUser({ accepts: 'always' });
    user.sees('x = ', 'value');
    user.sees('x = ', undefined);
    user.sees('x = v', undefined);
    assert.equal(user.penaltyOf('alue', 'x = v'), 0);
    user.sees('y = ', 'value');
    user.sees('y = v', undefined, { document: 'other' });
    assert.equal(user.penaltyOf('alue', 'y = v'), 0);
  });

  /** Whether the user counts as accepting after ten lines. */
  const usuallyAcceptsAfter = (happens: (user: User, line: string) => void): boolean => {
    const user = createUser();
    for (let count = 0; count < 10; count++) happens(user, `line ${count} `);
    return penaltyFor(user) > 0;
  };

  it('counts a suggestion with a short first word as accepted when all of it is accepted', () => {
    const acceptAll = (user: User, line: string) => {
      user.sees(line, 'go on with it');
      user.sees(`${line}go on with it`, undefined, { how: 'accepted' });
      user.sees(`${line}go on with it.`, undefined);
    };
    assert.ok(usuallyAcceptsAfter(acceptAll));
  });

  it('does not count text as accepted that the editor inserted, that was hidden, or that may have been typed', () => {
    const insertedByEnter = usuallyAcceptsAfter((user, line) => {
      user.sees(line, '\n * more');
      user.sees(`${line}\n * `, undefined, { how: 'accepted' });
    });
    const closed = usuallyAcceptsAfter((user, line) => {
      user.sees(line, '())');
      user.sees(`${line}())`, undefined, { how: 'accepted' });
      user.sees(`${line}());`, undefined);
    });
    const fromPopup = usuallyAcceptsAfter((user, line) => {
      user.sees(line, 'value');
      user.sees(`${line}v`, 'alue', { selected: 'alue' });
      user.sees(`${line}value`, undefined);
    });
    const pasted = usuallyAcceptsAfter((user, line) => {
      user.sees(line, 'the one');
      user.sees(`${line}the quick brown fox`, undefined, { how: 'pasted' });
    });
    const twoLetters = usuallyAcceptsAfter((user, line) => {
      user.sees(line, 'go on');
      user.sees(`${line}go`, 'on');
    });
    assert.deepEqual([insertedByEnter, closed, fromPopup, pasted, twoLetters], Array(5).fill(false));
  });

  it('learns nothing from a suggestion that the editor did not show', () => {
    for (const isShown of [false, true]) {
      const user = createUser();
      const first = threshold(user);
      user.sees('x = ', 'value', { isShown });
      user.sees('x = (', undefined);
      assert.equal(threshold(user) > first, isShown);
    }
  });

  it('tracks the rest of a suggestion after its first word without raising the threshold for it', () => {
    const user = createUser();
    const first = threshold(user);
    user.sees('x = ', 'the value');
    user.sees('x = the', ' value', { remaining: ' value' });
    user.sees('x = the one', undefined);
    assert.ok(threshold(user) < first);
    assert.ok(
      user.feedback.penaltiesAt('file:///a.txt', { before: 'x = the', after: '' }).leastProbability(' value') > 1,
    );
  });

  it('counts a word as correct only after its end', () => {
    const user = createUser();
    const first = threshold(user);
    user.sees('x = ', 'value');
    for (let typed = 1; typed <= 5; typed++) user.sees(`x = ${'value'.slice(0, typed)}`, undefined);
    assert.equal(threshold(user), first);
    user.sees('x = values', undefined);
    assert.ok(threshold(user) > first);
  });

  it('notices that a user who accepted suggestions now types correct ones', () => {
    const user = simulateUser({ accepts: 'always' });
    assert.ok(penaltyFor(user) > 0);
    for (let count = 0; count < 60; count++) {
      const line = `typed ${count} `;
      for (let typed = 0; typed < 5; typed++) user.sees(line + 'value'.slice(0, typed), 'value'.slice(typed));
      user.sees(`${line}value`, undefined);
      user.sees(`${line}value;`, undefined);
    }
    assert.equal(penaltyFor(user, 'y = '), 0);
  });

  it('learns nothing from a suggestion if the caret moves elsewhere', () => {
    const user = createUser();
    const first = threshold(user);
    user.sees('x = ', 'value', { after: '\ny = \n' });
    user.sees('x = \ny = i', undefined, { after: '\n' });
    user.sees('x = ', undefined, { after: '\ny = i\n' });
    assert.equal(threshold(user), first);
  });

  const threshold = ({ feedback }: User, after = '', document = requestAt('').document) =>
    feedback.thresholdsAt(after === '' ? 'lineEnd' : 'midLine', document).balanced;

  it('keeps thresholds of their own for mid-line suggestions, and for documents', () => {
    const user = createUser();
    const [lineEnd, midLine] = [threshold(user), threshold(user, 'word')];
    user.sees('y = ', 'value', { after: ' + 1' });
    user.sees('y = (', undefined, { after: ' + 1' });
    assert.ok(Math.abs(threshold(user, '', 'another.ts') - lineEnd) < 1e-9);
    assert.ok(threshold(user, 'word', 'another.ts') > midLine);
    assert.ok(threshold(user, 'word') > threshold(user, 'word', 'another.ts'));
  });

  it('raises the threshold after wrong suggestions and lowers it after correct ones, once for each', () => {
    const user = createUser();
    const first = threshold(user);
    user.sees('x = ', 'value');
    for (const typed of ['v', 'va', 'val']) user.sees(`x = ${typed}`, 'value'.slice(typed.length));
    assert.equal(threshold(user), first);
    user.sees('x = value;', undefined);
    const second = threshold(user);
    assert.ok(second < first);
    user.sees('y = ', 'value');
    user.sees('y = (', undefined);
    const third = threshold(user);
    assert.ok(third > first && third < first + 0.02, 'documents count wrong suggestions only');
  });

  it('learns from a suggestion that another one replaced', () => {
    const user = createUser();
    const first = threshold(user);
    user.sees('x = ', 'the');
    user.sees('x = t', 'here');
    user.sees('x = there;', undefined);
    assert.ok(Math.abs(threshold(user) - first) < 0.002, 'one wrong, one correct');
    assert.notEqual(threshold(user), first);
  });

  it('learns nothing from explicit requests, from the network alone, and from a selected item of the editor', () => {
    for (const changes of [{ alternatives: 2 }, { model: 'network' }, { selected: 'v' }] as const) {
      const user = createUser();
      const first = threshold(user);
      user.sees('x = ', 'value', changes);
      user.sees('x = (', undefined);
      assert.equal(threshold(user), first);
    }
  });
});

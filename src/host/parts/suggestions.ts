// Creates the parts that suggest: ghost text, next edits, and what they know of the user.
import { setContext } from '../contextKeys.ts';
import { NextEditController } from '../nextEdit/nextEditController.ts';
import { answerInFull } from '../suggestions/answerInFull.ts';
import { createEarlyRequests } from '../suggestions/earlyRequests.ts';
import { createGhostText } from '../suggestions/ghostText.ts';
import { InlineCompletions } from '../suggestions/inlineCompletions.ts';
import { createPauseRequests } from '../suggestions/pauseRequests.ts';
import { NeverSuggested } from '../suggestions/neverSuggested.ts';
import { createShowDelay } from '../suggestions/showDelay.ts';
import { createOwnChanges } from '../suggestions/ownChanges.ts';
import { Snooze } from '../suggestions/snooze.ts';
import { SuggestionControl } from '../suggestions/suggestionControl.ts';
import { SuggestionTracker } from '../suggestions/suggestionTracker.ts';
import { SuggestWidget } from '../suggestions/suggestWidget.ts';
import { createTypedRuns } from '../suggestions/typedRuns.ts';
import { UserEstimates } from '../suggestions/userEstimates.ts';
import type { LearningParts } from './learning.ts';
import type { ProgramParts } from './programs.ts';
import type { StorageParts } from './storage.ts';
import type { TrainingParts } from './training.ts';
import type { WindowContext } from './window.ts';

export function createSuggestions(
  { state, own }: WindowContext,
  created: StorageParts & ProgramParts & LearningParts & TrainingParts,
) {
  const { statistics, predictor, maskers, session, stage, learnedFiles } = created;
  const snooze = own(new Snooze(state));
  const never = own(new NeverSuggested(state));
  const estimates = own(new UserEstimates(state));
  const delay = own(createShowDelay());
  const ownChanges = createOwnChanges();
  const tracker = own(
    new SuggestionTracker({
      record: (event) => statistics.add(event),
      report: (outcome) => predictor.outcome(outcome),
      onAccepted: (acceptance, document) => {
        ownChanges.note(document);
        delay.accepted();
        estimates.accepted(acceptance);
      },
    }),
  );
  // Also in an earlier window: the walkthrough marks its step as done.
  const noteAccepted = (): void => {
    if (Object.values(statistics.statistics).every((day) => day.acceptedCharacters === 0)) return;
    setContext('hasAccepted', true);
    accepted.dispose();
  };
  const accepted = own(statistics.onChange(noteAccepted));
  const control = own(new SuggestionControl({ session, predictor, snooze, stage, learnedFiles }));
  const nextEdits = own(
    new NextEditController({
      state,
      isOn: (document) => control.allowsNextEdits(document),
      userParameters: () => estimates.parameters,
      savedBits: (lines) => predictor.ask((remote) => remote.savedBits(lines)),
      mask: maskers.typedTextMask(),
      learnedPaths: () => predictor.learned.paths,
      onOutcome: (outcome) => statistics.add({ type: 'next edit', outcome }),
      hideGhostText: () => completions.hide(),
      onChanged: ownChanges.note,
    }),
  );
  own(control.onChange(() => nextEdits.reset()));
  const widget = new SuggestWidget();
  const early = own(createEarlyRequests((request, token) => predictor.answer(request, token)));
  const completions = new InlineCompletions({
    predictor: {
      answer: early.answer,
      answerInFull: (request) => answerInFull(predictor, request),
      typed: (request) => predictor.typed(request),
      mask: maskers.typedTextMask(),
    },
    isLearned: (path) => predictor.learned.has(path),
    typedRuns: own(createTypedRuns()),
    isSilent: (document, position, isInvoked) => control.silence(document, position, isInvoked) !== undefined,
    suggestWidget: (document, position, before) => widget.ruleAt(document, position, before),
    userParameters: (document) => (delay.isPaused(document) ? undefined : estimates.parameters),
    shown: tracker,
    neverSuggested: () => never.words,
    ownChanges,
  });
  early.start((document, position) => completions.requestAt(document, position));
  const isNextEditShown = (): boolean => nextEdits.shown !== undefined;
  const ghostText = createGhostText({ completions, tracker, delay, isNextEditShown });
  own(createPauseRequests({ completions, askEditor: ghostText.askEditor, isNextEditShown }));
  return { snooze, never, estimates, tracker, control, nextEdits, completions, ghostText };
}

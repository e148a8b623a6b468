// What suggestions did for the user, and what the user can do next.
import { html, render } from 'lit';
import { isRunning } from '../../../../src/protocol/runState.ts';
import { sumOfDays, weekOf } from '../../../../src/protocol/suggestionStatistics.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { element } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { isEarlierShown, networkInUse, type RunsInUse } from '../../ui/networkInUse.ts';
import { learnedText } from '../../ui/statusLine.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

export function summarySection({ format }: DashboardContext): View {
  const node = element('section', { class: 'summary', 'aria-label': t('Summary'), 'data-needs': 'editor' });
  return {
    node,
    draw(state) {
      // Without a run, the steps to get started follow.
      const next = state.curve.length === 0 ? '' : nextStep(state, hasSeenSuggestions(state.statistics));
      node.hidden = state.curve.length === 0 && learnedText(state.learnedFiles) === undefined;
      render(
        html`<p>${savedText(state.statistics, format)} ${nextEditsText(state.statistics, format)}</p>
          <p ?hidden=${next === ''}>${next}</p>`,
        node,
      );
    },
  };
}

/** Keystrokes saved today and this week. */
function savedText(statistics: DashboardState['statistics'], format: Pick<Formats, 'whole'>): string {
  // Before the first suggestion there is nothing to count.
  if (!statistics || !hasSeenSuggestions(statistics)) return '';
  const { days, today } = statistics;
  const [saved, savedThisWeek] = [today, weekOf(today)].map((first) => sumOfDays(days, first).keystrokesSaved);
  return savedThisWeek! <= 0
    ? t('Suggestions have not saved any keystrokes this week yet.')
    : t(
        'Keystrokes that suggestions saved: {0} today, {1} this week.',
        format.whole(saved!),
        format.whole(savedThisWeek!),
      );
}

/** '' where none was applied this week. */
function nextEditsText(statistics: DashboardState['statistics'], format: Pick<Formats, 'whole'>): string {
  if (!statistics) return '';
  const { days, today } = statistics;
  const [applied, thisWeek] = [today, weekOf(today)].map((first) => sumOfDays(days, first).nextEditsAccepted);
  return thisWeek === 0
    ? ''
    : t('Changes repeated for you: {0} today, {1} this week.', format.whole(applied!), format.whole(thisWeek!));
}

/** This week. */
function hasSeenSuggestions(statistics: DashboardState['statistics']): boolean {
  return statistics !== undefined && sumOfDays(statistics.days, weekOf(statistics.today)).shown > 0;
}

/** '' while there is nothing to do. */
export function nextStep(state: RunsInUse, hasSeen = false): string {
  const { status, endReason, trainsElsewhere, isStopping } = state.run;
  if (isStopping) return t('You can write as usual.');
  if (trainsElsewhere && !isRunning({ status }))
    return t('Another window of this workspace trains. Its result is used here when it has ended.');
  switch (status) {
    case 'preparing':
      return '';
    case 'training':
      return networkInUse(state) === ''
        ? t('You can write as usual: suggestions improve while the network learns.')
        : t('You can write as usual.');
    case 'paused':
      return t('Next: choose “Resume” to continue the training.');
    case 'failed':
      return t('Next: choose “Train on workspace” to try again.');
    case 'idle':
    case 'ended':
      return isEarlierShown(state) || endReason === 'stopped' || endReason === undefined
        ? t('Next: choose “Train on workspace”, then “Train further”, to go on with this network.')
        : hasSeen
          ? t('You can write as usual.')
          : t('Next: write in a file. Tab accepts a suggestion, which appears as gray text.');
  }
}

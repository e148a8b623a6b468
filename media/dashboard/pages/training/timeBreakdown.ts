// Where the training time goes: a stacked bar, and the shares as a list.
import { html, render } from 'lit';
import type { PhaseShares } from '../../../../src/protocol/learner.ts';
import { rounded } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

type Phase = keyof PhaseShares;

const phaseNames: Readonly<Record<Phase, string>> = {
  products: t('recurrent matrix products'),
  gates: t('gate activations'),
  outputs: t('output matrix products'),
  softmax: t('softmax and loss'),
  waiting: t('waiting for other threads'),
  update: t('weight update'),
  evaluation: t('evaluation'),
  rest: t('everything else'),
};
// The object has exactly the keys of its type.
const phases = Object.entries(phaseNames) as [Phase, string][];

export function timeBreakdown(context: DashboardContext): View {
  const { format } = context;
  const title = t('Where the time goes');
  const node = element('section', { class: 'time-breakdown', 'aria-label': title });
  let shares: PhaseShares | undefined;
  const data: ChartData = {
    title,
    name: 'phases',
    table: () => ({
      columns: [t('Phase'), t('Share of the time')],
      rows: phases.map(([phase, name]) => [name, rounded(shares?.[phase], 4)]),
    }),
  };
  return {
    node,
    draw({ run: { phases: timeShares } }) {
      shares = timeShares;
      node.hidden = !timeShares;
      if (!timeShares) return;
      render(
        html`
          ${sectionHead({
            title,
            explanation: t('Shares of the training time by phase of a step.'),
            tools: dataButton(context, data),
          })}
          <div class="phase-bar" aria-hidden="true">
            ${phases.map(
              ([phase, name]) =>
                html`<span
                  class="phase"
                  data-phase=${phase}
                  title=${name}
                  .style=${`flex-grow: ${Math.max(0, timeShares[phase])}`}
                ></span>`,
            )}
          </div>
          <dl class="phase-list">
            ${phases.map(
              ([phase, name]) => html`
                <div>
                  <dt><span class="phase-key" data-phase=${phase}></span>${name}</dt>
                  <dd>${format.percent(timeShares[phase])}</dd>
                </div>
              `,
            )}
          </dl>
        `,
        node,
      );
    },
  };
}

// What the training's time goes into: one bar, and the same in words and figures.
import type { PhaseShares } from '../../../../src/protocol/learner.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

type Phase = keyof PhaseShares;

const names = (): Readonly<Record<Phase, string>> => ({
  products: t('products of the recurrence'),
  gates: t('gates of the cell'),
  outputs: t('products to the characters'),
  softmax: t('softmax and loss'),
  waiting: t('waiting for other threads'),
  update: t('update of the weights'),
  evaluation: t('evaluation'),
  rest: t('everything else'),
});

export function timeBreakdown(format: Formats, wire: HostConnection): View {
  let last: PhaseShares | undefined;
  const parts = Object.entries(names()).map(([phase, name]) => {
    const share = element('dd', {});
    return {
      // The table has the keys of the type.
      phase: phase as Phase,
      name,
      segment: element('span', { class: 'phase', 'data-phase': phase, title: name }),
      entry: element(
        'div',
        {},
        element('dt', {}, element('span', { class: 'phase-key', 'data-phase': phase }), name),
        share,
      ),
      share,
    };
  });
  const data = dataButton(
    {
      title: t('Where the time goes'),
      name: 'phases',
      table: () => ({
        columns: [t('Phase'), t('Share of the time')],
        rows: parts.map(({ phase, name }) => [name, last && Number(last[phase].toFixed(4))]),
      }),
    },
    (request) => wire.send(request),
  );
  const node = element(
    'section',
    { class: 'phases', 'aria-labelledby': 'phases-title' },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id: 'phases-title' }, t('Where the time goes')),
      element('div', { class: 'section-tools' }, data),
    ),
    element('div', { class: 'phase-bar', 'aria-hidden': 'true' }, ...parts.map(({ segment }) => segment)),
    element('dl', { class: 'phase-list' }, ...parts.map(({ entry }) => entry)),
  );
  return {
    node,
    draw({ timeShares: shares }) {
      setHidden(node, shares === undefined);
      last = shares;
      if (!shares) return;
      for (const { phase, segment, share } of parts) {
        segment.style.flexGrow = String(Math.max(0, shares[phase]));
        setText(share, format.percent(shares[phase]));
      }
    },
  };
}

// The longest passages that suggestions would reproduce from a single file.
import { html, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MemorizedPassage } from '../../../../src/protocol/analyzer.ts';
import { analyzeButton } from '../../ui/analyzeButton.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import { tableRegion } from '../../ui/table.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

/** Characters of a passage that the table shows. */
const shownLength = 160;

export function memorizedSection(context: DashboardContext): View {
  const { format, connection } = context;
  const title = t('Memorized passages');
  const node = element('section', { class: 'memorized' });
  let passages: readonly MemorizedPassage[] | undefined;
  const data: ChartData = {
    title,
    name: 'memorized-passages',
    table: () => ({
      columns: [t('File'), t('Line'), t('Characters'), t('Passage')],
      rows: (passages ?? []).map(({ path, line, length, text }) => [path, line, length, text]),
    }),
  };

  const row = ({ path, line, length, text }: MemorizedPassage) => html`
    <tr>
      <td>
        <button
          type="button"
          class="quiet file-name"
          @click=${() => connection.send({ type: 'file', path, action: 'open', line })}
        >
          ${path}:${line}
        </button>
      </td>
      <td class="number">${format.whole(length)}</td>
      <td class="passage">${text.slice(0, shownLength)}${text.length > shownLength ? '…' : ''}</td>
    </tr>
  `;

  return {
    node,
    draw(state) {
      passages = state.analyses.result('memorized')?.passages;
      node.hidden = !state.run.corpus && !passages && state.run.score === undefined;
      render(
        html`
          ${sectionHead({
            title,
            explanation: t(
              'Passages of a single file that suggestions would repeat word for word after the text before them, also from files that only measure the network. Others see them only if you share the network or your screen. Exclude or forget a file that must not be repeated.',
            ),
            tools: passages?.length ? dataButton(context, data) : undefined,
          })}
          ${analyzeButton(context, state, 'memorized', passages ? t('Search again') : t('Find passages'))}
          ${emptyState(t('No passage was found that suggestions would repeat.'), passages?.length === 0)}
          ${tableRegion({
            label: title,
            head: [{ title: t('File') }, { title: t('Characters'), isNumber: true }, { title: t('Passage') }],
            rows: repeat(passages ?? [], ({ path, line }) => `${path}:${line}`, row),
            isHidden: !passages?.length,
          })}
        `,
        node,
      );
    },
  };
}

// The prediction at the cursor of the editor, live: the most likely next characters, and the probability of the actual one.
import { html, render, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { EditorPrediction } from '../../../../src/protocol/dashboard.ts';
import { isRunning } from '../../../../src/protocol/runState.ts';
import { rounded } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { isOtherInUse } from '../../ui/networkInUse.ts';
import { emptyState, sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';

/** Characters shown before the caret. */
const shownBefore = 40;

export function caretPanel(context: DashboardContext): View {
  const { format } = context;
  const title = t('At the cursor');
  const node = element('section', { class: 'caret', 'aria-label': title, 'data-needs': 'editor' });
  let shown: EditorPrediction | undefined;
  let drawn: readonly boolean[] = [];
  const data: ChartData = {
    title,
    name: 'caret',
    table: () => ({
      columns: [t('Character'), t('Probability')],
      rows: (shown?.expected ?? []).map(({ character, probability }) => [
        characterName(character),
        rounded(probability, 6),
      ]),
    }),
  };
  return {
    node,
    draw(state) {
      const { caret, run, curve } = state;
      const hasNetwork = curve.length > 0 || isRunning(run) || run.networkWithoutRun !== undefined;
      // A network that starts from the pretrained one has a score before it is saved.
      const isFirstTraining = isRunning(run) && !run.markers.some(({ kind }) => kind === 'checkpoint');
      const isOther = isOtherInUse(state);
      const inputs = [hasNetwork, isFirstTraining, isOther];
      if (caret === shown && inputs.every((value, index) => value === drawn[index])) return;
      [shown, drawn] = [caret, inputs];
      const network = isOther ? t('the network that suggestions use, alone') : t('the network alone');
      render(
        html`
          ${sectionHead({
            title,
            explanation: t('The characters that the network predicts next at the cursor of the active editor.'),
            readout: caret && html`<span class="where">${caret.file} · ${network}</span>`,
            tools: caret ? dataButton(context, data) : undefined,
          })}
          ${emptyState(
            isFirstTraining
              ? t('What the network predicts at the cursor appears here once it is saved for the first time.')
              : hasNetwork
                ? t(
                    'Show a file beside this page, and put the cursor in it, to see which characters the network predicts next.',
                  )
                : t('Train the network, then place the cursor in a file to see which characters it predicts next.'),
            caret === undefined,
          )}
          ${caret ? prediction(caret, format) : ''}
        `,
        node,
      );
    },
  };
}

function prediction(caret: EditorPrediction, format: Formats): TemplateResult {
  const { before, after, expected } = caret;
  return html`
    <div class="caret-body">
      <div>
        <p class="caret-line">
          <span>${visibleText(before.slice(-shownBefore))}</span><span class="caret-mark" aria-hidden="true"></span
          ><span class="caret-after">${visibleText(after)}</span>
        </p>
        <p class="where" title=${ifDefined(bitsText(caret, format))}>${actualText(caret, format)}</p>
      </div>
      <ol class="predictions" aria-label=${t('Most likely next characters')}>
        ${expected.map((one) => predictedCharacter(one, one.character === after, format))}
      </ol>
    </div>
  `;
}

function predictedCharacter(
  { character, probability }: EditorPrediction['expected'][number],
  isActual: boolean,
  format: Formats,
): TemplateResult {
  const height = `transform: scaleY(${Math.max(0.02, probability)})`;
  return html`<li class=${isActual ? 'prediction actual' : 'prediction'}>
    <span class="prediction-track"><span class="prediction-bar" aria-hidden="true" .style=${height}></span></span>
    <span class="prediction-character">${characterName(character)}</span>
    <span class="prediction-share">${format.smallPercent(probability)}</span>
  </li>`;
}

function actualText({ after, probabilityOfAfter }: EditorPrediction, format: Formats): string {
  if (after === '') return t('The cursor is at the end of the text.');
  if (probabilityOfAfter === undefined) return t('The network does not know the character after the cursor.');
  return t(
    'The network gave the character after the cursor a probability of {0}.',
    format.smallPercent(probabilityOfAfter),
  );
}

/** The same in bits, on hover. */
function bitsText({ after, probabilityOfAfter }: EditorPrediction, format: Formats): string | undefined {
  if (after === '' || probabilityOfAfter === undefined) return undefined;
  return t('{0} bits', format.significant(-Math.log2(Math.max(probabilityOfAfter, 1e-30))));
}

function visibleText(text: string): string {
  return Array.from(text, (character) => (character === ' ' ? character : visibleCharacter(character)[0])).join('');
}

function characterName(character: string): string {
  if (character === ' ') return t('space');
  if (character === '\n') return t('line break');
  return character === '\t' ? t('tab') : character;
}

// What the network expects next at the caret of the editor, live: the likeliest characters, and how likely the one was that
// really stands there.
import type { CaretPrediction, SaveRequest } from '../../../../src/protocol/dashboard.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setHidden, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { t } from '../../ui/localization.ts';

/** Characters before the caret that are shown. */
const beforeLength = 40;

export function caretPanel(format: Formats, save: (request: SaveRequest) => void): View {
  const file = element('span', { class: 'where' });
  const before = element('span', {});
  const after = element('span', { class: 'caret-after' });
  const line = element(
    'p',
    { class: 'caret-line' },
    before,
    element('span', { class: 'caret-mark', 'aria-hidden': 'true' }),
    after,
  );
  const stands = element('p', { class: 'where' });
  const list = element('ol', { class: 'expected', 'aria-label': t('Likeliest next characters') });
  const empty = element(
    'p',
    { class: 'empty' },
    t('Put the caret into a text: what the network expects next will stand here.'),
  );
  const body = element('div', { class: 'caret-body' }, element('div', {}, line, stands), list);
  let shown: CaretPrediction | undefined;
  const data = dataButton(
    {
      title: t('At the caret'),
      name: 'caret',
      table: () => ({
        columns: [t('Character'), t('Probability')],
        rows: (shown?.expected ?? []).map(({ character, probability }) => [
          nameOf(character),
          Number(probability.toFixed(6)),
        ]),
      }),
    },
    save,
  );

  function show(view: CaretPrediction): void {
    setText(file, view.file);
    setText(before, signs(view.before.slice(-beforeLength)));
    setText(after, signs(view.after));
    setText(stands, standsWords(view, format));
    list.replaceChildren(...view.expected.map((one) => item(one, one.character === view.after, format)));
  }

  return {
    node: element(
      'section',
      { class: 'caret', 'aria-labelledby': 'caret-title' },
      element(
        'div',
        { class: 'section-head' },
        element('h2', { id: 'caret-title' }, t('At the caret')),
        element('div', { class: 'readout' }, file),
        element('div', { class: 'section-tools' }, data),
      ),
      empty,
      body,
    ),
    draw(story: DashboardState) {
      setHidden(empty, story.caret !== undefined);
      setHidden(body, story.caret === undefined);
      setHidden(file, story.caret === undefined);
      setHidden(data, story.caret === undefined);
      if (story.caret === shown) return;
      shown = story.caret;
      if (shown) show(shown);
    },
  };
}

function item(
  { character, probability }: CaretPrediction['expected'][number],
  standsThere: boolean,
  format: Formats,
): HTMLElement {
  const bar = element('span', { class: 'expected-bar', 'aria-hidden': 'true' });
  bar.style.transform = `scaleY(${Math.max(0.02, probability)})`;
  return element(
    'li',
    { class: standsThere ? 'expected-one stands-there' : 'expected-one' },
    element('span', { class: 'expected-track' }, bar),
    element('span', { class: 'expected-sign', 'aria-label': nameOf(character) }, visibleCharacter(character)[0]),
    element('span', { class: 'expected-share' }, format.smallPercent(probability)),
  );
}

function standsWords({ after, probabilityOfAfter }: CaretPrediction, format: Formats): string {
  if (after === '') return t('Here the text ends.');
  if (probabilityOfAfter === undefined) return t('The network does not know the character that stands here.');
  const bits = -Math.log2(Math.max(probabilityOfAfter, 1e-30));
  return t(
    'What stands here was {0} likely: {1} bits.',
    format.smallPercent(probabilityOfAfter),
    format.significant(bits),
  );
}

function signs(text: string): string {
  return Array.from(text, (character) => (character === ' ' ? character : visibleCharacter(character)[0])).join('');
}

function nameOf(character: string): string {
  if (character === ' ') return t('blank');
  if (character === '\n') return t('end of line');
  return character === '\t' ? t('tab') : character;
}

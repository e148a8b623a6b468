// Why an edit of the user leads to no offer yet: what is left to change, and what an offer needs. For the status bar and "Explain suggestion".
import type { AwaitedChange } from '../../nextEdit/nextEdits.ts';
import { oneLine, probabilityOf, shortened, type Localization } from './explanationRows.ts';

/** Two sentences. */
export interface AwaitedEditText {
  readonly left: string;
  readonly reason: string;
  /** The same change in one or two more places would lead to an offer, here or in other files. */
  readonly isNear: boolean;
}

/** Characters of a changed text. */
const longestText = 32;

/** `needed`: the logit of the least probability of an offer. */
export function awaitedEditText(awaited: AwaitedChange, needed: number, local: Localization): AwaitedEditText {
  const left = local.t('“{0}” is also elsewhere in this file.', shortened(oneLine(awaited.old), longestText));
  return { left, reason: reasonOf(awaited, needed, local), isNear: awaited.times !== undefined };
}

function reasonOf(awaited: AwaitedChange, needed: number, { t, percent }: Localization): string {
  switch (awaited.times) {
    case 0:
      return t('Too few are left here for an offer. Places in other files may be offered.');
    case 1:
      return awaited.isRefused
        ? t('Not wanted last time; change one more place, and the next is offered.')
        : t('Make the same change in one more place, and the next one is offered.');
    case 2:
      return awaited.isRefused
        ? t('Not wanted last time; change two more places, and the next is offered.')
        : t('Make the same change in at most two more places, and the next is offered.');
    case undefined:
      return awaited.logit < needed
        ? t(
            'It is only {0} likely that you want it changed there; an offer needs {1}.',
            percent(probabilityOf(awaited.logit), 'down'),
            percent(probabilityOf(needed), 'up'),
          )
        : t('No place is sure enough, or an offer would save too little time.');
  }
}

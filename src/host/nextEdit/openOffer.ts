// Opens the file of an offer.
import { Uri, workspace, type TextDocument } from 'vscode';
import type { NextEdits, Offer } from '../../nextEdit/nextEdits.ts';
import type { CurrentOffer } from './currentOffer.ts';
import { openText } from './findOffer.ts';
import { isLarge } from './largeDocument.ts';

/**
 * The offer in the document that is open now, whose text may differ from the one on the disk. Undefined: the file cannot be opened, next
 * edits are off in it, or it has no such place any more.
 */
export async function openOffer(
  current: CurrentOffer,
  nextEdits: NextEdits,
  isOn: (document: TextDocument) => boolean,
): Promise<(CurrentOffer & { readonly document: TextDocument }) | undefined> {
  const { offer } = current;
  if (current.document) return { ...current, document: current.document };
  const opened = workspace.openTextDocument(Uri.parse(offer.document));
  const document = await Promise.resolve(opened).catch(() => undefined);
  if (!document || isLarge(document) || !isOn(document)) return undefined;
  const places = nextEdits.placesOf(
    offer.rule,
    { ...openText(document), name: offer.document },
    { document: offer.document, at: 0 },
  );
  const distance = ({ start }: Offer): number => Math.abs(start - offer.start);
  const [place] = places.filter(({ old }) => old === offer.old).sort((a, b) => distance(a) - distance(b));
  return place && { offer: place, document, version: document.version, hasArrived: false };
}

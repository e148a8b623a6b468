/** Reorders texts that come in groups so that the groups alternate: by a golden-ratio sequence. */
export function spread(texts) {
  return texts
    .map((text, index) => ({ text, at: (index * 0.618034) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
}

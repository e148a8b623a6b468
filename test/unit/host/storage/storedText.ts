// The text that the stored models of test/fixtures/stored were trained on.
export const storedText = 'the quick brown fox jumps over the lazy dog.\n'.repeat(40);

// How likely one character follows another in words and identifiers that people write, for `randomEvidence.ts`.
// Counted over 2 million characters of published TypeScript, JavaScript, Python and Markdown (words of 8 characters or more).

/** Letters a-z (upper and lower case are one), then all digits as one class, then all signs as one. */
export const classCount = 28;

/** Row: earlier class, column: later class; -2 log2 of the probability, one digit in base 36 each, at most 35. */
export const pairCosts: readonly string[] = [
  'ia78hdambhd697nar685ccfdckde',
  '6ebe7cdk89i5gi7do8ac7llq9h99',
  '7idg7fj7bm79fj4gm9b6ajlpgqbb',
  '8dca3cfh5kkaff8dlbac9ghkenb6',
  '9c88cachfjiaa6ebd568gcd9eme7',
  '7ecc77gk4sr9hg5hw9b99jjsdt9a',
  'afdf4ec88pm9c8cen78b9hiqhig6',
  '4feg4gjg7nhddf6gn9c7bjirfqh8',
  'bc8abb9ojnh8946bma77lbpdqbld',
  '7pgf3kmjbmbjil8cij4h88mjimgb',
  '9ecd3b9h7liafbechd7ccfbujrk6',
  '7eea4ejj5qj7hh6dpga9afiublj8',
  '5ahf4ilk7phb9f77qhbebkkogxi8',
  '8g877b7h9mddfc7dkg75bcishni7',
  'db97jcdmekc984b9t5ba8dagljib',
  '5iee5gie9qj7gi79k6b7ahipbte9',
  'kjhmhjlqiqq9icjhfcdg0khmqmfa',
  '7gab4eaj7oddbb7fr988adgpbsl8',
  'af8g5ega7mecef99hd759hfjbrj7',
  '7fbd5eh86nkcee8cm79abhfn9kg6',
  'babd7bbq9qn695d8u676ikqgxmhf',
  '4ijl2ggl7voificjvh7ijniqmoca',
  '6eee6fka5ojbg86em68ehjehrlj7',
  'b97f8dkf9oodbhe6rgd4iiifbm66',
  'bbbdacifapi997b5jd77hgamhgh5',
  '7mhj1hqh7mfcdh9fqgbldqmqdbc9',
  'ababa9oklnpikkjhrjiklnn9oq18',
  '9a7999bb9ff999b9h979bbbhjia6',
];

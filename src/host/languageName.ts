// The name of a language as the editor shows it.
import { extensions, l10n } from 'vscode';
import * as v from 'valibot';
import { plainText } from './plainText.ts';

const languagesSchema = v.object({
  contributes: v.object({ languages: v.array(v.object({ id: v.string(), aliases: v.optional(v.array(v.string())) })) }),
});

/** `id`: a language identifier. Without a name, it is the name. */
export function languageName(id: string): string {
  // The editor itself has this language, and no way to ask for its name.
  if (id === 'plaintext') return l10n.t('Plain Text');
  for (const { packageJSON } of extensions.all) {
    const manifest = v.safeParse(languagesSchema, packageJSON);
    const languages = manifest.success ? manifest.output.contributes.languages : [];
    const [name] = languages.find((language) => language.id === id && language.aliases?.[0])?.aliases ?? [];
    if (name !== undefined) return plainText(name);
  }
  return plainText(id);
}

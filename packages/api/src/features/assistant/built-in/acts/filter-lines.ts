import { propertiesOf } from '../../../../platform/catalog/entities.ts'
import type { CatalogEntry } from '../../../../platform/catalog/catalog.ts'
import type { ActPhrases } from '../../../../platform/catalog/phrases.ts'
import { isContent } from './content.ts'
import type { Field } from './fields.ts'

/** Ways to ask for rows of which a word is true. */
const ASKED = ["what's", 'is anything']
/** The words that stand first are those that everybody uses. */
const WORDS = 2

type Setting = NonNullable<ActPhrases['setting']>

/** "What's overdue", "is anything unassigned": a list is asked for by the words of its filters alone, and no module has to say so. */
export function filterLines(
  { meta, inputJson }: CatalogEntry,
  { words = {} }: ActPhrases,
  fields: readonly Field[],
): Setting {
  const isList = meta.effect === 'read' && 'limit' in propertiesOf(inputJson)
  if (!isList) return []
  return fields
    .filter(({ kind }) => kind === 'flag')
    .flatMap(({ name }) => {
      const said = (words[name]?.['true'] ?? [])
        .filter((word) => word.split(' ').some(isContent))
        .slice(0, WORDS)
      const say = said.flatMap((word) => ASKED.map((lead) => `${lead} ${word}`))
      return say.length === 0 ? [] : [{ set: { [name]: true }, say }]
    })
}

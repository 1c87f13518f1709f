import { stem } from '../../../../reading/name-index.ts'
import type { AskedAct } from './act-table.ts'
import { isContent } from './content.ts'
import { needsText } from './needed-fields.ts'
import type { Range, Said } from './said.ts'

/** Where a person finds what they have to do. */
const OWN_PLACES = new Set(
  'list plate desk board pile queue tray name hands lap job task turn to-do todo shoulders'.split(' '),
)

/** "A cake for Noor's birthday", "fix Jonas's chair": whose something is does not say who has to do it; "on Noor's list" does. */
function isOwner({ tokens }: Said, { to }: Range): boolean {
  const [name, owned] = [tokens[to - 1]?.text ?? '', tokens[to]]
  return (
    name.endsWith("'s") &&
    owned?.kind === 'word' &&
    isContent(owned.text) &&
    !OWN_PLACES.has(stem(owned.text))
  )
}

/** Who may be meant by a person that an act has a field for. */
export const peopleFor = (act: AskedAct, said: Said): Said['people'] =>
  needsText(act) ? said.people.filter((one) => !isOwner(said, one)) : said.people

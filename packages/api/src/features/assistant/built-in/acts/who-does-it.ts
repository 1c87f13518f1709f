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

const HANDING = /^(?:give|hand|pass|assign|reassign|over|transfer|switch|swap)$/

/** "Hand it over to Pedro, Ana has enough on her plate": of several people the one it goes to. */
function handedTo({ people, tokens }: Said): Said['people'] {
  const isHanded = ({ from }: Range) =>
    tokens[from - 1]?.text === 'to' && tokens.slice(0, from).some(({ text }) => HANDING.test(text))
  const led = people.filter(isHanded)
  return led.length === 1 ? led : people
}

/** Who may be meant by a person that an act has a field for. */
export function peopleFor(act: AskedAct, said: Said): Said['people'] {
  if (needsText(act)) return said.people.filter((one) => !isOwner(said, one))
  return act.entry.meta.effect === 'read' ? said.people : handedTo(said)
}

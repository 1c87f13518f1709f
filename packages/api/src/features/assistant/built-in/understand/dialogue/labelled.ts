import { stem } from '../../../../../reading/name-index.ts'
import { fold } from '../../../../../reading/text.ts'
import { spokenName } from '../../../../../shared/spoken-name.ts'
import type { AskedAct } from '../../acts/act-table.ts'
import type { Meant } from '../../acts/meaning.ts'
import { sentence, unquoted } from '../../wording/normalize.ts'

const LABEL =
  /^(?:(?:and|also|plus|with|oh|please),? )*(?:add |put )?(?:(?:an?|the|its|this) )?(\p{L}{3,})(?: (?:on it|to it))?(?:: ?|,? (?:saying|that says) )(?=\S)/iu

/** "And a note: ask for Mr Byrne" of a task that waits for a yes: the text that has this name, as it is said. */
export function labelled({ fields }: AskedAct, text: string): Map<string, Meant> | null {
  const [lead = '', label = ''] = LABEL.exec(text) ?? []
  const isCalled = (name: string) => stem(fold(spokenName(name))) === stem(fold(label))
  const field = fields.find(({ kind, name }) => kind === 'text' && isCalled(name))
  if (lead === '' || !field) return null
  return new Map([[field.name, { kind: 'value', value: sentence(unquoted(text.slice(lead.length))) }]])
}

import type { AskedAct } from '../../acts/act-table.ts'
import type { Field } from '../../acts/fields.ts'
import { rowFieldOf } from '../../acts/needed-fields.ts'

/** The row that an act was about: the one it needs, or the only one that was said of it. */
export function rowOf(act: AskedAct, input: Readonly<Record<string, unknown>>): Field | undefined {
  const said = act.fields.filter(({ kind, name }) => kind === 'entity' && name in input)
  return rowFieldOf(act) ?? (said.length === 1 ? said[0] : undefined)
}

import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { howMany, numbered } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { valueText } from '../types/values.ts'
import { ObjectChangePage } from './schema.ts'
import type { ObjectChange, Value } from './schema.ts'

const shown = (value: Value): string => (value === null ? 'nothing' : valueText(value))

const happened = {
  created: 'it came',
  edit: 'it was corrected',
  revert: 'a correction was taken back',
  load: 'its source was read again',
  removed: 'its source no longer had it',
  returned: 'its source had it again',
} as const satisfies Record<ObjectChange['kind'], string>

/** "Town is Galway, was Sligo" */
function whatHappened({ kind, changes }: ObjectChange): string {
  const values = changes.map(({ title, from, to }) => `${title} is ${shown(to)}, was ${shown(from)}`)
  return values.length === 0 ? happened[kind] : values.join('; ')
}

function changeLine(change: ObjectChange): string {
  const { actorName, source, createdAt } = change
  const by = actorName ?? (source === null || source === '' ? '' : `out of ${source}`)
  const who = actorName === null ? by : `by ${by}`
  return [whatHappened(change), who, dayTextOf(createdAt)].filter((part) => part !== '').join(', ')
}

/** What became of an object, the last first: "Town is Galway, was Sligo, by Ana Lopes, Saturday, 28 November". */
export function sayHistory(output: unknown): ToldAnswer {
  const page = ObjectChangePage.parse(output)
  const { items, nextCursor } = page
  const head = `${howMany(page, 'change')}, the last first:`
  return { text: numbered({ head, rows: items, isMore: nextCursor !== null }, changeLine) }
}

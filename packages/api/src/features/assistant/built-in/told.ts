import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { coreOf, entityOf, fieldOf, propertiesOf } from '../../../platform/catalog/entities.ts'
import type { JsonSchema } from '../../../platform/catalog/catalog.ts'
import type { Hub } from '../../../platform/hub.ts'
import { dayText } from '../../../shared/day-text.ts'
import { creditsText } from '../../../shared/micro.ts'
import { spokenName } from '../../../shared/spoken-name.ts'
import type { Memory, Spoken } from '../memory.ts'
import { partOf } from './acts/amounts.ts'
import { amountIn, doneText } from './done.ts'
import type { LookUp } from './understand/types.ts'

type Telling = Pick<Hub, 'phrases' | 'catalog' | 'entities'>

const SHOWN = 10
const FACTS = 5

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name of a field as people read it. */
export const labelOf = (name: string): string =>
  spokenName(name.replace(/Micro$|Cents$|Minor$|At$|On$|Name$/, ''))

/** Ids, versions and addresses of pictures say nothing to a person. */
export const isUnspoken = (name: string): boolean =>
  /^id$|Ids?$|^version$|Url$|^nextCursor$|^seq$|^requestId$|^ip$|^device$/.test(name)

/** Fields that name a row, first what does so best. */
export const NAMES: readonly string[] = [
  'name',
  'title',
  'email',
  'action',
  'label',
  'tool',
  'key',
  'day',
  'contact',
]

function numberText(name: string, value: number): string {
  const part = partOf(name)
  if (part === 'micro') return `${creditsText(value)} credits`
  return part === 'cents' ? (value / 100).toFixed(2) : String(value)
}

function valueText(name: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '' || value === false) return null
  if (value === true) return 'yes'
  if (typeof value === 'number') return numberText(name, value)
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d/.test(value) ? dayText({ day: value.slice(0, 10) }) : value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return null
}

function factsOf(row: Record<string, unknown>, leave: readonly string[]): [name: string, text: string][] {
  return Object.entries(row).flatMap(([name, value]): [string, string][] => {
    const text = isUnspoken(name) || leave.includes(name) ? null : valueText(name, value)
    return text === null ? [] : [[name, text]]
  })
}

function lineOf(row: unknown): string {
  if (!isObject(row)) return String(row)
  const title = NAMES.find((name) => typeof row[name] === 'string')
  const facts = factsOf(row, title === undefined ? [] : [title]).slice(0, FACTS)
  const rest = facts.map(([name, text]) => (text === 'yes' ? labelOf(name) : text)).join(', ')
  const head = title === undefined ? '' : String(row[title])
  return [head, rest].filter((part) => part !== '').join(': ')
}

/** The one list in an answer, and under which name. */
export function namedListIn(output: Record<string, unknown>): [name: string, list: unknown[]] | null {
  const lists = Object.entries(output).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  )
  return lists.length === 1 ? (lists[0] ?? null) : (lists.find(([, list]) => list.some(isObject)) ?? null)
}

const listIn = (output: Record<string, unknown>): unknown[] | null => namedListIn(output)?.[1] ?? null

/** An answer told from its schema: a list by lines, a record by its facts, a number by its name. */
function generic(output: unknown): string {
  if (!isObject(output)) return 'Done.'
  const list = listIn(output)
  const facts = factsOf(output, []).map(([name, text]) => `${labelOf(name)}: ${text}`)
  if (!list) return facts.length === 0 ? 'Done.' : facts.join('\n')
  if (list.length === 0) return 'There is nothing like that.'
  const lines = list.slice(0, SHOWN).map((row, at) => `${at + 1}. ${lineOf(row)}`)
  const rest = list.length > SHOWN || typeof output['nextCursor'] === 'string' ? ['There are more.'] : []
  return [...lines, ...rest].join('\n')
}

/** What a procedure answered, in plain words. Throws where an older answer no longer fits its schema. */
export function toldAnswer(hub: Telling, path: string, output: unknown): ToldAnswer {
  const told = hub.phrases.get(path)?.phrases.answer?.(output)
  const itself = itselfIn(hub, path, output)
  if (told) return { ...itself, ...told }
  const text = changeText(hub, path, { output, row: itself.shown?.[0] })
  return text === null ? { ...itself, text: generic(output), ...shownIn(output) } : { ...itself, text }
}

interface Changed {
  output: unknown
  row: { name: string } | undefined
}

/** What a change came to; null where it was none. */
function changeText(hub: Telling, path: string, { output, row }: Changed): string | null {
  const meta = hub.catalog.get(path)?.meta
  if (!meta || meta.effect === 'read' || !isObject(output)) return null
  const noun = hub.entities.get(entityOfAnswer(hub, path) ?? '')?.noun.toLowerCase() ?? null
  return doneText({ title: meta.title, noun, name: row?.name, output })
}

/** What was made or changed is what is spoken of, though its words name it alone. */
function itselfIn(hub: Telling, path: string, output: unknown): Pick<ToldAnswer, 'shown'> {
  if (!isObject(output) || typeof output['id'] !== 'string') return {}
  const name = output['name'] ?? output['title'] ?? declaredName(hub, path, output)
  return typeof name === 'string' ? { shown: [{ id: output['id'], name }] } : {}
}

/** What lists call such a row; where an act answers with less of it than they do, it is called by its kind. */
function declaredName(hub: Telling, path: string, output: Record<string, unknown>): string | undefined {
  const { find, noun } = hub.entities.get(entityOfAnswer(hub, path) ?? '') ?? {}
  try {
    const name = find?.row(output as never).name ?? ''
    if (name !== '' && !/\b(?:undefined|null)\b/.test(name)) return name
  } catch {
    // Made for whole rows of the list.
  }
  const amount = amountIn(output)
  const number = typeof output['number'] === 'string' ? ` ${output['number']}` : ''
  const over = amount === null || number !== '' ? '' : ` over ${amount}`
  return noun && `${noun.toLowerCase()}${number}${over}`
}

function shownIn(output: unknown): Pick<ToldAnswer, 'shown'> {
  const list = isObject(output) ? listIn(output) : null
  const shown = (list ?? []).slice(0, SHOWN).flatMap((row) => {
    if (!isObject(row)) return []
    const [id, name] = [
      row['id'] ?? row['userId'],
      NAMES.map((one) => row[one]).find((one) => typeof one === 'string'),
    ]
    return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : []
  })
  return shown.length === 0 ? {} : { shown }
}

/** Of which kind the rows of an answer are. */
function entityIn(schema: JsonSchema): string | undefined {
  const own = entityOf(fieldOf('id', schema)) ?? entityOf(fieldOf('userId', schema))
  if (own !== undefined) return own
  const list = Object.values(propertiesOf(schema)).find((field) => field['type'] === 'array')
  const row = list && coreOf(list)
  if (row === undefined) return undefined
  const rowsOwn = entityOf(fieldOf('id', row)) ?? entityOf(fieldOf('userId', row))
  if (rowsOwn !== undefined || 'id' in propertiesOf(row)) return rowsOwn
  // Rows of a report are about what they name first: who owes what is told by customers.
  return Object.values(propertiesOf(row))
    .map(entityOf)
    .find((named) => named !== undefined)
}

/** Of which kind the rows are that this procedure answers. */
export const entityOfAnswer = (hub: Pick<Hub, 'catalog'>, path: string): string | undefined =>
  entityIn(hub.catalog.get(path)?.outputJson ?? {})

/** The rows an answer shows, for "it" and "the second one", and how they were found. */
export function spokenIn(
  hub: Pick<Hub, 'catalog'>,
  { path, input }: LookUp,
  { shown }: ToldAnswer,
): Partial<Pick<Memory, 'focus' | 'listed' | 'it'>> {
  const entity = entityOfAnswer(hub, path)
  if (!shown || entity === undefined) return {}
  const focus: Spoken[] = shown.map(({ id, name }) => ({ entity, id, name }))
  const [only, ...others] = focus
  const listed = hub.catalog.get(path)?.meta.effect === 'read' ? { path, input } : null
  return { focus, listed, ...(only && others.length === 0 && { it: only }) }
}

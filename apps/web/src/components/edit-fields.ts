import type { Approval } from './approval-words.ts'
import { labelOf } from './field-label.ts'

type Args = Approval['args']

export type EditKind = 'line' | 'prose' | 'day' | 'time' | 'flag' | 'number' | 'choice'

export interface EditField {
  name: string
  label: string
  kind: EditKind
  choices?: readonly { value: string; label: string }[]
}

/** What is typed into a field; flags are true or false. */
export type EditValues = Record<string, string | boolean>

const choices: Record<string, EditField['choices']> = {
  priority: [
    { value: 'high', label: 'High' },
    { value: 'normal', label: 'Medium' },
    { value: 'low', label: 'Low' },
  ],
}

const byName: Record<string, EditKind> = {
  notes: 'prose',
  body: 'prose',
  text: 'prose',
  dueOn: 'day',
  dueTime: 'time',
  priority: 'choice',
}

/* Which thing is meant and which version of it was seen is no matter of taste. */
const isFixed = (name: string): boolean => name === 'version' || name === 'status' || /^id$|Ids?$/.test(name)

/* The database keeps no order of fields; people expect the name of a thing first. */
const order = ['title', 'name', 'email', 'body', 'text', 'notes', 'priority', 'dueOn', 'dueTime', 'tag']

const placeOf = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)

/** The fields a person may change before they approve: what is plain text, a day, a number or a choice. */
export function editFields(args: Args): EditField[] {
  const entries = Object.entries(args).toSorted(([one], [other]) => placeOf(one) - placeOf(other))
  return entries.flatMap(([name, value]) => {
    const kind = kindOf(name, value)
    if (kind === undefined || isFixed(name)) return []
    const known = choices[name]
    return [{ name, label: labelOf(name), kind, ...(kind === 'choice' && known && { choices: known }) }]
  })
}

function kindOf(name: string, value: unknown): EditKind | undefined {
  if (byName[name] !== undefined && (value === null || typeof value === 'string')) return byName[name]
  if (typeof value === 'boolean') return 'flag'
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' || value === null ? 'line' : undefined
}

/** What the form begins with. */
export function editValues(fields: readonly EditField[], args: Args): EditValues {
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = args[name]
      if (kind === 'flag') return [name, value === true]
      return [name, typeof value === 'string' || typeof value === 'number' ? String(value) : '']
    }),
  )
}

/** The request with what was typed in it; a field that was null and stays empty stays null. */
export function editedArgs(fields: readonly EditField[], args: Args, values: EditValues): Args {
  const changed = fields.map(({ name, kind }) => [name, typed(kind, values[name], args[name])] as const)
  return { ...args, ...Object.fromEntries(changed) }
}

function typed(kind: EditKind, value: string | boolean | undefined, before: unknown): unknown {
  if (typeof value !== 'string') return value ?? before
  // Nothing is no zero; where there has to be a number, the hub says so.
  if (kind === 'number') return value.trim() === '' ? null : Number(value)
  const isEmptiable = before === null || kind === 'day' || kind === 'time'
  return value.trim() === '' && isEmptiable ? null : value
}

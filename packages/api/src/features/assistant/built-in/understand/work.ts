import { spokenName } from '../../../../shared/spoken-name.ts'
import type { Draft } from '../../memory.ts'
import type { AskedAct } from '../acts/act-table.ts'
import type { Field } from '../acts/fields.ts'
import type { Reference } from '../acts/said.ts'
import type { Outcome, World } from './types.ts'

/** Longest list of rows or people a question offers. */
export const MOST_CHOICES = 6
export type Input = Record<string, unknown>
export interface Named {
  id: string
  name: string
}

/** A request on its way to a call: what is known, and how ids in it are called. */
export interface Work {
  act: AskedAct
  world: World
  input: Input
  names: Record<string, string>
  /** A field whose several rows each make a call of their own. */
  each: { field: string; rows: readonly Named[]; further: number } | null
  /** Everyday words in the place of a row that need not be named. */
  leftOut: string[]
}

export type Question = Extract<Outcome, { kind: 'ask' }>

export interface Asked {
  question?: string
  choices?: readonly Named[]
}

export function ask(work: Work, field: Field, { question: words, choices = [] }: Asked = {}): Question {
  const draft: Draft = {
    path: work.act.path,
    input: work.input,
    names: work.names,
    open: field.name,
    choices: choices.slice(0, MOST_CHOICES).map(({ id, name }) => ({ value: id, label: name })),
  }
  return { kind: 'ask', question: words ?? question(work, field), draft }
}

/** What is asked for a field where its act declares no question. */
function question({ act, world }: Work, field: Field): string {
  const declared = act.phrases.ask?.[field.name]
  if (declared !== undefined) return declared
  if (field.kind === 'person') return 'Who do you mean?'
  if (field.entity !== null) return `Which ${world.noun(field.entity).toLowerCase()} do you mean?`
  if (field.kind === 'day') return 'On which day?'
  return `What is the ${spokenName(field.name)}?`
}

export function take({ input, names }: Work, field: Field, { id, name }: Named): null {
  input[field.name] = id
  names[field.name] = name
  return null
}

/** Rows spoken of before, of the kind that a field takes. */
export function referred({ world }: Pick<Work, 'world'>, field: Field, reference: Reference): Named[] {
  const { it, focus } = world.memory
  const listed = focus.filter(({ entity }) => entity === field.entity)
  const single = it?.entity === field.entity ? [it] : listed.length === 1 ? listed : []
  if (reference.kind === 'one') return single
  if (reference.kind === 'all') return listed.length > 1 ? listed : single
  const placed = reference.kind === 'last' ? listed.at(-1) : listed[reference.place]
  return placed ? [placed] : []
}

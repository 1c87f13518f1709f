import type { Draft } from '../../../memory.ts'
import type { AskedAct } from '../../acts/act-table.ts'
import type { Field } from '../../acts/fields.ts'
import { fitAct } from '../../acts/fit.ts'
import type { Line } from '../../acts/lines.ts'
import type { Meant } from '../../acts/meaning.ts'
import { readSaid } from '../../acts/said.ts'
import { sentence, tidy, unquoted } from '../../wording/normalize.ts'
import { matchChoices } from '../../../../../reading/choices.ts'
import { matchNames } from '../../../../../reading/names.ts'
import { fold } from '../../../../../reading/text.ts'
import { rowsFor } from '../named.ts'
import { resolve } from '../resolve.ts'
import type { Outcome, World } from '../types.ts'
import { WHICH, asMeant } from '../which-meant.ts'

interface Choice {
  value: string
  label: string
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const placeOf = (word: string) => (ordinals.includes(word) ? ordinals.indexOf(word) : Number(word) - 1)
const place =
  /^(?:the )?(?:number )?(first|second|third|fourth|fifth|sixth|last|\d)(?:st|nd|rd|th)?(?: [a-z]+)?$/

/** Which of the choices is meant: by its label, its place, or words of it. */
export function chosenOf(choices: readonly Choice[], said: string): Choice | undefined {
  const plain = fold(unquoted(tidy(said))).replace(/[.!?]+$/, '')
  const exact = choices.find(({ label }) => fold(label) === plain)
  if (exact) return exact
  const ordinal = place.exec(plain)?.[1]
  if (ordinal !== undefined) return ordinal === 'last' ? choices.at(-1) : choices[placeOf(ordinal)]
  const names = choices.map(({ value, label }) => ({ id: value, name: label }))
  const [only, ...others] = matchNames(said, names).flatMap(({ value }) => value)
  return only && others.length === 0 ? choices.find(({ value }) => value === only.id) : undefined
}

const leading =
  /^(?:(?:call|name) it|it is called|it's called|it's for|give it to|assign it to|to|for|on|by)\s+/i

/** A slot with nothing around it, so that days and people beside the answer are read as well. */
const asAnswer = (act: AskedAct, field: Field): AskedAct => ({
  ...act,
  templates: [{ parts: [{ slot: field.name }], set: {} }],
})

function chosenValue(field: Field, text: string): ReadonlyMap<string, Meant> | null {
  const key = matchChoices(text, field.choices)[0]?.value.value
  const value =
    key === undefined ? [...field.values.values()].find((one) => one === fold(text)) : field.values.get(key)
  return value === undefined ? null : new Map([[field.name, { kind: 'value', value }]])
}

/** "Catering" says what the prices are for that were said before. */
function describedLines(said: string, before: unknown): readonly Line[] {
  const lines = Array.isArray(before) ? (before as readonly Line[]) : []
  return lines.map((line) => (line.description === '' ? { ...line, description: sentence(said) } : line))
}

interface Answer {
  act: AskedAct
  field: Field
  said: string
  world: World
  /** What was known of the input. */
  input: Draft['input']
}

/** What an answer says of the field that was asked for, and of others beside it. */
async function answered({
  act,
  field,
  said,
  world,
  input,
}: Answer): Promise<ReadonlyMap<string, Meant> | null> {
  const text = said.replace(leading, '')
  if (field.kind === 'choice') return chosenValue(field, text)
  const rows = await rowsFor([act], world)
  const { values } = fitAct(asAnswer(act, field), readSaid(text, world), { rows, clock: world.clock })
  const known = values.get(field.name)
  if (known && known.kind !== 'unknown') return values
  if (field.kind === 'lines')
    return new Map([[field.name, { kind: 'value', value: describedLines(text, input[field.name]) }]])
  if (field.kind !== 'text') return known ? values : null
  const value = field.isRequired ? sentence(text) : unquoted(text)
  return value === '' ? null : new Map([[field.name, { kind: 'value', value }]])
}

/** An answer to "What should I change?" says which field by what it is. */
async function anyField(
  act: AskedAct,
  before: Pick<Draft, 'input' | 'names'>,
  { said, world }: { said: string; world: World },
): Promise<Outcome | null> {
  const rows = await rowsFor([act], world)
  const { values } = fitAct(act, readSaid(said, world), { rows, clock: world.clock })
  const own = new Map([...values].filter(([name]) => !(name in before.input)))
  return own.size === 0 ? null : resolve({ act, values: own, before }, world)
}

/** Goes on with a half-said request. Null where the words are no answer to its question. */
export async function continueDraft(draft: Draft, said: string, world: World): Promise<Outcome | null> {
  const act = world.table.get(draft.path)
  if (!act) return null
  const before = { input: draft.input, names: draft.names }
  const picked = chosenOf(draft.choices, said)
  if (draft.open === WHICH) return picked ? asMeant(picked.value, world) : null
  if (picked?.value === '') return resolve({ act, values: new Map(), before }, world)
  const field = act.fields.find(({ name }) => name === draft.open)
  if (!field) return anyField(act, before, { said, world })
  if (picked) {
    const { value, label } = picked
    const meant: Meant =
      field.entity === null
        ? { kind: 'value', value }
        : { kind: 'rows', candidates: [{ id: value, name: label }] }
    return resolve({ act, values: new Map([[field.name, meant]]), before }, world)
  }
  const values = await answered({ act, field, said, world, input: draft.input })
  return values && resolve({ act, values, before }, world)
}

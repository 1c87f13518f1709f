import type { AskedAct } from '../../acts/act-table.ts'
import { rowFieldOf } from '../../acts/needed-fields.ts'
import type { Meant } from '../../acts/meaning.ts'
import { readSaid } from '../../acts/said.ts'
import { TELLING } from '../../../../../reading/names.ts'
import { request } from '../../wording/normalize.ts'
import { asksWhatIs } from '../speech/asks-what-is.ts'
import { isOther, otherOne } from './corrected.ts'
import { anotherFigure, figureIn } from './figure.ts'
import { fragmentOf } from './fragment.ts'
import { laterThanToday, listBeside, listed, nextStretch } from './moved-on.ts'
import { onceMore } from './once-more.ts'
import { resolve } from '../resolve.ts'
import type { Outcome, World } from '../types.ts'
import type { Named } from '../work.ts'

const isRead = (act: AskedAct) => act.entry.meta.effect === 'read'

/** Acts that change a row of this kind. */
const changersOf = (entity: string, { table }: World): AskedAct[] =>
  table.acts.filter((act) => act.isOpen && !isRead(act) && rowFieldOf(act)?.entity === entity)

/** "Wrong Ana" is another one than before. */
function withoutWrong(
  values: ReadonlyMap<string, Meant>,
  text: string,
  { memory }: World,
): Map<string, Meant> {
  return new Map(
    [...values].map(([name, meant]) => {
      if (meant.kind !== 'several' || !/\bwrong\b|\bother\b|\bnot that\b/i.test(text)) return [name, meant]
      const candidates = meant.candidates.filter(({ id }) => id !== memory.last?.input[name])
      return [name, candidates.length === 1 ? { kind: 'rows', candidates } : { ...meant, candidates }]
    }),
  )
}

/** Of what was set before, that which this act sets as well. */
const ownOf = ({ fields }: AskedAct, input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => fields.some((field) => field.name === name)))

/** "And make the hotel one urgent" names another row than the one spoken of. */
function otherRow(meant: Meant | undefined, id: string): Named | undefined {
  const [only, ...others] = meant?.kind === 'rows' ? meant.candidates : []
  return only && others.length === 0 && only.id !== id && (only.score ?? 1) >= TELLING ? only : undefined
}

/** "No, Tuesday" and "two days earlier": the row spoken of, by the act that changes what was said. */
async function changed(text: string, world: World): Promise<Outcome | null> {
  const { it, last } = world.memory
  // "Is that next week?" changes nothing.
  if (!it || asksWhatIs(readSaid(text, world))) return null
  const changers = changersOf(it.entity, world).toSorted(
    (a, b) => Number(b.path === last?.path) - Number(a.path === last?.path),
  )
  for (const act of changers) {
    const row = rowFieldOf(act)
    const figure = last && anotherFigure(act, ownOf(act, last.input), figureIn(text))
    const { values, isWhole } = figure
      ? { values: figure, isWhole: true }
      : await fragmentOf(act, text, world)
    const own = laterThanToday(withoutWrong(values, text, world), text, world)
    const other = row && otherRow(own.get(row.name), it.id)
    if (row) own.delete(row.name)
    if (!row || !isWhole || own.size === 0) continue
    const { id, name } = other ?? it
    const before = { input: { [row.name]: id }, names: { [row.name]: name } }
    return resolve({ act, values: own, before }, world)
  }
  return null
}

/** "And Jonas?" after "my tasks" asks for those of Jonas, not for those of both. */
function withoutRivals(
  act: AskedAct,
  input: Readonly<Record<string, unknown>>,
  values: ReadonlyMap<string, Meant>,
): Record<string, unknown> {
  const hasPerson = act.fields.some(({ kind, name }) => kind === 'person' && values.has(name))
  const days = act.fields.filter(({ kind }) => kind === 'day').map(({ name }) => name)
  const hasDay = days.some((name) => values.has(name))
  const isRival = (name: string) =>
    (hasPerson && (name === 'mine' || name === 'unassigned')) || (hasDay && days.includes(name))
  return Object.fromEntries(Object.entries(input).filter(([name]) => !isRival(name)))
}

/** "And in January?" goes on asking of the same row; "make it January" changes it. */
const CHANGES = /\b(?:make|change|set|put|move|instead|actually|book|block|keep)\b/i

const SAME = /^(?:and )?(?:the )?same(?: \p{L}+)? (?:for|with|of) (?:the )?(?:tag )?([\p{L}\d-]+)$/iu

/** "The same figure for stock", of what was asked for by one word: that word is another one now. */
function sameOf({ fields }: AskedAct, text: string, world: World): Map<string, Meant> | null {
  const word = SAME.exec(request(text).text)?.[1]
  const input = world.memory.last?.input ?? {}
  const [only, ...others] = fields.filter(
    ({ kind, isShort, name }) => kind === 'text' && isShort && name in input,
  )
  if (word === undefined || !only || others.length > 0) return null
  const { people, moments } = readSaid(text, world)
  return people.length + moments.length > 0 ? null : new Map([[only.name, { kind: 'value', value: word }]])
}

/** "And Ana?", "newest first", "only the open ones": the list asked for before, asked for otherwise. */
async function refined(act: AskedAct, text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  if (!last) return null
  const moved = nextStretch(act, last.input, text) ?? sameOf(act, text, world)
  if (moved) return resolve({ act, values: moved, before: { input: last.input, names: {} } }, world)
  const { values, isWhole } = await fragmentOf(act, text, world)
  if (!isWhole) return null
  const own = withoutWrong(values, text, world)
  const row = rowFieldOf(act)
  const isOfOther = [...own.values()].some(({ kind }) => kind === 'rows' || kind === 'several')
  const isMore = [...own.keys()].some((name) => name !== row?.name)
  const goesOn = isMore && row !== undefined && row.name in last.input && !CHANGES.test(text)
  if (row && !isOfOther && !goesOn) return null
  return resolve(
    { act, values: own, before: { input: withoutRivals(act, last.input, own), names: {} } },
    world,
  )
}

/** "Oops, wrong one" of what was done and can be taken back: that first, and then the other. */
const isMistaken = ({ phrases, entry }: AskedAct, text: string): boolean =>
  entry.meta.effect !== 'read' &&
  phrases.undoneBy !== undefined &&
  /\bwrong\b|^\W*(?:no|not|sorry|oops)\b/i.test(text)

/** "Which of them are late?" behind how many there are wants them shown. */
const askedOf = (act: AskedAct, text: string, world: World): AskedAct =>
  (/^which\b/i.test(text) && listBeside(act, world)) || act

/** What a message means as a change of what was asked for before; null where it says something of its own. */
export async function refine(text: string, world: World): Promise<Outcome | null> {
  const { last } = world.memory
  const act = last && world.table.get(last.path)
  if (!act) return null
  const other = await otherOne(text, world)
  if (other) return isMistaken(act, text) ? { kind: 'undo', more: other } : other
  if (isOther(text) && isMistaken(act, text)) return { kind: 'undo' }
  const more = await onceMore(text, world)
  if (more) return more
  if (!isRead(act)) return changed(text, world)
  const list = listed(act, text, world)
  if (list) return resolve(list, world)
  return (
    (await refined(askedOf(act, text, world), text, world)) ?? (rowFieldOf(act) ? changed(text, world) : null)
  )
}

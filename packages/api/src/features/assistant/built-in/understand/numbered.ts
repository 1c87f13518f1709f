import type { Said } from '../acts/said.ts'
import type { Row } from '../acts/usable.ts'
import { AT_HAND } from '../acts/usable.ts'
import type { World } from './types.ts'

/** More numbers than anybody says at once. */
const MOST_NUMBERS = 6

/** "Invoice 3" as the rows of its kind are numbered: 0003. */
const spellings = (digits: readonly string[], rows: readonly Row[]): string[] => {
  const widths = new Set(rows.flatMap(({ label }) => (label && label.code !== '' ? label.digits.length : [])))
  return digits.flatMap((figure) => [...widths].map((width) => figure.padStart(width, '0')))
}

const codesOf = ({ codes, tokens }: Said): string[] =>
  codes.map(({ from, to }) =>
    tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join(''),
  )

/** The same world, in which older rows than those at hand are known too where their number is said. */
export function withNumbered(world: World, said: Said): World {
  const digits = said.tokens.flatMap(({ kind, text }) => (kind === 'digits' ? text : []))
  if (digits.length === 0 || digits.length > MOST_NUMBERS) return world
  const codes = codesOf(said)
  const read = async (entity: string, among: Parameters<World['rows']>[1]): Promise<readonly Row[]> => {
    const atHand = await world.rows(entity, among)
    if (atHand.length < AT_HAND) return atHand
    const wanted = new Set(codes.length > 0 ? codes : spellings(digits, atHand))
    const found = await Promise.all([...wanted].map((words) => world.rows(entity, among, words)))
    // What was found counts: among all with their number those know whether others have it.
    return [...new Map([...atHand, ...found.flat()].map((row) => [row.id, row])).values()]
  }
  const known = new Map<string, Promise<readonly Row[]>>()
  const rows: World['rows'] = (entity, among, words) => {
    if (words !== undefined) return world.rows(entity, among, words)
    const key = JSON.stringify([entity, among])
    const reading = known.get(key) ?? read(entity, among)
    known.set(key, reading)
    return reading
  }
  return { ...world, rows }
}

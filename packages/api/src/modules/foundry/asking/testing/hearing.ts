import type { TestHub } from '../../../../testing/index.ts'
import type { Value } from '../../objects/schema.ts'
import { RunQuery } from '../../queries/schema.ts'
import type { Data } from '../../testing.ts'
import { readDataQuestion } from '../read-question.ts'
import type { Asked } from './asked.ts'

export type Verdict = 'right' | 'declined' | 'wrong'
type Row = readonly unknown[]

/** Where a question is heard, and what plain SQL says there. */
export interface Hearing {
  hub: TestHub
  place: Data
  now: Date
  plainly: (statement: string) => Promise<Row[]>
}

const plainCell = (cell: Value): unknown => {
  if (typeof cell === 'number') return Math.round(cell * 100) / 100
  return typeof cell === 'object' && cell !== null ? Number(cell.amount) : cell
}

/** The rows of an answer as the plain ones are: what is listed by its name or number, groups and figures as they are. */
export async function answerTo(
  { hub, place, now }: Omit<Hearing, 'plainly'>,
  question: string,
): Promise<Row[] | null> {
  const at = { db: hub.hub.db.org(place.org.orgId), now, timeZone: 'Europe/Dublin', currency: 'EUR' }
  const read = await readDataQuestion(at, question)
  if (!read || read.missed.length > 0 || read.unclear) return null
  const input = RunQuery.parse({ ...read.input })
  const { rows } = await place.data.queries.run({
    ...input,
    limit: input.limit === 100 ? 1_000 : input.limit,
  })
  const isList = input.groupBy === undefined && input.metrics === undefined
  return rows.map(({ cells }) => (isList ? cells.slice(0, 1) : cells).map(plainCell))
}

const sameCell = (one: unknown, other: unknown) =>
  typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) < 0.011 : one === other

/** Figures that were not asked for may stand beside. */
const sameRow = (told: Row, wanted: Row) => wanted.every((cell, at) => sameCell(told[at], cell))

export function isSame(told: readonly Row[], wanted: readonly Row[], isOrdered: boolean): boolean {
  if (told.length !== wanted.length) return false
  return isOrdered
    ? wanted.every((row, at) => sameRow(told[at] ?? [], row))
    : wanted.every((row) => told.some((one) => sameRow(one, row)))
}

/** Whether a question is answered as plain SQL answers it. */
export async function verdictOn(hearing: Hearing, { ask, plain, isOrdered }: Asked): Promise<Verdict> {
  const told = await answerTo(hearing, ask)
  if (plain === null) return told === null ? 'right' : 'wrong'
  if (told === null) return 'declined'
  for (const one of typeof plain === 'string' ? [plain] : plain)
    if (isSame(told, await hearing.plainly(one), isOrdered === true)) return 'right'
  return 'wrong'
}

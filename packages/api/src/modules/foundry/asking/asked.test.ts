import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import type { Value } from '../objects/schema.ts'
import { RunQuery } from '../queries/schema.ts'
import { openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import { readDataQuestion } from './read-question.ts'
import { asked } from './testing/asked-kept.ts'
import { askedInAll } from './testing/asked-in-all.ts'
import type { Asked } from './testing/asked.ts'
import { ASKED_AT, askedShop, bringAskedShop } from './testing/asked-world.ts'

let hub: TestHub
let place: Data

beforeAll(async () => {
  hub = await startHub({ now: () => ASKED_AT })
  place = await openData(hub)
  await bringAskedShop(place)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

type Verdict = 'right' | 'declined' | 'wrong'
type Row = readonly unknown[]

const plainCell = (cell: Value): unknown => {
  if (typeof cell === 'number') return Math.round(cell * 100) / 100
  return typeof cell === 'object' && cell !== null ? Number(cell.amount) : cell
}

/** The rows of an answer as the plain ones are: what is listed by its name or number, groups and figures as they are. */
async function answerTo(question: string): Promise<{ rows: Row[]; isList: boolean } | null> {
  const { orgId } = place.org
  const at = { db: hub.hub.db.org(orgId), now: ASKED_AT, timeZone: 'Europe/Dublin', currency: 'EUR' }
  const read = await readDataQuestion(at, question)
  if (!read || read.missed.length > 0) return null
  const input = RunQuery.parse({ ...read.input })
  const { rows } = await place.data.queries.run({
    ...input,
    limit: input.limit === 100 ? 1_000 : input.limit,
  })
  const isList = input.groupBy === undefined && input.metrics === undefined
  return { rows: rows.map(({ cells }) => (isList ? cells.slice(0, 1) : cells).map(plainCell)), isList }
}

const sameCell = (one: unknown, other: unknown) =>
  typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) < 0.011 : one === other

/** Figures that were not asked for may stand beside. */
const sameRow = (told: Row, wanted: Row) => wanted.every((cell, at) => sameCell(told[at], cell))

function isSame(told: readonly Row[], wanted: readonly Row[], isOrdered: boolean): boolean {
  if (told.length !== wanted.length) return false
  return isOrdered
    ? wanted.every((row, at) => sameRow(told[at] ?? [], row))
    : wanted.every((row) => told.some((one) => sameRow(one, row)))
}

async function verdictOn({ ask, plain, isOrdered }: Asked): Promise<Verdict> {
  const told = await answerTo(ask)
  if (plain === null) return told === null ? 'right' : 'wrong'
  if (told === null) return 'declined'
  for (const one of typeof plain === 'string' ? [plain] : plain) {
    const rows = await asSuperuser<Record<string, unknown>>(hub.database, `${askedShop} ${one}`, [
      place.org.orgId,
    ])
    if (
      isSame(
        told.rows,
        rows.map((row) => Object.values(row)),
        isOrdered === true,
      )
    )
      return 'right'
  }
  return 'wrong'
}

/*
 * Floors, a little below what was measured. Heard for the first time, 66.7 % were right, 26.3 % not understood and 7.0 % wrong; what
 * was mended after that was general. An answer to another question is worse than none, so the second floor is the harder one.
 */
test('questions that were not written for the reader are answered, or it says that it did not understand', async () => {
  const heard: { ask: string; verdict: Verdict }[] = []
  for (const one of asked) heard.push({ ask: one.ask, verdict: await verdictOn(one) })
  const share = (verdict: Verdict) => heard.filter((one) => one.verdict === verdict).length / heard.length
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`
  process.stdout.write(
    [
      `${heard.length} questions: ${percent(share('right'))} right, ${percent(share('declined'))} not understood, ${percent(share('wrong'))} wrong\n`,
      ...heard
        .filter(({ verdict }) => verdict !== 'right')
        .map(({ ask, verdict }) => `  ${verdict}: ${ask}\n`),
    ].join(''),
  )
  expect(share('right')).toBeGreaterThanOrEqual(0.84)
  expect(share('wrong')).toBeLessThanOrEqual(0.02)
}, 120_000)

test.each(askedInAll)('$ask', async (one) => {
  expect(await verdictOn(one)).toBe('right')
})

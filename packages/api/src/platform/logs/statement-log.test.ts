import { sql } from '@hub/db'
import { createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { logOptions } from './log.ts'
import { withRequestScope } from '../calls/request-scope.ts'
import { logStatement } from './statement-log.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())

/** The lines logged while one request runs a statement. */
async function linesOf(text: string): Promise<unknown[]> {
  const lines: string[] = []
  const log = pino(logOptions('debug'), { write: (line) => void lines.push(line) })
  database.db.watch((statement) => logStatement(log, statement))
  await withRequestScope('request-1', () => sql.raw(text).execute(database.db.system)).catch(() => undefined)
  return lines.map((line): unknown => JSON.parse(line))
}

test.each([
  ['a slow one is named', 'select pg_sleep(0.55)', { msg: 'slow statement', level: 40, statement: 'select' }],
  [
    'one that failed through our fault is named with its reason',
    'select * from app.nothing_here',
    {
      msg: 'statement failed',
      level: 40,
      statement: 'select nothing_here',
      sqlState: '42P01',
      err: { message: 'relation "app.nothing_here" does not exist' },
    },
  ],
])('of all statements %s, with its request (GW-5)', async (_what, text, line) => {
  expect(await linesOf(text)).toMatchObject([{ ...line, login: 'system', requestId: 'request-1' }])
})

test('a value PostgreSQL refused is not repeated, and a quick statement leaves no line', async () => {
  const lines = await linesOf(`select 'a private word'::uuid`)
  expect(lines).toMatchObject([
    { msg: 'statement refused', level: 20, sqlState: '22P02', requestId: 'request-1' },
  ])
  expect(JSON.stringify(lines)).not.toContain('private')
  expect(await linesOf('select 1')).toEqual([])
})

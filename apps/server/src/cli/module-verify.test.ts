import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditLines } from './credits.ts'
import { verdictLines } from './module-verify.ts'
import { runHub } from '../testing/run-hub.ts'
import { serveForPrograms } from '../testing/serve-for-programs.ts'
import type { ProgramHub } from '../testing/serve-for-programs.ts'

let served: ProgramHub
beforeAll(async () => {
  served = await serveForPrograms()
})
afterAll(() => served.stop())

const verify = (...more: string[]) => runHub(['accounting', 'verify', ...more], { env: served.here })

test('a check that had nothing to look at says so', () => {
  for (const said of [creditLines([]), verdictLines([])])
    expect(said).toBe('There is no organization on this hub yet, so there is nothing to recompute.')
})

test('hub accounting verify recomputes the books, and ends with 1 where they do not add up (ACC-1)', async () => {
  const { org, hub } = served
  const books = org.api.modules.accounting
  await books.book.setUp({
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: '2026-01-01',
    opening: [{ code: '1100', debit: '100.00' }],
  })
  const { slug: untouched } = await hub.newOrg()
  const well = await verify()
  expect(well).toMatchObject({ code: 0, err: '' })
  expect(well.out.trim().split('\n').toSorted()).toEqual([`ok   ${org.slug}`, `ok   ${untouched}`].toSorted())

  const tilt = (by: number) =>
    asSuperuser(
      hub.database,
      'update app.accounting_balance set base_minor = base_minor + $1 where base_minor > 0',
      [by],
    )
  await tilt(1)
  const wrong = await verify('--org', org.slug)
  expect(wrong.code).toBe(1)
  expect(wrong.out).toMatch(new RegExp(`^BAD {2}${org.slug}\n +balances: 1100 in 2026-01-01`))
  const { code, out } = await verify('--json')
  expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({ code: 1, ok: false })
  await tilt(-1)
  expect((await verify('--org', org.slug)).code).toBe(0)
  expect((await verify('--org', 'nobody-here')).code).not.toBe(0)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { asAdministrator, openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'
import { csvOf, importRows, layout, openBank } from './testing.ts'
import type { Row } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())

const fees: Row = ['2026-11-19', '-41.20', 'Quarterly fees']
const coffee: Row = ['2026-11-03', '-3.20', 'Coffee', 'Corner Café']
const rent: Row = ['2026-11-01', '-1800.00', 'Rent', 'Landlord']

/** Books with one bank account, into which rows were read. */
async function importedInto(rows: readonly Row[]) {
  const place = await openBooks(hub)
  const account = await openBank(place)
  const { statementId } = await importRows(place, account.id, rows)
  return { place, account, statementId }
}

const linesOf = async ({ books }: Books, bankAccountId: string) =>
  (await books.bank.lines.list({ bankAccountId, state: 'all', limit: 100 })).items

const toFees = ({ books, idOf }: Books, bankLineId: string) =>
  books.bank.matches.accept({ bankLineId, kind: 'account', accountId: idOf('6850') })

describe('an import of the wrong file (ACC-4)', () => {
  test('is listed with who read it in, when, and how many lines', async () => {
    const { place, account, statementId } = await importedInto([rent, coffee])
    await importRows(place, account.id, [coffee, fees])
    const { items } = await place.books.bank.statements.list({ bankAccountId: account.id })
    expect(items).toMatchObject([
      { read: 2, added: 1, matched: 0, overlaps: 0, from: '2026-11-03', to: '2026-11-19' },
      { id: statementId, read: 2, added: 2, matched: 0, overlaps: 1, importedByName: place.owner.name },
    ])
    expect(items[1]?.importedAt).toBe('2026-11-20T09:00:00Z')
  })

  test('is removed with its lines, and the right file comes in afterwards', async () => {
    const { place, account, statementId } = await importedInto([rent, coffee])
    await place.books.bank.statements.remove({ id: statementId })
    expect(await linesOf(place, account.id)).toEqual([])
    expect((await place.books.bank.statements.list({})).items).toEqual([])
    expect(await importRows(place, account.id, [rent, coffee, fees])).toMatchObject({ added: 3, left: 0 })
    await expect(place.books.bank.statements.remove({ id: statementId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('leaves what other imports brought', async () => {
    const { place, account, statementId } = await importedInto([rent])
    await importRows(place, account.id, [rent, fees])
    await place.books.bank.statements.remove({ id: statementId })
    expect((await linesOf(place, account.id)).map(({ text }) => text)).toEqual(['Quarterly fees'])
    // Whoever copied the lines elsewhere when they were told of the import hears that they are gone.
    const { items } = await place.api.events.list({ limit: 10 })
    expect(items.find(({ topic }) => topic === 'accounting.bank.import_removed')?.payload).toEqual({
      bankAccountId: account.id,
      statementId,
      removed: 1,
    })
  })

  test('takes the file along that was attached, once nothing else was read from it', async () => {
    const place = await openBooks(hub)
    const { id: bankAccountId } = await openBank(place)
    const where = { entity: 'accounting_bank_account', entityId: bankAccountId }
    const content = Buffer.from(csvOf([rent])).toString('base64')
    const { id: fileId } = await place.api.files.attach({ ...where, name: 'other-firm.csv', content })
    const read = async () => {
      const answer = await place.books.bank.statements.import({ bankAccountId, fileId, layout })
      return answer.outcome === 'imported' ? answer.statementId : ''
    }
    const ids = [await read(), await read()]
    const files = async () => (await place.api.files.list(where)).items.map(({ name }) => name)
    await place.books.bank.statements.remove({ id: ids[1] ?? '' })
    expect(await files()).toEqual(['other-firm.csv'])
    await place.books.bank.statements.remove({ id: ids[0] ?? '' })
    expect(await files()).toEqual([])
  })

  test('forgets what was said of its columns, so that the same file is asked about again', async () => {
    const { place, account, statementId } = await importedInto([rent])
    const text = csvOf([fees])
    await place.books.bank.statements.remove({ id: statementId })
    expect(await place.books.bank.statements.import({ bankAccountId: account.id, text })).toMatchObject({
      outcome: 'layout',
    })
    await importRows(place, account.id, [rent])
    expect(await place.books.bank.statements.import({ bankAccountId: account.id, text })).toMatchObject({
      outcome: 'imported',
    })
  })

  test('stays whole where a line of it is matched, and says which; undone, it goes', async () => {
    const { place, account, statementId } = await importedInto([rent, coffee, fees])
    const [line] = await linesOf(place, account.id)
    const match = await toFees(place, line?.id ?? '')
    await expect(place.books.bank.statements.remove({ id: statementId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        '1 line of this import is matched: 19 November 2026, -41.20 EUR, Quarterly fees. Undo its match first.',
    })
    expect(await linesOf(place, account.id)).toHaveLength(3)
    const listed = await place.books.bank.statements.list({})
    expect(listed.items).toMatchObject([{ matched: 1 }])
    await place.books.bank.matches.undo({ id: match.id })
    await place.books.bank.statements.remove({ id: statementId })
    expect(await linesOf(place, account.id)).toEqual([])
    expect(await place.books.book.verify({})).toMatchObject({ ok: true })
  })

  test('names three of many that are matched', async () => {
    const rows = [1, 2, 3, 4, 5].map((day): Row => [`2026-11-0${day}`, `-${day}.00`, `Fee ${day}`])
    const { place, account, statementId } = await importedInto(rows)
    for (const { id } of await linesOf(place, account.id)) await toFees(place, id)
    await expect(place.books.bank.statements.remove({ id: statementId })).rejects.toThrow(
      '5 lines of this import are matched: 1 November 2026, -1.00 EUR, Fee 1; 2 November 2026, -2.00 EUR, Fee 2; 3 November 2026, -3.00 EUR, Fee 3; and 2 more. Undo their matches first.',
    )
  })

  test('goes or has its line matched, of many who want both at once, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { place, account, statementId } = await importedInto([fees])
      const [line] = await linesOf(place, account.id)
      const remove = () => place.books.bank.statements.remove({ id: statementId })
      const accept = () => toFees(place, line?.id ?? '')
      const [first, second] = round % 2 === 0 ? [remove, accept] : [accept, remove]
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? first() : second())),
      )
      const won = results.flatMap((one, at) =>
        one.status === 'fulfilled' ? [at % 2 === 0 ? first : second] : [],
      )
      expect(won).toHaveLength(1)
      const codes = new Set(
        results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])),
      )
      expect([...codes].every((code) => code === (won[0] === remove ? 'NOT_FOUND' : 'CONFLICT'))).toBe(true)
      const { items } = await place.books.journals.list({ limit: 100 })
      expect(items).toHaveLength(won[0] === accept ? 1 : 0)
      expect(await linesOf(place, account.id)).toHaveLength(won[0] === accept ? 1 : 0)
    }
  })

  test('is nothing to another organization', async () => {
    const { place, account, statementId } = await importedInto([fees])
    const stranger = await openBooks(hub)
    const gone = { code: 'NOT_FOUND' }
    await expect(stranger.books.bank.statements.remove({ id: statementId })).rejects.toMatchObject(gone)
    await expect(stranger.books.bank.statements.list({ bankAccountId: account.id })).rejects.toMatchObject(
      gone,
    )
    expect((await stranger.books.bank.statements.list({})).items).toEqual([])
    expect(await linesOf(place, account.id)).toHaveLength(1)
  })

  test('the database keeps a match that holds, whoever wants to remove it', async () => {
    const { place, account } = await importedInto([fees])
    const [line] = await linesOf(place, account.id)
    const { id } = await toFees(place, line?.id ?? '')
    await expect(
      asAdministrator(hub, 'delete from app.accounting_match where id = $1', [id]),
    ).rejects.toThrow('A match that holds is undone, not removed.')
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'
import { ofx1 } from './statements/testing.ts'
import { csvOf, importRows, imported, layout, openBank } from './testing.ts'
import type { Row } from './testing.ts'

let hub: TestHub
let place: Books
let bankAccountId: string
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
  place = await openBooks(hub)
  bankAccountId = (await openBank(place)).id
})
afterAll(() => hub.stop())

/** A bank account of its own, which no other test has read anything into. */
async function newBank(given: object = {}): Promise<string> {
  const code = `11-${crypto.randomUUID().slice(0, 8)}`
  const account = { code, name: 'Savings', type: 'asset', subtype: 'bank' } as const
  const { id: accountId } = await place.books.accounts.create(account)
  return (await openBank(place, { accountId, ...given })).id
}

const coffee: Row = ['2026-11-03', '-3.20', 'Coffee', 'Corner Café']
const rent: Row = ['2026-11-01', '-1800.00', 'Rent', 'Landlord']
const sale: Row = ['2026-11-19', '312.00', 'INV 2041', 'LANTERN ST BKRY']

async function linesOf(id: string): Promise<string[]> {
  const { items } = await place.books.bank.lines.list({ bankAccountId: id, limit: 100 })
  return items.map(({ day, amount, text }) => `${day} ${amount} ${text}`).toSorted()
}

describe('a statement that is read in (ACC-4)', () => {
  test('gives lines; the same once more adds nothing, and two alike in one file are two', async () => {
    const id = await newBank()
    expect(await importRows(place, id, [coffee, coffee, rent])).toMatchObject({ read: 3, added: 3, left: 0 })
    const again = await importRows(place, id, [coffee, coffee, coffee, rent, sale])
    expect(again).toMatchObject({ read: 5, added: 2, left: 3, from: '2026-11-01', to: '2026-11-19' })
    expect(again.leftOut[0]).toBe('Line 2: 3 November 2026, -3.20, Corner Café Coffee (there already)')
    expect(await linesOf(id)).toHaveLength(5)
  })

  test('whatever files it is cut into, overlapping and in any order, gives the same lines', async () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-03']
    const row = fc.constantFrom<Row>(['', '-3.20', 'Coffee'], ['', '-3.20', 'Milk'], ['', '5.00', 'Coffee'])
    const statement = fc.tuple(
      ...days.map((day) =>
        fc
          .array(row, { maxLength: 4 })
          .map((rows) => rows.map(([, amount, text]): Row => [day, amount, text])),
      ),
    )
    const span = fc.tuple(fc.nat(2), fc.nat(2)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
    await fc.assert(
      fc.asyncProperty(statement, fc.array(span, { maxLength: 3 }), async (perDay, spans) => {
        const id = await newBank()
        // Banks cut by days; together the files hold them all.
        for (const [from, to] of [...spans, [1, 3] as const, [0, 2] as const]) {
          const rows = perDay.slice(from, to).flat()
          if (rows.length > 0) await importRows(place, id, rows)
        }
        expect(await linesOf(id)).toEqual(
          perDay
            .flat()
            .map(([day, amount, text]) => `${day} ${amount} ${text}`)
            .toSorted(),
        )
      }),
      { numRuns: 12 },
    )
  })

  test('tells of lines that another file brought in other words, and leaves none out on a guess', async () => {
    const id = await newBank()
    const others: Row = ['2026-11-19', '55.00', 'INV 2042', 'OAKHOLLOW']
    await importRows(place, id, [coffee, coffee, rent, sale, others])
    const sameInOfx = [
      { day: '2026-11-03', amount: -320n, text: 'CARD 4417', counterparty: 'CORNER CAFE' },
      { day: '2026-11-19', amount: 31_200n, text: 'TRANSFER', counterparty: 'Lantern' },
      { day: '2026-11-20', amount: 31_200n, text: 'TRANSFER', counterparty: 'Lantern' },
    ]
    const input = { bankAccountId: id, text: ofx1(sameInOfx), fileName: 'nov.ofx' }
    const answer = imported(await place.books.bank.statements.import(input))
    expect(answer).toMatchObject({ added: 3, left: 0 })
    expect(answer.warning).toMatch(/^2 new lines have the day and the amount of a line that is there/)
    const next = await importRows(place, id, [coffee, coffee, coffee, rent])
    expect(next).toMatchObject({ added: 1, left: 3 })
    expect(next.warning).toMatch(/^1 new line has the day/)
    const quiet = await newBank()
    await importRows(place, quiet, [coffee, rent])
    expect((await importRows(place, quiet, [coffee, coffee, rent, sale])).warning).toBeNull()
  })

  test('by twenty at once is read in once', async () => {
    const id = await newBank()
    const answers = await Promise.all(Array.from({ length: 20 }, () => importRows(place, id, [coffee, rent])))
    expect(answers.reduce((sum, { added }) => sum + added, 0)).toBe(2)
    expect(await linesOf(id)).toHaveLength(2)
  })

  test('of 10,000 lines takes less than 5 seconds', async () => {
    const id = await newBank()
    const rows = Array.from({ length: 10_000 }, (_, at): Row => ['2026-11-02', `${at + 1}.00`, `Sale ${at}`])
    const text = csvOf(rows)
    expect(text.length).toBeGreaterThan(256_000)
    const { id: fileId } = await place.api.files.attach({
      entity: 'accounting_bank_account',
      entityId: id,
      name: 'year.csv',
      content: Buffer.from(text).toString('base64'),
    })
    const began = performance.now()
    const answer = await place.books.bank.statements.import({
      bankAccountId: id,
      fileId,
      layout,
    })
    expect(imported(answer).added).toBe(10_000)
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  test('as OFX needs no layout, and lines of zero are left out', async () => {
    const id = await newBank()
    const text = ofx1([
      { day: '2026-11-02', amount: 1250n, text: 'Sale', counterparty: 'Smith' },
      { day: '2026-11-02', amount: 0n, text: 'Interest', counterparty: 'Bank' },
    ])
    const answer = imported(
      await place.books.bank.statements.import({ bankAccountId: id, text, fileName: 'a.ofx' }),
    )
    expect(answer).toMatchObject({
      added: 1,
      leftOut: ['Line 16: 2 November 2026, 0.00, Bank Interest (nothing moved)'],
    })
  })

  test('says when its balances differ from what its entries come to', async () => {
    const id = await newBank()
    const text = 'Date,Amount,Text,Balance\n2026-11-01,5.00,a,5.00\n2026-11-02,5.00,b,15.00'
    const layoutWithBalance: typeof layout = { ...layout, columns: ['day', 'amount', 'text', 'balance'] }
    const answer = await place.books.bank.statements.import({
      bankAccountId: id,
      text,
      layout: layoutWithBalance,
    })
    expect(imported(answer).warning).toBe(
      'The file ends with a balance of 15.00 EUR, and its entries come to 10.00. Some may be missing.',
    )
  })
})

describe('columns of a CSV file (ACC-4)', () => {
  test('are asked about once: what was said holds for the next file with the same', async () => {
    const id = await newBank()
    const text = 'Date,Amount,Text\n03/04/2026,5.00,a'
    const asked = await place.books.bank.statements.import({ bankAccountId: id, text })
    expect(asked).toMatchObject({
      outcome: 'layout',
      question: 'Is 03/04/2026 written day first or month first?',
      guess: { columns: ['day', 'amount', 'text'], dayOrder: null },
      sample: [['03/04/2026', '5.00', 'a']],
    })
    expect(await linesOf(id)).toEqual([])
    const said: typeof layout = { columns: ['day', 'amount', 'text'], dayOrder: 'dmy' }
    await place.books.bank.statements.import({ bankAccountId: id, text, layout: said })
    const next = 'Date,Amount,Text\n04/04/2026,5.00,b'
    expect(imported(await place.books.bank.statements.import({ bankAccountId: id, text: next })).added).toBe(
      1,
    )
    expect(await linesOf(id)).toEqual(['2026-04-03 5.00 a', '2026-04-04 5.00 b'])
  })
})

describe('what cannot be read in (ACC-4)', () => {
  test.each([
    ['a wrong amount', 'Date,Amount,Text\n2026-11-01,1.00,a\n2026-11-02,x,b', 'Line 3, column “Amount”'],
    ['another account', ofx1([]), 'It is of 4417, and “Everyday” is IE29AIBK93115212345678.'],
    ['another currency', ofx1([]).replace('EUR', 'USD').replace('4417', '12345678'), 'It is in USD'],
  ])('%s is refused in one answer, and nothing is written', async (_what, text, words) => {
    const id = await newBank({ identifier: 'IE29AIBK93115212345678' })
    const said: typeof layout = { columns: ['day', 'amount', 'text'], dayOrder: 'ymd' }
    await expect(
      place.books.bank.statements.import({ bankAccountId: id, text, layout: said }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining(words) })
    expect(await linesOf(id)).toEqual([])
  })

  test('a file of another bank account, or of another organization, is not found', async () => {
    const attach = async (to: Books, entityId: string) =>
      (
        await to.api.files.attach({
          entity: 'accounting_bank_account',
          entityId,
          name: 'a.csv',
          content: Buffer.from(csvOf([rent])).toString('base64'),
        })
      ).id
    const own = await attach(place, await newBank())
    const elsewhere = await openBooks(hub)
    const theirs = await attach(elsewhere, (await openBank(elsewhere)).id)
    for (const fileId of [own, theirs])
      await expect(place.books.bank.statements.import({ bankAccountId, fileId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
  })

  test('a file that is no OFX is not taken, whatever its name says', async () => {
    const content = Buffer.from('hello').toString('base64')
    const file = { entity: 'accounting_bank_account', entityId: bankAccountId, name: 'a.ofx', content }
    await expect(place.api.files.attach(file)).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' })
  })

  test('a file of CAMT.053 is taken, attached as it is (ACC-4)', async () => {
    const id = await newBank()
    const entry = `<Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
      <BookgDt><Dt>2026-11-15</Dt></BookgDt><AddtlNtryInf>Transfer</AddtlNtryInf></Ntry>`
    const text = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>${entry}</Stmt></BkToCstmrStmt></Document>`
    const content = Buffer.from(text).toString('base64')
    const file = { entity: 'accounting_bank_account', entityId: id, name: 'nov.xml', content }
    const { id: fileId } = await place.api.files.attach(file)
    const answer = await place.books.bank.statements.import({ bankAccountId: id, fileId })
    expect(answer).toMatchObject({ outcome: 'imported', added: 1 })
    expect(await linesOf(id)).toHaveLength(1)
  })

  test('an archived bank account takes nothing', async () => {
    const id = await newBank()
    await place.books.bank.accounts.archive({ id })
    await expect(importRows(place, id, [rent])).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

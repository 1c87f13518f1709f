import { describe, expect, test } from 'vitest'
import { readStatement } from './read-file.ts'

const account = {
  id: 'a',
  name: 'Everyday',
  accountId: 'b',
  account: '1100 Bank',
  currency: 'EUR',
  identifier: '',
  lines: 0,
  toMatch: 0,
  archivedAt: null,
  version: 1,
}

/** How often others had their turn while a file was read, and what came of it. */
async function turnsDuring(text: string): Promise<{ turns: number; outcome: unknown }> {
  let [turns, isReading] = [0, true]
  const turn = () => {
    turns += 1
    if (isReading) setImmediate(turn)
  }
  setImmediate(turn)
  const layout = { columns: ['day', 'amount', 'text'], dayOrder: 'ymd', markOut: null, decimal: '.' } as const
  const outcome = await readStatement(text, {
    account,
    layout: { ...layout, columns: [...layout.columns] },
    keptLayout: async () => null,
  }).catch((error: unknown) => (error as Error).message)
  isReading = false
  return { turns, outcome }
}

const LINES = 15_000
const words = 'a word '.repeat(50)
const many = (line: (n: number) => string, count = LINES) =>
  Array.from({ length: count }, (_, n) => line(n)).join('')

const csv = `Date;Amount;Text\n${many((n) => `2026-01-02;${n}.50;${words}\n`)}`
const ofx = `<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>${many(
  (n) => `<STMTTRN><DTPOSTED>20260102<TRNAMT>${n}.50<NAME>${words}</STMTTRN>\n`,
)}</BANKTRANLIST></STMTRS></OFX>`
const camt = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><Stmt>${many(
  (n) =>
    `<Ntry><Amt Ccy="EUR">${n}.50</Amt><BookgDt><Dt>2026-01-02</Dt></BookgDt><AddtlNtryInf>${words}</AddtlNtryInf></Ntry>`,
)}</Stmt></Document>`

describe('while a long file is read, others have their turn (ACC-4)', () => {
  test.each([
    ['CSV', csv],
    ['OFX', ofx],
    ['CAMT', camt],
  ])('%s', async (_kind, text) => {
    const { turns, outcome } = await turnsDuring(text)
    expect(outcome).toMatchObject({ statement: { lines: { length: LINES } } })
    expect(turns).toBeGreaterThan(10)
  })

  test.each([
    ['tags', `<OFX>${'<A>1'.repeat(2_000_000)}`],
    ['beginnings of tags', `<OFX>${'<'.repeat(8_000_000)}`],
  ])('of a file of nothing but %s no more is read than any bank writes', async (_what, text) => {
    const { turns, outcome } = await turnsDuring(text)
    expect(outcome).toBe('Line 1: It has more tags than any statement.')
    expect(turns).toBeGreaterThan(10)
  })

  test('a file of very many accounts is refused with a few of them', async () => {
    const { outcome } = await turnsDuring(
      `<OFX>${many((n) => `<STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>N${n}</BANKACCTFROM></STMTRS>`)}</OFX>`,
    )
    expect(outcome).toBe(
      'It holds the accounts N0, N1, N2, N3, N4 and 14995 more. Write the number of “Everyday” into its details first.',
    )
  })
})

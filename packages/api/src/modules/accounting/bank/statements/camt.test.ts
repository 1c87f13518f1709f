import { describe, expect, test } from 'vitest'
import { finished } from '../../../../platform/limits/slices.ts'
import { readCamt } from './camt.ts'
import { readStatement } from './read-file.ts'

const account = {
  id: 'a',
  name: 'Everyday',
  accountId: 'b',
  account: '1100 Bank',
  currency: 'EUR',
  identifier: 'DE89370400440532013000',
  lines: 0,
  toMatch: 0,
  archivedAt: null,
  version: 1,
}

const balance = (code: string, amount: string, mark = 'CRDT') =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd></Bal>`

const statement = (entries: string, of = '') =>
  `<Stmt><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>${of}${entries}</Stmt>`

const file = (inside: string, version = '08', family = '053') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${family}.001.${version}">
<BkToCstmrStmt><GrpHdr><MsgId>x</MsgId></GrpHdr>${inside}</BkToCstmrStmt></Document>`

interface Entry {
  amount?: string
  mark?: string
  state?: string
  day?: string
  details?: string
}

const entry = ({ amount = '12.50', mark = 'CRDT', state = '<Cd>BOOK</Cd>', ...more }: Entry = {}) =>
  `<Ntry>\n<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Sts>${state}</Sts>
<BookgDt>${more.day ?? '<Dt>2026-11-15</Dt>'}</BookgDt><AcctSvcrRef>S-1</AcctSvcrRef>
<NtryDtls>${more.details ?? ''}</NtryDtls><AddtlNtryInf>Transfer</AddtlNtryInf></Ntry>`

const paid = (name: string, said: string, amount = '') =>
  `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${amount}<RltdPties>
<Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr><Cdtr><Nm>Stadtwerke</Nm></Cdtr></RltdPties>
<RmtInf><Ustrd>${said}</Ustrd><Ustrd>second line</Ustrd></RmtInf></TxDtls>`

const readWhole = (text: string) => finished(readCamt(text))

const linesOf = (entries: string) =>
  readWhole(file(statement(entries))).statements.flatMap(({ lines }) => lines)

describe('CAMT.053 (ACC-4)', () => {
  test('gives who, what for and how much, with what the account held before and after', () => {
    const entries = entry({ details: paid('M&#252;ller &amp; Co', 'INV-2026-0001') })
    const of = balance('OPBD', '100.00', 'DBIT') + balance('CLBD', '87.5', 'DBIT')
    const { statements, skipped } = readWhole(file(statement(entries, of)))
    expect(skipped).toEqual([])
    expect(statements).toEqual([
      {
        account: 'DE89370400440532013000',
        currency: 'EUR',
        from: '2026-11-15',
        to: '2026-11-15',
        opening: -10_000n,
        closing: -8_750n,
        lines: [
          {
            at: 6,
            day: '2026-11-15',
            amount: 1_250n,
            text: 'INV-2026-0001 second line',
            counterparty: 'Müller & Co',
            reference: '',
            bankRef: 'S-1',
          },
        ],
      },
    ])
  })

  test('names the one who was paid where money went out, and says what the bank says where nobody else did', () => {
    const [out] = linesOf(entry({ mark: 'DBIT', details: paid('Us', 'Power') }))
    expect(out).toMatchObject({ amount: -1_250n, counterparty: 'Stadtwerke' })
    expect(linesOf(entry())).toMatchObject([{ text: 'Transfer', counterparty: '' }])
  })

  test('what the bank booked together is one line of each payment, where these are the whole', () => {
    const part = (name: string, amount: string) => paid(name, 'x', `<Amt Ccy="EUR">${amount}</Amt>`)
    const details = (last: string) => part('Ana', '10.00') + part('Bo', last)
    expect(linesOf(entry({ details: details('2.50') }))).toMatchObject([
      { amount: 1_000n, counterparty: 'Ana' },
      { amount: 250n, counterparty: 'Bo' },
    ])
    expect(linesOf(entry({ details: details('2.00') }))).toMatchObject([{ amount: 1_250n }])
  })

  test('older files and names with a prefix are read, and the day is the one that is written', () => {
    const old = entry({ state: 'BOOK', day: '<DtTm>2026-11-15T23:30:00+01:00</DtTm>' })
    const prefixed = file(statement(old), '02')
      .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1ns2:')
      .replace('xmlns=', 'xmlns:ns2=')
    expect(readWhole(prefixed).statements[0]?.lines).toMatchObject([{ day: '2026-11-15', amount: 1_250n }])
  })

  test('what is not booked is left out and told', () => {
    const { statements, skipped } = readWhole(file(statement(entry() + entry({ state: '<Cd>PDNG</Cd>' }))))
    expect(statements[0]?.lines).toHaveLength(1)
    expect(skipped).toEqual(['1 line not booked by the bank'])
  })

  test.each([
    ['a report within the day', file('', '08', '052'), 'Ask the bank for CAMT.053'],
    ['no currency', file(statement('')), 'in which currency'],
    ['no day', file(statement(entry({ day: '' }))), 'Line 3: This entry has no day'],
    ['a day there is not', file(statement(entry({ day: '<Dt>2026-02-30</Dt>' }))), '“2026-02-30” is no day'],
    ['no amount', file(statement(entry({ amount: 'much' }))), 'Line 4, column “Amt”: “much” is no amount'],
    ['entities of its own', file('<!DOCTYPE x [<!ENTITY a "b">]>'), 'document type'],
    ['a file cut off', file(statement(entry())).replace('</Document>', ''), 'ends too early'],
  ])('%s is refused in words', (_what, text, words) => {
    expect(() => readWhole(text)).toThrow(words)
  })

  const read = (text: string, given: object = {}) =>
    readStatement(text, {
      account: { ...account, ...given },
      layout: undefined,
      keptLayout: async () => null,
    })

  test('is known by what stands in it, and is of its account alone', async () => {
    expect(await read(file(statement(entry())))).toMatchObject({ format: 'camt', head: null })
    await expect(read(file(statement(entry())), { identifier: 'IE29AIBK93115212345678' })).rejects.toThrow(
      'It is of DE89370400440532013000',
    )
    await expect(read(file(statement(entry())), { currency: 'CHF' })).rejects.toThrow('It is in EUR')
  })

  test.each([
    ['PK\u0003\u0004 and more', 'This is an Excel file, which is not read. Save it as CSV, and import that.'],
    ['%PDF-1.7', 'This is a PDF, which is not read. Ask the bank for CAMT.053, OFX or CSV instead.'],
    ['!Type:Bank\nD11/20/2026\nT-12.00\n^', 'This is QIF, which is not read.'],
    ['\n<!DOCTYPE html><html><body>Signed out</body></html>', 'This is a web page and no statement. Sign in'],
  ])('%j is named, and what helps', async (text, words) => {
    await expect(read(text)).rejects.toThrow(words)
  })

  test('MT940 is named, and what to ask the bank for', async () => {
    const mt940 =
      ':20:STARTUMS\n:25:10020030/1234567\n:28C:0/1\n:60F:C261101EUR0,00\n:61:2611151115CR1,5N051\n'
    await expect(read(mt940)).rejects.toThrow('This is MT940')
  })
})

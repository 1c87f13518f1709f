import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { StatementRow, StatementSection } from '../schema.ts'
import { renderStatement } from './statement.ts'
import type { PrintedStatement } from './statement.ts'

const party = { street: '', postcode: '', city: '', country: null, taxId: '', email: '' }
const seller = {
  ...party,
  name: 'Tide & Fennel',
  phone: '',
  iban: 'IE29AIBK93115212345678',
  bic: '',
  footer: '',
}

const row = (at: number, given: Partial<StatementRow> = {}): StatementRow => ({
  on: `2026-09-${String((at % 30) + 1).padStart(2, '0')}`,
  kind: 'invoice',
  number: `INV-2026-${String(at).padStart(4, '0')}`,
  reference: '',
  dueOn: null,
  invoiceId: null,
  paymentId: null,
  refundId: null,
  amount: '12.30',
  balance: '12.30',
  ...given,
})

const section = (given: Partial<StatementSection> = {}): StatementSection => ({
  currency: 'EUR',
  opening: '0.00',
  rows: [],
  charged: '0.00',
  credited: '0.00',
  closing: '12.30',
  overdue: '0.00',
  ...given,
})

const statement = (...sections: StatementSection[]): PrintedStatement => ({
  contactId: '019ab000-0000-7000-8000-000000000001',
  contact: 'Lantern Street Bakery',
  email: '',
  from: '2026-09-01',
  to: '2026-09-30',
  sections,
  seller,
  buyer: { ...party, name: 'Lantern Street Bakery' },
  at: '2026-10-01T09:00:00.000Z',
})

async function pagesOf(printed: PrintedStatement): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(await renderStatement(printed)))
  return (await extractText(document, { mergePages: false })).text
}

describe('a statement of account as a PDF (ACC-2)', () => {
  test('keeps each day in one line, the longest too', async () => {
    const payments = [25, 29].map((at) => row(at, { kind: 'payment', number: 'PAY-2026-0001' }))
    const lines = (await pagesOf(statement(section({ rows: payments })))).join('\n').split('\n')
    for (const day of ['26 September 2026', '30 September 2026'])
      expect(lines.filter((words) => words.startsWith(day))).not.toEqual([])
  })

  test('keeps the longest day to pay and a short reference in one line, beside amounts of ten million', async () => {
    const rows = [row(1, { dueOn: '2026-09-30', reference: 'PO 1234', amount: '12345678.90' })]
    const [page = ''] = await pagesOf(statement(section({ rows })))
    expect(page.split('\n')).toContain('Due 30 September 2026 · PO 1234')
    expect(page).toContain('12,345,678.90')
  })

  test('goes on over pages, each row under a head, and what is to be paid beside the end of its table', async () => {
    const usd = section({ currency: 'USD', rows: [row(900)], closing: '5.00' })
    // However full the last page is: some of these end at its foot.
    for (let count = 24; count < 52; count += 1) {
      const rows = Array.from({ length: count }, (_, at) => row(at))
      const pages = await pagesOf(statement(section({ rows }), usd))
      expect(pages.length).toBeGreaterThan(1)
      const whole = pages.join('\n')
      for (const { number } of rows) expect(whole).toContain(number)
      for (const page of pages.slice(1)) expect(page).toMatch(/^Day\s+Amounts in (EUR|USD)/)
      const end = pages.find((page) => page.includes('Open at the end of 30 September 2026'))
      expect(end).toContain('12.30 EUR is to be paid.')
    }
  })

  test('asks for money only where some is owed', async () => {
    const asks = async (...closings: string[]) =>
      (await pagesOf(statement(...closings.map((closing) => section({ closing }))))).join('').includes('IBAN')
    expect(await asks('12.30')).toBe(true)
    expect(await asks('-4.00', '12.30')).toBe(true)
    expect(await asks('0.00')).toBe(false)
    expect(await asks('-4.00')).toBe(false)
    expect(await asks('0.00', '-4.00')).toBe(false)
  })
})

import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFile } from '../../../open-file.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { asAdministrator, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

let hub: TestHub
let shop: Shop
const sent: Mail[] = []
beforeAll(async () => {
  hub = await startHub({
    now: () => new Date('2026-11-20T09:00:00Z'),
    mail: {
      async send(mail) {
        sent.push(mail)
      },
    },
  })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  await hub.deliver()
  sent.length = 0
  shop = await openShop(hub)
  await shop.books.company.update({ legalName: 'Tide & Fennel', iban: 'IE29AIBK93115212345678' })
})

async function invoiced(unitPrice: string, issuedOn: string, given: object = {}): Promise<string> {
  const { books, customer, taxes } = shop
  const lines = [{ description: 'Coffee', unitPrice, taxCodeId: taxes.none }]
  const { id } = await books.invoices.create({ contactId: customer.id, lines, issuedOn, ...given })
  await books.invoices.post({ id })
  return id
}

/** A year with one customer: billed, credited, paid, paid too much, paid back, and undone; dollars beside it. */
async function year() {
  const { books, customer } = shop
  const contactId = customer.id
  const first = await invoiced('100.00', '2026-02-01', { reference: 'PO 7' })
  await books.invoices.credit({ id: first, amount: '20.00', on: '2026-02-10' })
  await books.paymentsIn.record({ invoiceId: first, amount: '90.00', paidOn: '2026-03-05' })
  await books.refunds.record({ contactId, amount: '10.00', paidOn: '2026-03-09' })
  await invoiced('50.00', '2026-09-01', { dueOn: '2026-09-15' })
  const wrong = await books.paymentsIn.record({ contactId, amount: '7.00', paidOn: '2026-09-20' })
  await books.paymentsIn.undo({ id: wrong.id, on: '2026-10-02' })
  await invoiced('30.00', '2026-11-19', { dueOn: '2026-12-19' })
  await invoiced('40.00', '2026-10-01', { currency: 'USD', rate: '0.90' })
  return contactId
}

const of = (input: object = {}) =>
  shop.books.customerStatements.get({ contactId: shop.customer.id, ...input })

/** What the account of customers holds of one of them in a currency, from the lines of the books. */
async function heldOf(currency: string, until: string): Promise<number> {
  const [row] = await asAdministrator(
    hub,
    `select coalesce(sum(l.amount_minor), 0)::int as held from app.accounting_line l
     join app.accounting_account a on a.id = l.account_id
     where a.role = 'receivable' and l.contact_id = $1 and l.currency = $2 and l.entry_date <= $3`,
    [shop.customer.id, currency, until],
  )
  return Number(row?.['held'])
}

describe('a statement of account (ACC-2)', () => {
  test('says what moved and what is open after each, in each currency', async () => {
    await year()
    const { contact, from, to, sections } = await of()
    expect([contact, from, to]).toEqual(['Lantern Street Bakery', '2026-01-01', '2026-11-20'])
    const [euros, dollars] = sections
    expect(euros?.rows.map(({ on, kind, amount, balance }) => [on, kind, amount, balance])).toEqual([
      ['2026-02-01', 'invoice', '100.00', '100.00'],
      ['2026-02-10', 'credit_note', '-20.00', '80.00'],
      ['2026-03-05', 'payment', '-90.00', '-10.00'],
      ['2026-03-09', 'refund', '10.00', '0.00'],
      ['2026-09-01', 'invoice', '50.00', '50.00'],
      ['2026-09-20', 'payment', '-7.00', '43.00'],
      ['2026-10-02', 'payment_undone', '7.00', '50.00'],
      ['2026-11-19', 'invoice', '30.00', '80.00'],
    ])
    expect(euros).toMatchObject({
      opening: '0.00',
      charged: '197.00',
      credited: '117.00',
      closing: '80.00',
      overdue: '50.00',
    })
    expect(euros?.rows[0]).toMatchObject({ number: 'INV-2026-0001', reference: 'PO 7' })
    expect(dollars).toMatchObject({ currency: 'USD', closing: '40.00', overdue: '40.00' })
  })

  test('of any days begins with what was open before, and agrees with the books on each of them', async () => {
    await year()
    const days = ['2026-02-05', '2026-02-28', '2026-03-06', '2026-09-25', '2026-10-31', '2026-11-20']
    for (const to of days) {
      const { sections } = await of({ from: '2026-01-01', to })
      for (const { currency, closing } of sections)
        expect([to, Math.round(Number(closing) * 100)]).toEqual([to, await heldOf(currency, to)])
    }
    const march = await of({ from: '2026-03-01', to: '2026-03-31', currency: 'EUR' })
    expect(march.sections).toMatchObject([{ opening: '80.00', closing: '0.00' }])
    expect((await of({ from: '2026-11-01', currency: 'USD' })).sections).toMatchObject([
      { opening: '40.00', rows: [], closing: '40.00' },
    ])
    expect((await of({ to: '2026-01-31' })).sections).toEqual([])
    await expect(of({ from: '2026-11-20', to: '2026-11-01' })).rejects.toMatchObject({
      details: { issues: [{ path: 'from' }] },
    })
  })

  test('what was voided stands there with its credit note, and comes to nothing', async () => {
    const id = await invoiced('100.00', '2026-02-01')
    await shop.books.invoices.void({ id, on: '2026-02-03' })
    expect((await of()).sections).toMatchObject([
      { rows: [{ kind: 'invoice' }, { kind: 'credit_note' }], closing: '0.00', overdue: '0.00' },
    ])
  })

  test('goes by mail with its PDF, to the customer or to an address that is given', async () => {
    const contactId = await year()
    await expect(shop.books.customerStatements.send({ contactId })).rejects.toMatchObject({
      details: { issues: [{ path: 'recipient' }] },
    })
    await shop.books.contacts.update({ id: contactId, email: 'books@lantern.example' })
    const once = {
      contactId,
      message: 'Do write where something is not right.',
      idempotencyKey: 'statement-1',
    }
    await shop.books.customerStatements.send(once)
    await shop.books.customerStatements.send(once)
    await hub.deliver()
    expect(sent).toHaveLength(1)
    const [mail] = sent
    expect(mail).toMatchObject({
      to: 'books@lantern.example',
      sender: 'Tide & Fennel',
      subject: 'Statement of account of Tide & Fennel',
      text: [
        'Here is your statement of account, 1 January 2026 to 20 November 2026. The PDF is attached.',
        '80.00 EUR is to be paid; 50.00 EUR of invoices is overdue.\n40.00 USD is to be paid; 40.00 USD of invoices is overdue.',
        'Do write where something is not right.',
        'Tide & Fennel',
      ].join('\n\n'),
    })
    const bytes = new Uint8Array(Buffer.from(mail?.attachments?.[0]?.base64 ?? '', 'base64'))
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
    for (const words of [
      'Statement of account',
      'Lantern Street Bakery',
      'INV-2026-0001',
      'Paid back',
      'IBAN IE29',
    ])
      expect(text).toContain(words)
    await expect(shop.books.customerStatements.send({ contactId, to: '2026-01-31' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('is saved as a sheet that no program takes for formulas', async () => {
    const contactId = await year()
    await shop.books.contacts.update({ id: contactId, name: '=cmd()/Lantern' })
    await invoiced('5.00', '2026-11-18', { reference: '=1+1' })
    const { path } = await shop.books.customerStatements.prepare({
      contactId,
      format: 'csv',
      currency: 'EUR',
    })
    const token = path.split('/').at(-1) ?? ''
    const call = hub.call({ credential: { kind: 'person', userId: shop.owner.userId } })
    const file = await openFile(hub.hub, call, token)
    expect(file.fileName).toBe('statement-of-account-cmd-Lantern-2026-11-20.csv')
    const parts: string[] = []
    for await (const part of file.parts) parts.push(String(part))
    const lines = parts.join('').split('\r\n')
    expect(lines[0]).toBe('\uFEFFDay,What,Reference,Due,Currency,Charged,Paid,Owed,Credit')
    expect(lines.slice(1, 6)).toEqual([
      '2026-01-01,Open before,,,EUR,,,0.00,',
      '2026-02-01,Invoice INV-2026-0001,PO 7,2026-02-15,EUR,100.00,,100.00,',
      '2026-02-10,Credit note CN-2026-0001,PO 7,,EUR,,20.00,80.00,',
      '2026-03-05,Payment PAY-2026-0001,,,EUR,,90.00,,10.00',
      '2026-03-09,Paid back PAY-2026-0002,,,EUR,10.00,,0.00,',
    ])
    expect(lines.find((line) => line.includes("'=1+1"))).toBeDefined()
    expect(lines.at(-2)).toBe('2026-11-20,Open at the end,,,EUR,,,85.00,')
  })
})

test('another organization’s customer is not there', async () => {
  const other = await openShop(hub)
  await expect(of({ contactId: other.customer.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

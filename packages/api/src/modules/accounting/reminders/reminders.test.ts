import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Mail } from '../../../platform/mail/mail.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

let hub: TestHub
let shop: Shop
let today = '2026-11-20'
const sent: Mail[] = []
beforeAll(async () => {
  hub = await startHub({
    now: () => new Date(`${today}T09:00:00Z`),
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
  today = '2026-11-20'
  shop = await openShop(hub)
  await shop.books.company.update({ legalName: 'Tide & Fennel', iban: 'IE29AIBK93115212345678' })
  await shop.books.contacts.update({ id: shop.customer.id, email: 'books@lantern.example' })
})

async function invoiced(given: object = {}): Promise<string> {
  const { books, customer, taxes } = shop
  const lines = [{ description: 'Coffee', unitPrice: '100.00', taxCodeId: taxes.none }]
  const days = { issuedOn: '2026-10-01', dueOn: '2026-10-15' }
  const { id } = await books.invoices.create({ contactId: customer.id, lines, ...days, ...given })
  await books.invoices.post({ id })
  return id
}
const remind = (input: object) => shop.books.reminders.send(input)
const mailed = async () => {
  await hub.deliver()
  return sent.splice(0)
}

describe('customers are reminded of what is overdue (ACC-2)', () => {
  test('by a mail that says what is open, with the invoice; it stands at the invoice', async () => {
    const id = await invoiced()
    await shop.books.paymentsIn.record({ invoiceId: id, amount: '30.00' })
    const { mails } = await shop.books.reminders.preview({ invoiceId: id })
    await remind({ invoiceId: id })
    const [mail] = await mailed()
    expect(mail).toMatchObject({
      to: 'books@lantern.example',
      subject: 'Reminder: invoice INV-2026-0001 of Tide & Fennel',
      text: mails[0]?.text,
      attachments: [{ fileName: 'INV-2026-0001.pdf' }],
    })
    expect(mail?.text).toContain('- Invoice INV-2026-0001, due on 15 October 2026: 70.00 EUR is open.')
    expect(mail?.text).toContain('Please pay to IBAN IE29')
    const { items } = await shop.books.reminders.list({ invoiceId: id })
    expect(items).toMatchObject([
      {
        number: 'INV-2026-0001',
        level: 1,
        sentOn: '2026-11-20',
        open: '70.00',
        recipient: 'books@lantern.example',
      },
    ])
  })

  test('never twice a day, and firmer each time', async () => {
    const id = await invoiced()
    const subjects: string[] = []
    for (const day of ['2026-11-20', '2026-11-27', '2026-12-04', '2026-12-11']) {
      today = day
      await remind({ invoiceId: id })
      await expect(remind({ invoiceId: id })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('today already') as string,
      })
      subjects.push(...(await mailed()).map(({ subject }) => subject.split(':')[0] ?? ''))
    }
    expect(subjects).toEqual(['Reminder', 'Second reminder', 'Last reminder', 'Last reminder'])
  })

  test('twenty at once send one', async () => {
    const id = await invoiced()
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => remind({ invoiceId: id })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await mailed()).toHaveLength(1)
  })

  test('several invoices of a customer are one mail; who has no address is left out and named', async () => {
    const [one, two] = [await invoiced(), await invoiced({ currency: 'USD', rate: '0.9' })]
    const other = await shop.books.contacts.create({ name: 'Nook Café' })
    const third = await invoiced({ contactId: other.id })
    const done = await remind({ invoiceIds: [one, two, third, one] })
    expect(done.left).toMatchObject([{ invoiceId: third, contact: 'Nook Café' }])
    const [mail, ...more] = await mailed()
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Reminder: 2 invoices of Tide & Fennel')
    expect(mail?.attachments).toHaveLength(2)
    await remind({ invoiceId: third, recipient: 'nook@cafe.example' })
    expect((await mailed()).map(({ to }) => to)).toEqual(['nook@cafe.example'])
  })

  test('of a customer all that is overdue goes, and nothing else', async () => {
    const late = await invoiced()
    await invoiced({ dueOn: '2026-12-15' })
    await shop.books.invoices.void({ id: await invoiced() })
    await remind({ contactId: shop.customer.id, message: 'The van waits.' })
    const [mail] = await mailed()
    expect(mail?.attachments).toHaveLength(1)
    expect(mail?.text).toContain('The van waits.')
    const { items } = await shop.books.reminders.list({})
    expect(items.map(({ invoiceId }) => invoiceId)).toEqual([late])
    await expect(remind({ contactId: shop.customer.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('what is paid, void, a draft, a credit note or not yet due is refused with the reason', async () => {
    const { books, customer } = shop
    const paid = await invoiced()
    await books.paymentsIn.record({ invoiceId: paid })
    const gone = await invoiced()
    await books.invoices.void({ id: gone })
    const note = (await books.invoices.list({})).items.find(({ kind }) => kind === 'credit_note')?.id ?? ''
    const draft = (await books.invoices.create({ contactId: customer.id })).id
    const early = await invoiced({ dueOn: today })
    const reasons = {
      [paid]: 'Nothing of',
      [gone]: 'Nothing of',
      [note]: 'credit note',
      [draft]: 'draft',
      [early]: 'not overdue',
    }
    for (const [invoiceId, words] of Object.entries(reasons))
      await expect(remind({ invoiceId })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining(words) as string,
      })
    await expect(remind({})).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await mailed()).toEqual([])
  })

  test('an address that is given is for one customer; strangers’ invoices are not there', async () => {
    const other = await shop.books.contacts.create({ name: 'Nook Café', email: 'nook@cafe.example' })
    const invoiceIds = [await invoiced(), await invoiced({ contactId: other.id })]
    await expect(remind({ invoiceIds, recipient: 'a@b.example' })).rejects.toMatchObject({
      details: { issues: [{ path: 'recipient' }] },
    })
    const stranger = await openShop(hub)
    await expect(stranger.books.reminders.send({ invoiceIds })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(stranger.books.reminders.send({ contactId: other.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await mailed()).toEqual([])
  })
})

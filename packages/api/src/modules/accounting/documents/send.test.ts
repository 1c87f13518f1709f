import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFile } from '../../../open-file.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'

let hub: TestHub
let shop: Shop
let isAway = false
const sent: Mail[] = []
beforeAll(async () => {
  hub = await startHub({
    now: () => new Date('2026-11-20T09:00:00Z'),
    mail: {
      async send(mail) {
        if (isAway) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
        sent.push(mail)
      },
    },
  })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  isAway = false
  await hub.deliver()
  sent.length = 0
  shop = await openShop(hub)
  await shop.books.company.update({ legalName: 'Tide & Fennel', email: 'hello@tide.example' })
})

async function posted(email = 'books@lantern.example'): Promise<string> {
  const { books, customer, taxes } = shop
  if (email !== '') await books.contacts.update({ id: customer.id, email })
  const lines = [{ description: 'House blend', unitPrice: '1234.50', taxCodeId: taxes.none }]
  const { id } = await books.invoices.create({ contactId: customer.id, lines })
  await books.invoices.post({ id })
  return id
}

const textOf = async (base64 = '') => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(Buffer.from(base64, 'base64'))), {
    mergePages: true,
  })
  return text
}

describe('an invoice goes to its customer by mail (ACC-2)', () => {
  test('with the PDF, in the name of the business, and the invoice says so', async () => {
    const id = await posted()
    await shop.books.invoices.send({ id, message: 'The van comes on Thursday.' })
    expect((await shop.books.invoices.get({ id })).sentAt).toBe('2026-11-20T09:00:00Z')
    await hub.deliver()
    const [mail] = sent
    expect(mail).toMatchObject({
      to: 'books@lantern.example',
      sender: 'Tide & Fennel',
      replyTo: 'hello@tide.example',
      subject: 'Invoice INV-2026-0001 of Tide & Fennel',
      text: 'Here is invoice INV-2026-0001 over 1,234.50 EUR, due on 4 December 2026. The PDF is attached.\n\nThe van comes on Thursday.\n\nTide & Fennel',
      attachments: [{ fileName: 'INV-2026-0001.pdf', mediaType: 'application/pdf' }],
    })
    const pdf = await textOf(mail?.attachments?.[0]?.base64)
    for (const words of ['INV-2026-0001', '1,234.50 EUR', 'Lantern Street Bakery', 'Tide & Fennel'])
      expect(pdf).toContain(words)
  })

  test('again under the same key it goes once', async () => {
    const id = await posted()
    const idempotencyKey = 'send-INV-2026-0001'
    await shop.books.invoices.send({ id, idempotencyKey })
    await shop.books.invoices.send({ id, idempotencyKey })
    await hub.deliver()
    expect(sent).toHaveLength(1)
  })

  test('a customer without an address, a draft and a line break in the subject are refused', async () => {
    const id = await posted('')
    await expect(shop.books.invoices.send({ id })).rejects.toMatchObject({
      details: { issues: [{ path: 'to' }] },
    })
    const draft = await shop.books.invoices.create({ contactId: shop.customer.id })
    await expect(shop.books.invoices.send({ id: draft.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Post it first') as string,
    })
    await expect(
      shop.books.invoices.send({ id, to: 'a@b.example', subject: 'Hello\nBcc: c@d.example' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await hub.deliver()
    expect(sent).toEqual([])
  })

  test('one that is void stays here; its credit note goes', async () => {
    const id = await posted()
    await shop.books.invoices.void({ id })
    await expect(shop.books.invoices.send({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
    const [credit] = (await shop.books.invoices.list({})).items
    await shop.books.invoices.send({ id: credit?.id ?? '' })
    await hub.deliver()
    expect(sent.map(({ subject }) => subject)).toEqual(['Credit note CN-2026-0001 of Tide & Fennel'])
    expect(sent[0]?.text).not.toContain('due')
  })

  test('takes the address that the customer has by now where none was printed', async () => {
    const id = await posted('')
    await shop.books.contacts.update({ id: shop.customer.id, email: 'new@lantern.example' })
    await shop.books.invoices.send({ id })
    await hub.deliver()
    expect(sent.map(({ to }) => to)).toEqual(['new@lantern.example'])
  })

  test('carries an invoice of 200 lines, and answers not found to a stranger', async () => {
    const { books, customer, taxes } = shop
    const lines = Array.from({ length: 200 }, (_, at) => ({
      description: `Line ${at} ${'of long words '.repeat(20)}`,
      unitPrice: '1.00',
      taxCodeId: taxes.standard,
    }))
    const { id } = await books.invoices.create({ contactId: customer.id, lines })
    await books.invoices.post({ id })
    await books.invoices.send({ id, to: 'books@lantern.example' })
    await hub.deliver()
    expect(await textOf(sent[0]?.attachments?.[0]?.base64)).toContain('Line 199')
    const other = await openShop(hub)
    await expect(other.books.invoices.send({ id, to: 'a@b.example' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('waits while the mail server is away', async () => {
    const id = await posted()
    isAway = true
    await shop.books.invoices.send({ id, to: 'other@lantern.example' })
    await hub.deliver()
    expect(sent).toEqual([])
  })
})

/** The words of the PDF that is saved of an invoice. */
async function savedText(id: string): Promise<string> {
  const { path } = await shop.books.invoices.pdf({ id })
  const call = hub.call({ credential: { kind: 'person', userId: shop.owner.userId } })
  const file = await openFile(hub.hub, call, path.split('/').at(-1) ?? '')
  const parts: Uint8Array[] = []
  for await (const part of file.parts) parts.push(Buffer.from(part))
  return textOf(Buffer.concat(parts).toString('base64'))
}

describe('an invoice is saved as PDF (ACC-2)', () => {
  test('under its number, once', async () => {
    const id = await posted()
    const { path } = await shop.books.invoices.pdf({ id })
    const token = path.split('/').at(-1) ?? ''
    const call = hub.call({ credential: { kind: 'person', userId: shop.owner.userId } })
    const file = await openFile(hub.hub, call, token)
    expect([file.fileName, file.mediaType]).toEqual(['INV-2026-0001.pdf', 'application/pdf'])
    const parts: Uint8Array[] = []
    for await (const part of file.parts) parts.push(Buffer.from(part))
    expect(await textOf(Buffer.concat(parts).toString('base64'))).toContain('INV-2026-0001')
    await expect(openFile(hub.hub, call, token)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('in another currency it says the tax as it was booked, and so does its credit note', async () => {
    const { books, customer, taxes } = shop
    const lines = [
      { description: 'House blend', unitPrice: '33.33', taxCodeId: taxes.standard },
      { description: 'Book', unitPrice: '9.99', taxCodeId: taxes.reduced },
    ]
    const given = { contactId: customer.id, currency: 'USD', rate: '0.9137', lines }
    const { id } = await books.invoices.create(given)
    expect(await savedText(id)).not.toContain('Tax in EUR')
    await books.invoices.post({ id })
    const { entryId } = await books.invoices.get({ id })
    const entry = await books.journals.get({ id: entryId ?? '' })
    const booked = entry.lines.filter(({ code }) => code === '2200')
    const cents = booked.reduce((sum, { baseCredit }) => sum + Number(baseCredit?.replace('.', '')), 0)
    const words = `Tax in EUR: ${(cents / 100).toFixed(2)} (1 USD = 0.9137 EUR).`
    expect(cents).toBeGreaterThan(0)
    expect(await savedText(id)).toContain(words)
    await books.invoices.void({ id })
    const [credit] = (await books.invoices.list({})).items
    expect(await savedText(credit?.id ?? '')).toContain(words)
    expect(await savedText(await posted())).not.toContain('Tax in')
  })
})

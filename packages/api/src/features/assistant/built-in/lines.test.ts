import { afterAll, beforeAll, expect, test } from 'vitest'
import { asked } from '../../../testing/asked.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { read, say } from '../testing.ts'
import { openBookkeeping } from './testing/books.ts'
import type { Firm } from './testing/firm.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub()
  firm = await openBookkeeping(hub)
  // The first message of a hub waits until it has learnt.
  await say(firm.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** What the assistant would do, and says that it would. */
async function proposed(...texts: readonly string[]) {
  const { api } = firm.org
  let [conversationId, words, id] = [undefined as string | undefined, '', '']
  for (const text of texts) {
    const { sent, events } = await say(api, text, conversationId)
    conversationId = sent.conversationId
    words = read(events)
    id = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))[0] ?? ''
  }
  const approval = id === '' ? null : await api.approvals.get({ id })
  return { id, words, procedure: approval?.procedure, args: approval?.args, preview: approval?.preview }
}

const line = (description: string, quantity: string, unitPrice: string) => ({
  description,
  quantity,
  unitPrice,
})

test.each([
  ['invoice Oakhollow Hotel 120 euros for catering', [line('Catering', '1', '120.00')]],
  ['draft an invoice for the Oakhollow Hotel: catering, 120 euros', [line('Catering', '1', '120.00')]],
  ['bill Oakhollow 3 boxes of rolls at 12.50 each', [line('Boxes of rolls', '3', '12.50')]],
  [
    'Please bill Oakhollow 12 trays of pastries at 18 euros and a delivery fee of 15 euros',
    [line('Trays of pastries', '12', '18.00'), line('Delivery fee', '1', '15.00')],
  ],
  [
    'charge Oakhollow Hotel €80 for delivery and 3 rye breads at 4.50, due 15 December',
    [line('Delivery', '1', '80.00'), line('Rye breads', '3', '4.50')],
  ],
])('“%s” is a draft with its lines (AI-2, ACC-3)', async (text, lines) => {
  const { procedure, args } = await proposed(text)
  expect(procedure).toBe('modules.accounting.invoices.create')
  expect(args).toMatchObject({ lines })
})

test('what is put before a person is what is on the invoice once they said yes', async () => {
  const { id, words, preview } = await proposed('invoice Oakhollow Hotel 40 loaves at 3.20, due 15 December')
  expect(words).toContain('draft an invoice for Oakhollow Hotel: 40 × “Loaves” at 3.20')
  expect(preview).toContainEqual({
    label: 'Lines',
    value: 'description: Loaves, quantity: 40, unit price: 3.20',
  })
  const { api } = firm.org
  expect(await api.approvals.approve({ id })).toMatchObject({ status: 'done', error: null })
  const { items } = await api.modules.accounting.invoices.list({ status: 'draft', limit: 1 })
  expect(items).toMatchObject([{ total: '157.44', contact: 'Oakhollow Hotel', dueOn: '2026-12-15' }])
})

test('the words of one field cannot pass for another field, whoever chose them', async () => {
  const { api } = firm.org
  const { items } = await api.modules.accounting.contacts.list({ search: 'Oakhollow' })
  const { invoices } = firm.org.as({ door: 'assistant', driver: 'built-in' }).modules.accounting
  const planted = line('Flour, quantity: 1, unit price: 1.00”', '900', '99')
  const id = await asked(
    invoices.create({ contactId: items[0]?.id ?? '', lines: [planted, line('Rye', '1', '2')] }),
  )
  const { preview } = await api.approvals.get({ id })
  expect(preview.find(({ label }) => label === 'Lines')?.value).toBe(
    'description: “Flour, quantity: 1, unit price: 1.00"”, quantity: 900, unit price: 99; description: Rye, unit price: 2',
  )
})

test('a price alone is asked about, and the answer is what it is for', async () => {
  const { words } = await proposed('invoice Oakhollow Hotel for 120 euros')
  expect(words).toContain('What is it for?')
  const { args } = await proposed('invoice Oakhollow Hotel for 120 euros', 'catering for the staff party')
  expect(args).toMatchObject({ lines: [line('Catering for the staff party', '1', '120.00')] })
})

test('a sum that was said is recorded, also where nothing says that it is money', async () => {
  const { procedure, args } = await proposed('record that Oakhollow Hotel paid 200 today by bank transfer')
  expect(procedure).toBe('modules.accounting.paymentsIn.record')
  expect(args).toMatchObject({ amount: '200.00', method: 'bank' })
})

test('another name than that of a row is asked about, and never taken for the row', async () => {
  const { id, words } = await proposed('make an invoice for Harbour Hotel for 40 loaves at 3.20')
  expect(words).toContain('I find no customer or vendor called “Harbour Hotel”. Which one do you mean?')
  expect(id).toBe('')
})

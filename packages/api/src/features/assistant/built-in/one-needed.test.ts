import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** The last answer of a talk, and what it would do. */
async function talked(...texts: readonly string[]) {
  const { api } = firm.org
  let [conversationId, words, id] = [undefined as string | undefined, '', '']
  for (const text of texts) {
    const { sent, events } = await say(api, text, conversationId)
    conversationId = sent.conversationId
    words = read(events)
    id = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))[0] ?? ''
  }
  const approval = id === '' ? null : await api.approvals.get({ id })
  return { words, procedure: approval?.procedure, args: approval?.args }
}

test('who bills somebody is asked what for, and the answer is the lines (AI-2, ACC-3)', async () => {
  const asked = await talked('invoice Oakhollow Hotel')
  expect(asked.procedure).toBeUndefined()
  expect(asked.words).toContain('What is it for?')
  const unread = await talked('invoice Oakhollow Hotel', 'catering')
  expect(unread.procedure).toBeUndefined()
  expect(unread.words).toContain('I read no price in that')
  const { procedure, args } = await talked('invoice Oakhollow Hotel', '- 3 cakes at 24\n- delivery 12')
  expect(procedure).toBe('modules.accounting.invoices.create')
  expect(args).toMatchObject({
    lines: [
      { description: 'Cakes', quantity: '3', unitPrice: '24.00' },
      { description: 'Delivery', quantity: '1', unitPrice: '12.00' },
    ],
  })
})

test('who starts an invoice adds to it later, and reads that it has no lines (AI-2)', async () => {
  const { words, procedure } = await talked('start a new invoice for Oakhollow Hotel')
  expect(procedure).toBe('modules.accounting.invoices.create')
  expect(words).toContain('an invoice without lines for Oakhollow Hotel')
})

test('a reminder is of what was spoken of, or asks of what (AI-2)', async () => {
  const asked = await talked('send a payment reminder')
  expect(asked.procedure).toBeUndefined()
  expect(asked.words).toMatch(/which (?:invoice|customer)/i)
  const all = await talked('which invoices are overdue?', 'send a reminder')
  expect(all.words).not.toContain('remind the customer of “”')
  expect(all.procedure === undefined || Object.keys(all.args ?? {}).length > 0).toBe(true)
})

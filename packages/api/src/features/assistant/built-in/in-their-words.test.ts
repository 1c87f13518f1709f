import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { openEverydayFirm } from './testing/everyday.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openEverydayFirm(hub)
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

/** What waits for a yes at the end of a talk. */
async function wanted(...messages: readonly string[]) {
  const { api } = firm.org
  let conversationId: string | undefined
  for (const message of messages)
    conversationId = (await say(api, message, conversationId)).sent.conversationId
  const { items } = await api.approvals.list({ status: 'pending' })
  for (const { id } of items) await api.approvals.decline({ id })
  return items
    .map(({ procedure, preview }) => [
      procedure.replace('modules.', ''),
      ...preview.map(({ value }) => value),
    ])
    .toReversed()
}

describe('said as people of a firm say it (AI-2)', () => {
  test('an invoice goes by its year and number', async () => {
    expect(await wanted('email 2026-0002 to accounts@cornerhouse.example')).toEqual([
      ['accounting.invoices.send', 'INV-2026-0002', 'accounts@cornerhouse.example'],
    ])
    const [payment] = await wanted('340.00 received from Corner House Hotel for 2026-0002')
    expect(payment).toEqual(['accounting.paymentsIn.record', 'INV-2026-0002', 'Corner House Hotel', '340.00'])
  })

  test('what an hour costs is no rule for every hour', async () => {
    const asked = await wanted('Invoice Harlan & Sons for 3 hours of labour, 45 euro each hour')
    expect(asked.map(([procedure]) => procedure)).toEqual(['accounting.invoices.create'])
    const [wish] = await wanted('every hour, add a task: check the 3 tills')
    expect(wish?.[0]).toBe('workflows.create')
    const [hourly] = await wanted('add a task to check the 3 tills every hour')
    expect(hourly?.[0]).toBe('workflows.create')
  })

  test.each([
    ['disable Overdue reminder', ['workflows.switch', 'Overdue reminder', 'no']],
    ['tell me when the kettle falls below 30', ['marketplace.rules.create', 'below']],
    [
      'marlow st is lenas now',
      ['ops.tasks.assign', 'Fix the leak at Marlow Street', expect.stringContaining('Lena Brandt')],
    ],
  ])('“%s”', async (text, expected) => {
    const [one, ...others] = await wanted(text)
    expect(others).toEqual([])
    expect(one).toEqual(expect.arrayContaining(expected))
  })

  test('the same is asked for of another row, and more of one thing is no price', async () => {
    const same = await wanted('tell me when the kettle falls below 30', 'same for the valve')
    expect(same.map((words) => words.find((word) => /Kettle|valve/.test(word)))).toEqual([
      'Kettle Reed, 2 l',
      'Radiator valve, 15 mm',
    ])
    const [invoice] = await wanted('invoice Bluebell Nursery for a call-out at 65.00', 'make it 2 of them')
    expect(invoice?.join(' ')).toMatch(/quantity: 2, unit price: 65\.00/)
  })
})

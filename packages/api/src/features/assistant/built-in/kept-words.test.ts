import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { openEverydayFirm } from './testing/everyday.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { worldOf } from './testing/score.ts'
import { understand } from './understand/understand.ts'

let hub: TestHub
let firm: Firm
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openEverydayFirm(hub)
  // The first message of a hub waits until it has learnt.
  await say(firm.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function heard(text: string) {
  const place = { hub, open: () => Promise.resolve(firm), names: () => Promise.resolve(new Map()) }
  const world = await worldOf(place, firm, { say: text, category: '', expect: { cannot: true } })
  const outcome = await understand(text, world)
  return outcome.kind === 'calls'
    ? outcome.calls.map(({ act, input }) => ({ path: act.path.replace('modules.', ''), input }))
    : outcome.kind
}

test.each([
  [
    'draft an invoice for Harlan & Sons, 6 hours labour at 55 and call-out 80',
    'accounting.invoices.create',
    {
      lines: [
        { description: 'Hours labour', quantity: '6', unitPrice: '55.00' },
        { description: 'Call-out', quantity: '1', unitPrice: '80.00' },
      ],
    },
  ],
  ['change harlans payment terms to 45 days', 'accounting.contacts.update', { termsDays: 45 }],
  [
    'new customer: Fennimore Dental, billing@fennimore.example',
    'accounting.contacts.create',
    { name: 'Fennimore Dental', email: 'billing@fennimore.example' },
  ],
  [
    'add customer Blue Door, 5 Mill Lane, Leeds',
    'accounting.contacts.create',
    { name: 'Blue Door', street: '5 Mill Lane', city: 'Leeds' },
  ],
  [
    'new supplier Kestrel Paints, orders@kestrel.example, 14 days',
    'accounting.contacts.create',
    { name: 'Kestrel Paints', email: 'orders@kestrel.example', termsDays: 14, isVendor: true },
  ],
  [
    'harlan moved to 12 Rosewood Avenue, Cork',
    'accounting.contacts.update',
    { street: '12 Rosewood Avenue' },
  ],
  ['add a task to wash the yard and give it to lena', 'ops.tasks.create', { title: 'Wash the yard' }],
  [
    'dublin-paris 5 feb, back 7 feb, under 600 for two',
    'travel.trips.create',
    { text: 'dublin-paris 5 feb, back 7 feb, under 600 for two' },
  ],
  [
    'add an account 6250 for garden repairs, its an expense',
    'accounting.accounts.create',
    { code: '6250', name: 'Garden repairs', type: 'expense' },
  ],
  ['leipzig: we come back on the 14th instead', 'travel.trips.update', { returning: '2027-02-14' }],
])('what is said in “%s” is in what is put up (AI-2)', async (text, path, input) => {
  expect(await heard(text)).toMatchObject([{ path, input }])
})

test.each(['we paid 86.40 for petrol', 'bought stamps for 12.60 in cash'])(
  '“%s” is booked by hand, and is no money that came in (AI-2)',
  async (text) => {
    expect(await heard(text)).toBe('byHand')
  },
)

test('whether somebody is an admin is looked up, and changes nothing (AI-2)', async () => {
  expect(await heard('is Lena an admin?')).toMatchObject([{ path: 'organizations.access.ofMember' }])
})

test.each([
  ["who hasn't got two-factor on yet", 'organizations.members.list', { hasSecondFactor: false }],
  ['has anyone not turned on a second factor?', 'organizations.members.list', { hasSecondFactor: false }],
  ['who has turned on two-factor', 'organizations.members.list', { hasSecondFactor: true }],
  ['invoices from october', 'accounting.invoices.list', { from: '2026-10-01', to: '2026-10-31' }],
  ['invoices from october onwards', 'accounting.invoices.list', { from: '2026-10-01' }],
  ['who changed the van insurance and when', 'audit.list', { search: 'van insurance' }],
])('“%s” is looked up as it was meant (AI-2)', async (text, path, input) => {
  expect(await heard(text)).toEqual([{ path, input }])
})

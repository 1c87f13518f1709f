import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { everydayNames, openEverydayFirm } from './testing/everyday.ts'
import { NOW } from './testing/firm.ts'
import type { Firm } from './testing/firm.ts'
import { worldOf } from './testing/score.ts'
import { understand } from './understand/understand.ts'

let hub: TestHub
let firm: Firm
let names: ReadonlyMap<string, string>
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  firm = await openEverydayFirm(hub)
  names = await everydayNames(hub, firm)
  // The first message of a hub waits until it has learnt.
  await say(firm.org.api, 'hello')
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})

async function heard(text: string, after?: readonly string[]) {
  const place = { hub, open: () => Promise.resolve(firm), names: () => Promise.resolve(names) }
  const sentence = { say: text, category: '', expect: { cannot: true as const }, ...(after && { after }) }
  const outcome = await understand(text, await worldOf(place, firm, sentence))
  const named = (value: unknown) => (typeof value === 'string' && names.get(value)) || value
  return outcome.kind === 'calls'
    ? outcome.calls.map(({ act, input }) => [
        act.path.replace('modules.', ''),
        Object.fromEntries(Object.entries(input).map(([name, value]) => [name, named(value)])),
      ])
    : outcome.kind
}

test('a workflow called by its name is no reminder to a customer who is called nothing like it', async () => {
  expect(await heard('switch off the overdue reminder')).toEqual([
    ['workflows.switch', { id: 'Overdue reminder', isOn: false }],
  ])
  expect(await heard('run the overdue reminder now')).toEqual([
    ['workflows.runs.start', { id: 'Overdue reminder' }],
  ])
})

test('what is to be shown is not put up to be thrown away', async () => {
  expect(await heard('show the bluebell draft')).toEqual([
    ['accounting.invoices.get', { id: 'draft for Bluebell Nursery' }],
  ])
})

test('a second request that begins with a word of another row is no more of the first', async () => {
  expect(await heard('new task order gaskets due mon. and hows our credit balance')).toEqual([
    ['ops.tasks.create', { title: 'Order gaskets', dueOn: '2026-11-23' }],
    ['credits.balance', {}],
  ])
  expect(await heard('tick off the boiler supplier and add order gaskets for monday')).toEqual([
    ['ops.tasks.complete', { id: 'Call the boiler supplier' }],
    ['ops.tasks.create', { title: 'Order gaskets', dueOn: '2026-11-23' }],
  ])
  expect(await heard('tick off the insurance and the leak')).toEqual([
    ['ops.tasks.complete', { id: 'Renew the van insurance' }],
    ['ops.tasks.complete', { id: 'Fix the leak at Marlow Street' }],
  ])
})

test.each([
  ['our phone is now +353 21 555 0188', 'accounting.company.update', { phone: '+353 21 555 0188' }],
  ['our vat number is IE6388047V', 'accounting.company.update', { taxId: 'IE6388047V' }],
  [
    'corner house have a new phone number, 091 555 010',
    'accounting.contacts.update',
    { id: 'Corner House Hotel', phone: '091 555 010' },
  ],
])('“%s” is one value, and no price', async (text, path, input) => {
  expect(await heard(text)).toEqual([[path, input]])
})

test('a name behind a look-up asks the same of another', async () => {
  expect(await heard('and bluebell?', ['how much does harlan owe us?'])).toEqual([
    ['accounting.reports.receivables', { contactId: 'Bluebell Nursery' }],
  ])
})

test('what wants to know something is answered by the row that is called by its whole name', async () => {
  expect(await heard('what did we charge for the healy radiators')).toEqual([
    ['foundry.objects.get', { id: 'Healy radiators' }],
  ])
})

test('what is called by its whole name is nothing else that shares a word with it', async () => {
  for (const said of [
    'healy radiators now costs 655',
    'put healy radiators up to 700',
    'remove healy radiators',
  ])
    expect(JSON.stringify(await heard(said))).not.toContain('Radiator valve')
})

test('what is said to begin with asks for nothing', async () => {
  expect(await heard('grand, what is overdue')).toEqual(await heard('what is overdue'))
  expect(await heard('Right - which trips are planned?')).toEqual([['travel.trips.list', {}]])
})

test('a figure behind what is sold is its price, and each of several a line of one invoice', async () => {
  const line = (description: string, unitPrice: string) => ({ description, quantity: '1', unitPrice })
  const invoice = (...lines: object[]) => [
    ['accounting.invoices.create', { contactId: 'Harlan & Sons', lines }],
  ]
  expect(await heard('invoice Harlan for gutter cleaning 140')).toEqual(
    invoice(line('Gutter cleaning', '140.00')),
  )
  expect(await heard('invoice for harlan, call out 70 and a new cylinder 240.50')).toEqual(
    invoice(line('Call out', '70.00'), line('New cylinder', '240.50')),
  )
})

test('what was found before is asked for, and not looked for', async () => {
  expect(await heard('who else did you find near us')).not.toEqual([
    ['marketplace.competitors.find', expect.anything()],
  ])
})

test('who is entered as a supplier is one, and an address behind the name is no part of it', async () => {
  expect(await heard('add Ryan Electrical as a supplier, ryan@electrical.example')).toEqual([
    [
      'accounting.contacts.create',
      { name: 'Ryan Electrical', email: 'ryan@electrical.example', isCustomer: false, isVendor: true },
    ],
  ])
})

test('euros are no people, whatever else the words sound like', async () => {
  expect(await heard('budget for leipzig is 350 euro each')).not.toEqual([
    ['travel.trips.setParty', expect.anything()],
  ])
})

test.each(['I need a new task on the board please', 'can you put in a new customer for me'])(
  'where something goes is no name of it: “%s”',
  async (text) => {
    expect(await heard(text)).not.toEqual([[expect.anything(), expect.anything()]])
  },
)

test('what waits is put up anew by a word that names no row', async () => {
  const said = ['record a payment of 340 from the hotel']
  const place = { hub, open: () => Promise.resolve(firm), names: () => Promise.resolve(names) }
  const world = await worldOf(place, firm, {
    say: '',
    category: '',
    after: said,
    waits: true,
    expect: { cannot: true },
  })
  const outcome = await understand('it was by card', world)
  expect(outcome).toMatchObject({ calls: [{ input: { amount: '340.00', method: 'card' } }], replaces: true })
  // “2100 Credit card” is an account, and no word of it was said.
  expect(JSON.stringify(outcome)).not.toContain('accountId":"')
})

test('behind “and” stands a request of its own, however long it is', async () => {
  expect(await heard('scan the shop and tell me what is wrong on penrose.example')).toEqual([
    ['security.scans.start', { siteId: 'shop.penrose.example' }],
    ['security.findings.list', { siteId: 'penrose.example' }],
  ])
  expect(await heard('tick off the leak, then add a task: paint the ceiling')).toEqual([
    ['ops.tasks.complete', { id: 'Fix the leak at Marlow Street' }],
    ['ops.tasks.create', { title: 'Paint the ceiling' }],
  ])
  expect(await heard('what does harlan owe us and send him a reminder')).toEqual([
    ['accounting.reports.receivables', { contactId: 'Harlan & Sons' }],
    ['accounting.reminders.send', { contactId: 'Harlan & Sons' }],
  ])
})

test('what is told in front of a request is no part of it', async () => {
  expect(await heard('i talked to the landlord, move the leak to tuesday')).toEqual([
    ['ops.tasks.update', { id: 'Fix the leak at Marlow Street', dueOn: '2026-11-24' }],
  ])
})

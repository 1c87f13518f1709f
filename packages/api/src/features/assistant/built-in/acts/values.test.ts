import { describe, expect, test } from 'vitest'
import { hub } from '../../../../testing/bare-hub.ts'
import { people } from '../testing/world.ts'
import { actTable } from './act-table.ts'
import { fitAct } from './fit.ts'
import { readSaid } from './said.ts'
import type { Row } from './usable.ts'

/** Friday 20 November 2026 */
const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'Europe/Lisbon',
  orgTimeZone: 'Europe/Lisbon',
  isMonthFirst: false,
}
const rows: readonly Row[] = [{ id: 'gulf', name: 'Gulf Marine', item: {} }]

/** What a sentence says of the input of an act; rows by their ids. */
function read(path: string, text: string, group = 'modules.'): Record<string, unknown> {
  const act = actTable(hub).get(`${group}${path}`)
  if (!act) throw new Error(`There is no act ${path}.`)
  const said = readSaid(text, { people, clock, currency: 'EUR', nouns: ['task', 'invoice'] })
  const { values } = fitAct(act, said, { rows: () => rows, clock })
  return Object.fromEntries(
    [...values].map(([name, meant]) => {
      if (meant.kind === 'rows') return [name, meant.candidates.map(({ id }) => id).join(' ')]
      return [name, 'value' in meant ? meant.value : meant.kind]
    }),
  )
}

describe('a name', () => {
  test.each([
    ['new customer: Salt & Vine in Kinsale', { name: 'Salt & Vine', city: 'Kinsale' }],
    ['add Weir Timber as a supplier, they are in Ennis', { name: 'Weir Timber' }],
    ['new customer Otter Cycles from Stoke-on-Trent', { name: 'Otter Cycles', city: 'Stoke-on-Trent' }],
    ['new customer: Salt Deli in Cork, orders@salt.example', { name: 'Salt Deli', city: 'Cork' }],
    [
      'add the vendor Reed & Co from Tralee, phone 066 555 0198',
      { name: 'Reed & Co', city: 'Tralee', phone: '066 555 0198' },
    ],
    ['add a customer called "Bar at the Quay"', { name: 'Bar at the Quay' }],
  ])('ends before what is said behind it: “%s”', (text, values) => {
    expect(read('accounting.contacts.create', text)).toMatchObject(values)
  })

  test('of a product keeps what belongs to it', () => {
    const { name } = read('marketplace.products.create', 'track a new product: Oat drink, 1 l, 2.95')
    expect(name).toBe('Oat drink, 1 l')
  })
})

describe('a mail address', () => {
  const send = (text: string) => read('workflows.actions.sendEmail', text, '')

  test('is taken whole, and is no text', () => {
    expect(send('email that to hello@rook-and-sons.example')).toEqual({ to: 'hello@rook-and-sons.example' })
    expect(send('please write to a.moss@fernhill.example that the gate is mended')).toMatchObject({
      to: 'a.moss@fernhill.example',
    })
  })

  test.each([
    'add a task to write to office@fernhill.example about the gate',
    'task: answer a.moss@fernhill.example',
    'remind me that the letter to hello@rook-and-sons.example bounced',
  ])('is never cut by a text: “%s”', (text) => {
    const [address] = /\S+@\S+/.exec(text) ?? []
    expect(read('ops.tasks.create', text)['title']).toContain(address)
  })
})

describe('a number of its own form', () => {
  test.each([
    ['the phone number of Gulf Marine is 091 555 0170', { phone: '091 555 0170' }],
    ['new phone for Gulf Marine: +353 91 555 0170', { phone: '+353 91 555 0170' }],
    ['the tax id of Gulf Marine is IE7654321P', { taxId: 'IE7654321P' }],
  ])('is taken by its own field: “%s”', (text, values) => {
    expect(read('accounting.contacts.update', text)).toEqual({ id: 'gulf', ...values })
  })

  test('is a code rather than a word that might be one', () => {
    const text = 'we need an account 6420 Cleaning, it is an expense'
    expect(read('accounting.accounts.create', text)).toMatchObject({ code: '6420' })
  })

  test('is a share by its sign', () => {
    const rule = 'tell me when anybody undercuts us on Gulf Marine by more than 4 %'
    expect(read('marketplace.rules.create', rule)).toMatchObject({ percent: 4 })
    const invoice = 'invoice Gulf Marine for 2 buoys at 45, 10 % off'
    expect(read('accounting.invoices.create', invoice)).toMatchObject({ discountPercent: '10' })
  })

  test('is one of several where several are taken', () => {
    const text = 'two children of 4 and 11 come along to Gulf Marine'
    expect(read('travel.trips.setParty', text)).toMatchObject({ childAges: [4, 11] })
  })
})

describe('a text that need not be said', () => {
  test('is none where nothing leads to it', () => {
    expect(read('accounting.invoices.create', 'invoice Gulf Marine quickly before lunch')).not.toHaveProperty(
      'reference',
    )
  })

  test('is all of what is written without a blank', () => {
    const text = 'invoice Gulf Marine for 2 buoys at 45, reference PO-5521'
    expect(read('accounting.invoices.create', text)).toMatchObject({ reference: 'PO-5521' })
  })

  test('is none where the same words say something else', () => {
    const values = read('ops.tasks.update', 'Gulf Marine is not urgent any more, make it normal')
    expect(values).toEqual({ id: 'gulf', priority: 'normal' })
  })

  test('is no value of two fields', () => {
    const values = read('accounting.contacts.update', 'Gulf Marine moved to Galway')
    expect(values['street'] === undefined || values['city'] === undefined).toBe(true)
  })
})

describe('lines', () => {
  const linesIn = (text: string) => read('accounting.invoices.create', text)['lines']
  test.each([
    ['invoice Gulf Marine 3x40 euros for callouts', [['Callouts', '3', '40.00']]],
    ['bill Gulf Marine for 2 buoys at 45', [['Buoys', '2', '45.00']]],
    [
      'invoice Gulf Marine for one anchor at 189 and two and a half hours at 60 an hour',
      [
        ['Anchor', '1', '189.00'],
        ['Hours', '2.5', '60.00'],
      ],
    ],
  ])('are read in “%s”', (text, lines) => {
    expect(linesIn(text)).toEqual(
      lines.map(([description, quantity, unitPrice]) => ({ description, quantity, unitPrice })),
    )
  })
})

test.each([
  ['Gulf Marine moved, they are at 14 Quay Lane in Sligo now', { street: '14 Quay Lane', city: 'Sligo' }],
  ['Gulf Marine have moved, its 8 Mill Lane now', { street: '8 Mill Lane' }],
])('an address is read in “%s”', (text, values) => {
  expect(read('accounting.contacts.update', text)).toEqual({ id: 'gulf', ...values })
})

test.each([
  ['accounting.paymentsIn.record', 'Gulf Marine paid 140 of the 250', true],
  ['travel.trips.setParty', 'the kids come along to Gulf Marine, they are 6 and 9', false],
])('figures that nothing took are left over: %s, “%s”', (path, text, isLeft) => {
  const act = actTable(hub).get(`modules.${path}`)
  const said = readSaid(text, { people, clock, currency: 'EUR' })
  const { leftover = [] } = act ? fitAct(act, said, { rows: () => rows, clock }) : {}
  expect(leftover.some((word) => /\d/.test(word))).toBe(isLeft)
})

describe('a day', () => {
  test('that is spoken about is part of the title', () => {
    expect(read('ops.tasks.create', 'remind me to phone the bank about the year end')).toEqual({
      title: 'Phone the bank about the year end',
    })
  })

  test.each([
    ['draft an invoice for Gulf Marine dated 18 November', '2026-11-18'],
    ['draft an invoice for Gulf Marine dated 2 December', '2026-12-02'],
  ])('of “%s” is the nearest', (text, issuedOn) => {
    expect(read('accounting.invoices.create', text)).toMatchObject({ issuedOn })
  })

  test('before a stretch is the last one before it', () => {
    expect(read('ops.tasks.create', 'remind me to sweep the yard before the weekend')).toMatchObject({
      dueOn: '2026-11-20',
    })
  })

  test('that is not meant is none', () => {
    expect(read('ops.tasks.update', 'Gulf Marine: Tuesday instead of Thursday')).toMatchObject({
      dueOn: '2026-11-24',
    })
  })
})

describe('of several days', () => {
  test.each([
    ['push Gulf Marine to sun, no way we manage tomorrow', '2026-11-22'],
    ["put Gulf Marine on Monday, Tuesday won't work", '2026-11-23'],
    ["can't finish Gulf Marine before Friday", '2026-11-20'],
    ['take the deadline off Gulf Marine and look in again in March', null],
    ['move Gulf Marine to Q1', '2027-01-01'],
  ])('the one that is possible is meant: “%s”', (text, dueOn) => {
    expect(read('ops.tasks.update', text)).toMatchObject({ dueOn })
  })
})

describe('a filter', () => {
  test.each([
    ['tasks tagged shop, closed ones included', { tag: 'shop', status: undefined }],
    ['all the tasks tagged shop, done or not', { tag: 'shop', status: undefined }],
    ['open tasks including the waiting ones', { status: ['open', 'waiting'] }],
    ['which done tasks are there', { status: 'done' }],
  ])('is widened by what is included: “%s”', (text, filters) => {
    expect(read('ops.tasks.list', text)).toMatchObject(filters)
  })

  test('of one word may stand before what it is', () => {
    const values = read('ops.tasks.list', 'everything that sits under the shop tag')
    expect(values).toMatchObject({ tag: 'shop' })
    expect(values).not.toHaveProperty('sort')
  })
})

test('what is dictated sets nothing else', () => {
  expect(read('ops.tasks.update', 'put this in the notes of Gulf Marine: the blue one goes first')).toEqual({
    id: 'gulf',
    notes: 'The blue one goes first',
  })
})

test('what is cleared is the day, whatever the row is called', () => {
  expect(read('ops.tasks.update', 'take the deadline off the label of Gulf Marine')).toEqual({
    id: 'gulf',
    dueOn: null,
  })
})

describe('what is to be done', () => {
  test.each([
    ['remind me to open the gate on Monday', 'Open the gate'],
    ['add a task: start the ovens at 5', 'Start the ovens'],
    ['remind me to plan the summer menu', 'Plan the summer menu'],
  ])('keeps its verb: “%s”', (text, title) => {
    expect(read('ops.tasks.create', text)).toMatchObject({ title })
  })
})

test('a word that only one setting has says that setting', () => {
  expect(read('travel.watches.update', 'pause the watch Gulf Marine')).toMatchObject({ isOn: false })
})

test('several values in one breath are all meant', () => {
  expect(read('security.findings.list', 'high and medium findings')).toMatchObject({
    severity: ['high', 'medium'],
  })
})

describe('words of a list', () => {
  const list = (text: string) => read('ops.tasks.list', text)

  test('are an order only where one is asked for', () => {
    expect(list('open tasks, tag finance')).toEqual({ status: 'open', tag: 'finance' })
    expect(list('show the tasks sorted by tag')).toEqual({ sort: 'tag' })
  })

  test('are no filter where they are only like one', () => {
    expect(list('show me everything that is marked high priority')).toEqual({ priority: 'high' })
    expect(list("anything with today's date that nobody's ticked off")).toEqual({
      dueFrom: '2026-11-20',
      dueTo: '2026-11-20',
      status: 'open',
    })
  })
})

describe('a text', () => {
  test('begins behind its colon, with the small words', () => {
    expect(read('ops.tasks.comments.add', 'put a comment there: the lid is the wrong size')).toMatchObject({
      body: 'The lid is the wrong size',
    })
    expect(read('ops.tasks.comments.add', 'write this comment there: ring before six')).toMatchObject({
      body: 'Ring before six',
    })
    expect(read('ops.tasks.comments.add', 'put a comment there: iPhone is charged')).toMatchObject({
      body: 'iPhone is charged',
    })
  })

  test('that is to be done keeps its verb, and the word that leads to a comment is none of it', () => {
    expect(read('ops.tasks.create', 'new task: invoice the hotel on Monday')).toMatchObject({
      title: 'Invoice the hotel',
    })
    expect(read('ops.tasks.comments.add', 'put a comment there that the lid leaks')).toMatchObject({
      body: 'The lid leaks',
    })
  })

  test('that is looked for ends with the question', () => {
    expect(read('access.holders', 'who may send invoices? I only wonder', 'organizations.')).toEqual({
      permission: 'Send invoices',
    })
  })

  test('is no word that points', () => {
    expect(read('ops.tasks.update', 'she needs it by Monday. Please put that in.')).not.toHaveProperty(
      'notes',
    )
  })
})

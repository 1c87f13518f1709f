import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASKED_AT, bringAskedShop } from '../../modules/foundry/asking/testing/asked-world.ts'
import { openData } from '../../modules/foundry/testing.ts'
import type { Data } from '../../modules/foundry/testing.ts'
import { dataQuestions } from '../../modules/foundry/asking/questions.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { stopAnswers } from './run.ts'
import { read, say } from './testing.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub({ now: () => ASKED_AT })
  place = await openData(hub)
  await bringAskedShop(place)
  await place.org.api.modules.ops.tasks.create({ title: 'Order flour', dueOn: '2026-11-18' })
  await bringBooks()
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await place.stop()
  await hub.stop()
})

/** Three customers of whom one was never sent an invoice, one has paid and one owes 285.60 EUR, in an organization whose data has customers too. */
async function bringBooks(): Promise<void> {
  const { book, contacts, invoices, paymentsIn, taxes } = place.org.api.modules.accounting
  const taxRates = [{ name: 'VAT 19 %', percent: '19' }]
  await book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01', taxRates })
  const { items } = await taxes.list({ side: 'sale' })
  const taxCodeId = items.find(({ percent }) => percent === '19')?.id
  await contacts.create({ name: 'Altamira Mill' })
  for (const name of ['Tide & Fennel', 'Lantern Street Bakery']) {
    const { id: contactId } = await contacts.create({ name })
    const lines = [{ description: 'House blend', unitPrice: '240.00', taxCodeId }]
    const { id } = await invoices.create({ contactId, lines, issuedOn: '2026-10-05' })
    await invoices.post({ id })
    if (name === 'Tide & Fennel') await paymentsIn.record({ invoiceId: id })
  }
}

const ask = (question: string) => place.org.api.assistant.ask({ question })

describe('a question about the business (OPS-1)', () => {
  test('is answered with rows that lead to their records, and says what it was taken for', async () => {
    const answer = await ask('Which customers bought at least 8 times since May?')
    expect(answer).toMatchObject({
      isUnderstood: true,
      words: 'Customers with at least 8 orders (placed from 1 May 2026)',
      isAll: true,
      asked: { path: 'modules.foundry.queries.run' },
    })
    expect(answer.rows.map(({ cells }) => cells[0] ?? '').toSorted()).toEqual([
      'Lantern Café',
      'Oakhollow Hotel',
    ])
    for (const { link } of answer.rows) expect(link).toMatch(/^\/o\/[\w-]+\/foundry\/objects\/[\w-]+$/)
  })

  test('is answered by one figure, with its currency', async () => {
    const { words, columns, rows } = await ask('how much did we sell in October?')
    expect(words).toBe('Total of orders where placed from 1 October 2026 and placed until 31 October 2026')
    expect(columns).toEqual([{ title: 'Sum of total', isNumber: true }])
    expect(rows).toEqual([{ link: null, cells: ['436.92 EUR'] }])
  })

  test('reaches every part of the hub that has words for it', async () => {
    const answer = await ask('which tasks are overdue?')
    expect(answer).toMatchObject({ isUnderstood: true, asked: { path: 'modules.ops.tasks.list' } })
    expect(answer.rows).toMatchObject([{ cells: ['Order flour'], link: expect.stringContaining('/tasks') }])
  })

  test.each([
    'what is the weather like?',
    'orders from customers in Atlantis',
    'delete the late orders',
    'create a task to call the mill',
    '<t0> <a1> (?:',
    '’; drop table foundry_object; --',
    'which which which',
  ])(
    'that is none, or not understood to its last word, changes nothing and is answered with others: %s',
    async (question) => {
      const { isUnderstood, near, rows } = await ask(question)
      expect({ isUnderstood, rows }).toEqual({ isUnderstood: false, rows: [] })
      expect(near.length).toBeGreaterThan(0)
      expect(near.length).toBeLessThanOrEqual(3)
    },
  )

  test('is shown others that are understood', async () => {
    const at = {
      db: hub.hub.db.org(place.org.orgId),
      now: ASKED_AT,
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
    }
    const examples = await dataQuestions.examples(at)
    expect(examples.length).toBeGreaterThan(3)
    for (const example of examples)
      expect(await dataQuestions.read(at, example), example).toMatchObject({ missed: [] })
  })

  test('gets the same answer in a conversation, where “the first one” is then known', async () => {
    const { sent, events } = await say(place.org.api, 'top 3 customers by number of orders')
    const words = events.flatMap(({ data }) => (data.type === 'text' ? [data.delta] : [])).join('')
    expect(words).toContain('1. Oakhollow Hotel: 19')
    const next = await say(place.org.api, 'which of them are late orders', sent.conversationId)
    expect(next.events.at(-1)?.data.type).toBe('finished')
  })

  test('shows nobody what their role hides', async () => {
    const member = await place.org.join('viewer', { foundry: 'none' })
    const answer = await member.api.assistant.ask({ question: 'Which customers bought twice since May?' })
    expect(answer).toMatchObject({ isUnderstood: false, rows: [] })
    expect(answer.near.join()).not.toMatch(/customers|orders/)
  })
})

describe('a question about the books (OPS-1, ACC-2)', () => {
  test('who owes money is answered with the customer and the sum, and says which report answered', async () => {
    const { isUnderstood, words, asked, columns, rows } = await ask('who owes us money?')
    expect({ columns, rows }).toEqual({
      columns: [{ title: 'Customer or vendor', isNumber: false }],
      rows: [
        {
          cells: ['Lantern Street Bakery'],
          link: expect.stringMatching(/^\/o\/[\w-]+\/accounting\/contacts/),
        },
      ],
    })
    expect({ isUnderstood, asked }).toEqual({
      isUnderstood: true,
      asked: { path: 'modules.accounting.reports.receivables', input: {} },
    })
    expect(words).toMatch(/^Lantern Street Bakery owes 285\.60 EUR on /)
    expect(words).not.toMatch(/Tide & Fennel|Altamira|^2\./m)
  })

  test('which invoices are overdue is answered with the one that is, and leads to it', async () => {
    const answer = await ask('which invoices are overdue?')
    expect(answer).toMatchObject({
      isUnderstood: true,
      asked: { path: 'modules.accounting.invoices.list', input: { status: 'overdue' } },
    })
    expect(answer.words).toContain('INV-2026-0002 Lantern Street Bakery: 285.60 EUR, overdue since ')
    expect(answer.rows).toEqual([
      {
        cells: ['INV-2026-0002 Lantern Street Bakery'],
        link: expect.stringMatching(/^\/o\/[\w-]+\/accounting\/invoices\/[\w-]+$/),
      },
    ])
  })

  test.each([
    'show me unpaid invoices',
    'which invoices are still to be paid',
    'which invoices have not been paid?',
    'which invoices are outstanding',
  ])('every invoice that is not paid counts as unpaid: %s', async (question) => {
    const { asked, words } = await ask(question)
    expect(asked).toEqual({ path: 'modules.accounting.invoices.list', input: { status: 'unpaid' } })
    expect(words).toContain('INV-2026-0002 Lantern Street Bakery')
    expect(words).not.toContain('Tide & Fennel')
  })

  test('what all invoices come to is told with their sum', async () => {
    const { words } = await ask('what is the total of all invoices this year?')
    expect(words).toContain('They come to 571.20 EUR in all.')
  })

  test.each(['who owes us money?', 'which invoices are overdue?'])(
    '“%s” is answered to a bookkeeper, and to nobody without accounting (AUTH-11)',
    async (question) => {
      const keeper = await place.org.join('member', { accounting: 'write', '*': 'none' })
      expect((await keeper.api.assistant.ask({ question })).words).toContain('Lantern Street Bakery')
      const member = await place.org.join('member')
      const admin = await place.org.join('admin', { accounting: 'none' })
      for (const { api } of [member, admin]) {
        const answer = await api.assistant.ask({ question })
        expect(answer).toMatchObject({ isUnderstood: false, rows: [], asked: null })
        expect(JSON.stringify(answer)).not.toMatch(/285\.60|INV-2026|Lantern Street/)
      }
    },
  )
})

describe('a question that the books and the data of a shop might both answer (OPS-1, ACC-2)', () => {
  const BOOKS = 'modules.accounting.'
  const DATA = 'modules.foundry.queries.run'

  test.each([
    ['how much money do we have?', 'reports.cash'],
    ['what is our turnover this year?', 'reports.profitAndLoss'],
    ['turnover since 1 January', 'reports.profitAndLoss'],
    ['what is our income this month?', 'reports.profitAndLoss'],
    ['what is the last payment we received?', 'paymentsIn.list'],
    ['which customers still havent paid us?', 'reports.receivables'],
  ])('is one for the books where it is said in their words: %s', async (question, act) => {
    expect((await ask(question)).asked?.path).toBe(`${BOOKS}${act}`)
  })

  test.each([
    'what is the total of orders this month?',
    'how much did we sell in October?',
    'sales this year',
    'how much money did we make from orders?',
    'revenue by town',
    'payments by card since May',
  ])(
    'is one for the data where what was sold is named, or the books have no such thing: %s',
    async (question) => {
      expect((await ask(question)).asked?.path).toBe(DATA)
    },
  )

  test('is answered by the data to somebody who has no part in the books', async () => {
    const member = await place.org.join('member', { accounting: 'none' })
    const { asked } = await member.api.assistant.ask({ question: 'how much money do we have?' })
    expect(asked?.path).toBe(DATA)
  })

  test('gets the same answer in a conversation', async () => {
    const { events } = await say(place.org.api, 'how much money have we got in total?')
    expect(read(events)).toContain('at the bank and in cash')
  })
})

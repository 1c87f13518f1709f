import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { refuse, standIn } from '../../../../../testing/stand-in.ts'

const BANK = '01a1f859-d525-702e-874d-6f9b61ee3311'
const RENT = '01a1f859-d525-702e-874d-6f9b61ee3361'
const ENTRY = '01a1f859-d525-702e-874d-6f9b61ee33ee'
const POST = 'modules.accounting.journals.post'

const account = (id: string, code: string, name: string) => ({
  id,
  code,
  name,
  type: 'asset',
  subtype: 'bank',
  role: null,
  currency: null,
  archivedAt: null,
  version: 1,
})
const book = {
  baseCurrency: 'EUR',
  country: 'IE',
  yearStart: '01-01',
  closed: { forGood: '2025-12-31', forNow: null, sales: null, bank: null, taxes: null },
  createdAt: '2026-01-01T09:00:00.000Z',
  version: 1,
}
const entry = {
  id: ENTRY,
  number: 'J-2026-0014',
  date: '2026-11-02',
  memo: 'Rent',
  kind: 'ordinary',
  currency: 'EUR',
  total: '1200.50',
  source: null,
  reversesId: null,
  reversedById: null,
  postedAt: '2026-11-02T09:00:00.000Z',
}
const permissions = ['accounting.book.read', 'accounting.book.write'] as const
const bookkeeper = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
}

const hub = standIn({
  'auth.me': () => bookkeeper,
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.accounts.list': () => ({
    items: [account(BANK, '1100', 'Bank'), account(RENT, '6100', 'Rent')],
    nextCursor: null,
  }),
  'modules.accounting.journals.list': () => ({ items: [], nextCursor: null }),
  'modules.accounting.journals.get': () => ({ ...entry, lines: [] }),
  [POST]: () => entry,
})

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  hub.calls.length = 0
  hub.procedures.set(POST, () => entry)
})
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

const cell = (label: string) => screen.findByLabelText(label, {}, { timeout: 8_000 })
const valueOf = (field: HTMLElement) => (field instanceof HTMLInputElement ? field.value : undefined)
/** What is said of a field that is marked as wrong. */
const faultOf = (field: HTMLElement) =>
  field.getAttribute('aria-invalid') === 'true'
    ? document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
    : undefined
const posted = () => hub.calls.filter(({ path }) => path === POST).map(({ input }) => input)

/** Opens the grid and writes its head, and lines of account and debit. */
async function begin(lines: readonly { account: string; debit?: string }[]) {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting/journal?new=true')
  await user.type(await cell('What happened'), 'Rent')
  for (const [at, { account: words, debit }] of lines.entries()) {
    await user.click(await cell(`Ledger account, line ${at + 1}`))
    await user.keyboard(words)
    await user.tab()
    if (debit !== undefined) await user.type(await cell(`Debit, line ${at + 1}`), debit)
  }
  return user
}

it('"=" fills in what the other lines lack, on the side that lacks it (ACC-2)', async () => {
  const user = await begin([{ account: '6100', debit: '1200.5' }])
  await user.click(await cell('Debit, line 2'))
  await user.keyboard('=')
  expect(valueOf(await cell('Debit, line 2'))).toBe('')
  await user.click(await cell('Credit, line 2'))
  await user.keyboard('=')
  expect(valueOf(await cell('Credit, line 2'))).toBe('1,200.50')
  const sums = within(screen.getByLabelText('Sums in EUR'))
  expect(sums.getByText('Difference').parentElement?.textContent).toBe('Difference0.00')
})

it('the sums are exact where floats are not', async () => {
  await begin([
    { account: '6100', debit: '0.1' },
    { account: '6100', debit: '0.2' },
  ])
  expect(screen.getByText('Debit, EUR').parentElement?.textContent).toBe('Debit, EUR0.30')
  expect(screen.getByText('Difference').parentElement?.textContent).toBe('Difference0.30')
})

it('an amount with more digits than its currency is refused on its field, and nothing is sent', async () => {
  const user = await begin([{ account: '6100', debit: '1.0055' }])
  await user.click(screen.getByRole('button', { name: 'Post entry' }))
  await waitFor(async () => expect(faultOf(await cell('Debit, line 1'))).toMatch(/at most 2 decimals/))
  expect(posted()).toEqual([])
})

it('amounts are sent as decimal texts, and blank lines are not', async () => {
  const user = await begin([{ account: '6100', debit: '1,200.5' }, { account: 'bank' }])
  await user.click(await cell('Credit, line 2'))
  await user.keyboard('=')
  await user.click(screen.getByRole('button', { name: 'Add line' }))
  await user.click(screen.getByRole('button', { name: 'Post entry' }))
  await waitFor(() => expect(posted()).toHaveLength(1))
  expect(posted()[0]).toEqual({
    date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    memo: 'Rent',
    lines: [
      { accountId: RENT, debit: '1200.50' },
      { accountId: BANK, credit: '1200.50' },
    ],
    idempotencyKey: expect.any(String),
  })
  expect(await screen.findByText('Posted J-2026-0014.')).toBeDefined()
})

it('what the hub refuses stands beside the line it names', async () => {
  const message = 'Account 1100 is archived. Choose another one.'
  hub.procedures.set(POST, () => {
    throw refuse('BAD_REQUEST', message, [{ path: 'lines.1.accountId', message }])
  })
  const user = await begin([{ account: '6100', debit: '5' }, { account: '1100' }])
  await user.click(await cell('Credit, line 2'))
  await user.keyboard('=')
  await user.click(screen.getByRole('button', { name: 'Post entry' }))
  await waitFor(async () => expect(faultOf(await cell('Ledger account, line 2'))).toBe(message))
  expect(faultOf(await cell('Ledger account, line 1'))).toBeUndefined()
})

it('a line without an account is told so, and nothing is sent', async () => {
  const user = await begin([{ account: 'nothing of that name', debit: '5' }])
  await user.click(screen.getByRole('button', { name: 'Post entry' }))
  await waitFor(async () =>
    expect(faultOf(await cell('Ledger account, line 1'))).toBe('Choose an account from the list.'),
  )
  expect(screen.getByText('An entry needs two lines or more.')).toBeDefined()
  expect(posted()).toEqual([])
})

it('Ctrl and Enter post the day that was typed, and nothing while no day is meant', async () => {
  const user = await begin([{ account: '6100', debit: '5' }, { account: '1100' }])
  await user.click(await cell('Credit, line 2'))
  await user.keyboard('=')
  const writeDay = async (text: string) => {
    await user.clear(await cell('Day'))
    await user.type(await cell('Day'), `${text}{Control>}{Enter}{/Control}`)
  }
  await writeDay('45/45/2026')
  expect(faultOf(await cell('Day'))).toMatch(/^Write a day/)
  await writeDay('20/11/2026')
  await waitFor(() => expect(posted()).toMatchObject([{ date: '2026-11-20' }]))
})

it('warns of a day that is far away before it is posted', async () => {
  const user = await begin([])
  const day = await cell('Day')
  await user.clear(day)
  await user.type(day, '20/11/2046')
  await user.tab()
  expect(await screen.findByText(/^This day is \d+ years ahead\.$/)).toBeDefined()
})

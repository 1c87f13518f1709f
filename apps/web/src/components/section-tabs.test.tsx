import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { me, openApp } from '../testing/open-app.tsx'
import { standIn } from '../testing/stand-in.ts'

const permissions = ['accounting.book.read', 'accounting.contact.read'] as const
const bookkeeper = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
}
const book = {
  baseCurrency: 'EUR',
  country: 'IE',
  yearStart: '01-01',
  closed: { forGood: '2025-12-31', forNow: null, sales: null, bank: null, taxes: null },
  createdAt: '2026-01-01T09:00:00.000Z',
  version: 1,
}
const hub = standIn({
  'auth.me': () => bookkeeper,
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.contacts.list': () => ({ items: [], nextCursor: null }),
})

const PHONE = 360
const TAB = 90

/** Tabs of one width in a row as wide as a phone, which jsdom does not lay out by itself. */
function placeOf(this: Element): DOMRect {
  const row = this.closest('nav[data-print="no"]')
  if (!row) return new DOMRect()
  if (row === this) return new DOMRect(0, 0, PHONE, 40)
  return new DOMRect([...row.children].indexOf(this) * TAB - row.scrollLeft, 0, TAB, 40)
}

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(placeOf)
})
afterEach(() => {
  vi.restoreAllMocks()
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

const patience = { timeout: 8_000 }
const find = () => screen.findByRole('navigation', { name: 'Accounting' }, patience)

it('the current tab is in sight as the page opens, and after another was chosen', async () => {
  app = openApp('/o/tide-fennel/accounting/details')
  // The tenth of them ends at 900.
  await waitFor(async () => expect((await find()).scrollLeft).toBe(10 * TAB - PHONE), patience)
  await userEvent.click(within(await find()).getByRole('link', { name: 'Customers' }))
  // The fourth begins at 270.
  await waitFor(async () => {
    const row = await find()
    expect(within(row).getByRole('link', { current: 'page' }).textContent).toBe('Customers')
    expect(row.scrollLeft).toBe(0)
  }, patience)
})

it('a row in which the current tab is in sight stays as it is', async () => {
  app = openApp('/o/tide-fennel/accounting/contacts')
  const row = await find()
  await within(row).findByRole('link', { current: 'page' }, patience)
  expect(row.scrollLeft).toBe(0)
})

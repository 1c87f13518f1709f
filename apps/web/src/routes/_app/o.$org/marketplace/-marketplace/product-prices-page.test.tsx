import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import {
  allowed,
  blend,
  cheaper,
  COPPERLEAF,
  dearer,
  history,
  idOf,
  page,
  priceAnswers,
  PRODUCT,
  reader,
  SALTGATE,
} from './testing-prices.ts'

const hub = appOnHub(priceAnswers)
const { procedures, inputs: sent } = hub
const open = (search = '') => hub.open(`/o/tide-fennel/marketplace/${PRODUCT}${search}`)
const prices = async () => within(await screen.findByRole('region', { name: 'How prices moved' }))
const shops = async () => within(await screen.findByRole('table', { name: 'Shops' }))

describe('the page of a product (MKT-1)', () => {
  it('says what it costs here, elsewhere and in the middle', async () => {
    open()
    expect(await screen.findByRole('heading', { name: blend.name, level: 1 })).toBeVisible()
    expect(screen.getByText('GTIN 4006381333931. Looked at every day at 06:00.')).toBeVisible()
    const card = await prices()
    expect(card.getByText('23.50 EUR')).toBeVisible()
    expect(card.getByText('21.90 EUR')).toHaveTextContent('21.90 EUR1.60 under you')
    expect(card.getByText('23.05 EUR')).toBeVisible()
  })

  it('says so where none of its pages is looked at', async () => {
    const paused = [cheaper, dearer].map((one) => ({ ...one, state: 'paused' }))
    procedures.set('modules.marketplace.listings.list', page(paused))
    open()
    expect(
      await screen.findByText('GTIN 4006381333931. All pages are paused; none is looked at.'),
    ).toBeVisible()
    procedures.set(
      'modules.marketplace.listings.list',
      page([...paused.slice(1), { ...cheaper, state: 'off' }]),
    )
    open()
    expect(await screen.findByText(/All pages are paused or off; none is looked at\.$/)).toBeVisible()
    procedures.set('modules.marketplace.listings.list', page([...paused.slice(1), cheaper]))
    open()
    expect(await screen.findByText(/Looked at every day at 06:00\.$/)).toBeVisible()
  })

  it('draws how the prices moved, and says it in one sentence', async () => {
    open()
    const chart = await (await prices()).findByRole('img')
    expect(chart).toHaveAccessibleName(
      'Prices of House blend, 1 kg over 60 days in EUR: Yours rose from 22.90 to 23.50; ' +
        'copperleaf.example fell from 24.50 to 21.90; saltgate.example stayed at 24.80.',
    )
    const lines = [...chart.querySelectorAll('path')]
    expect(lines).toHaveLength(3)
    // The own line lies over the others and is the thickest.
    expect(lines.at(-1)).toHaveClass('stroke-chart-1', 'stroke-[2.25]')
    expect(lines.at(-1)?.getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+$/)
    const named = [...chart.querySelectorAll('g[aria-hidden] text')].map(({ textContent }) => textContent)
    expect(named).toEqual(expect.arrayContaining(['Yours', '23.50', 'saltgate.example', '24.80']))
    // Its alerts come by a question of their own.
    expect(await within(chart).findByText(/^Alert, /)).toBeInTheDocument()
  })

  it('shows the same as a table', async () => {
    open()
    const card = await prices()
    await userEvent.click(await card.findByRole('button', { name: 'Show as table' }))
    const rows = card
      .getAllByRole('row')
      .map((row) => [...row.children].map(({ textContent }) => textContent))
    expect(rows[0]).toEqual(['Day', 'Yours', 'copperleaf.example', 'saltgate.example'])
    expect(rows[1]?.slice(1)).toEqual(['22.90', '24.50', '24.80'])
    expect(rows.at(-1)).toEqual(['Today', '23.50', '21.90', '24.80'])
    expect(rows).toHaveLength(5)
  })

  it('goes as far back as its address says', async () => {
    const { router } = open('?days=365')
    expect(await (await prices()).findByRole('img', { name: /over 365 days/ })).toBeVisible()
    await userEvent.click(screen.getByRole('radio', { name: '30 days' }))
    expect(await (await prices()).findByRole('img', { name: /over 30 days/ })).toBeVisible()
    expect(router.state.location.search).toEqual({ days: 30 })
    await userEvent.click(screen.getByRole('radio', { name: '60 days' }))
    await expect.poll(() => router.state.location.search).toEqual({})
    expect(sent('modules.marketplace.products.history')).toEqual(
      [365, 30, 60].map((days) => ({ id: PRODUCT, days })),
    )
  })

  it('draws nothing where there is no price yet', async () => {
    procedures.set('modules.marketplace.products.history', () => ({ currency: null, series: [] }))
    open()
    expect(await (await prices()).findByText(/^No price yet\./)).toBeVisible()
  })

  it('says so where a page has no line', async () => {
    const [own, first] = history.series
    procedures.set('modules.marketplace.products.history', () => ({ currency: 'EUR', series: [own, first] }))
    open()
    expect(await (await prices()).findByText(/^1 of 2 pages have a line here/)).toBeVisible()
    procedures.set('modules.marketplace.products.history', () => history)
  })

  it('tells two pages of one shop apart', async () => {
    const [own, first] = history.series
    const twins = [own, first, { ...first, listingId: idOf(33) }]
    procedures.set('modules.marketplace.products.history', () => ({ currency: 'EUR', series: twins }))
    open()
    expect(
      await (await prices()).findByRole('img', { name: /copperleaf\.example \(2\) fell from/ }),
    ).toBeVisible()
  })

  it('lists the shops with how each one stands', async () => {
    const more = [
      { ...dearer, id: idOf(20), shop: 'same.example', price: blend.price },
      { ...dearer, id: idOf(21), shop: 'gone.example', outcome: 'gone', price: null, weekAgo: null },
      { ...dearer, id: idOf(22), shop: 'new.example', outcome: null, price: null, checkedAt: null },
      { ...dearer, id: idOf(23), shop: 'paused.example', state: 'paused' },
      { ...dearer, id: idOf(24), shop: 'out.example', outcome: 'out-of-stock' },
    ]
    procedures.set('modules.marketplace.listings.list', page([cheaper, dearer, ...more]))
    open()
    const table = await shops()
    const states = table
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell').at(-1)?.textContent)
    expect(states).toEqual([
      'Below yours',
      'Above yours',
      'Same as yours',
      'Page gone',
      'Not looked at yet',
      'Paused',
      'Sold out',
    ])
    const cut = within(table.getByRole('row', { name: /copperleaf/ }))
    expect(cut.getByText('−1.00')).toHaveClass('text-warning-text')
    expect(within(table.getByRole('row', { name: /saltgate/ })).getByText('0.00')).toBeVisible()
  })

  it('opens the page of a shop by a press anywhere in its row, and shows it in its address', async () => {
    const { router } = open()
    const table = await shops()
    expect(table.getByRole('link', { name: 'saltgate.example' })).toHaveAttribute(
      'href',
      expect.stringContaining(`listing=${SALTGATE}`),
    )
    await userEvent.click(table.getByText('Below yours'))
    expect(await screen.findByRole('dialog', { name: 'Page of a shop' })).toBeVisible()
    expect(router.state.location.search).toEqual({ listing: COPPERLEAF })
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => router.state.location.search).toEqual({})
  })

  it('says what is missing where there is no shop', async () => {
    procedures.set('modules.marketplace.listings.list', page([]))
    open()
    expect(await screen.findByText('No shop yet')).toBeVisible()
  })

  it('says so when it is gone', async () => {
    procedures.set('modules.marketplace.products.get', () => {
      throw refuse('NOT_FOUND', 'It was removed.')
    })
    open()
    expect(await screen.findByRole('heading', { name: 'There is no such product', level: 1 })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Go to the prices' })).toBeVisible()
  })

  it('has no acts for whoever may only look', async () => {
    procedures.set('auth.me', allowed(reader))
    open()
    expect(await screen.findByRole('heading', { name: blend.name, level: 1 })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Add a page' })).toBeNull()
  })
})

describe('another page for a product (MKT-1)', () => {
  it('is added to it, and opened', async () => {
    const ADD = 'modules.marketplace.listings.add'
    procedures.set(ADD, () => ({ id: SALTGATE, productId: PRODUCT, jobId: idOf(4) }))
    const { router } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Add a page' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a product page' }))
    expect(await dialog.findByRole('combobox', { name: 'Compared with' })).toHaveValue(blend.name)
    await userEvent.type(dialog.getByLabelText('Address of the page'), 'https://saltgate.example/house')
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }))
    await expect.poll(() => router.state.location.search).toEqual({ listing: SALTGATE })
    expect(screen.queryByRole('dialog', { name: 'Add a product page' })).toBeNull()
    expect(sent(ADD)).toMatchObject([{ productId: PRODUCT }])
  })
})

describe('changing a product (MKT-1)', () => {
  const UPDATE = 'modules.marketplace.products.update'

  it('saves its own price, and tells of a bad one at its field', async () => {
    procedures.set(UPDATE, () => {
      throw refuse('BAD_REQUEST', 'price: too many digits', [{ path: 'price', message: 'At most 2 digits.' }])
    })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }))
    const dialog = within(await screen.findByRole('dialog', { name: /^Change House blend/ }))
    const field = dialog.getByLabelText(/^Your price/)
    await userEvent.clear(field)
    await userEvent.type(field, '22.505')
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText('At most 2 digits.')).toBeVisible()
    procedures.set(UPDATE, () => blend)
    await userEvent.clear(field)
    await userEvent.clear(dialog.getByLabelText(/^GTIN/))
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(`Saved ${blend.name}.`)).toBeVisible()
    const { idempotencyKey: _key, ...input } = sent(UPDATE).at(-1) as Record<string, unknown>
    expect(input).toEqual({ id: PRODUCT, version: blend.version, name: blend.name, price: null, gtin: null })
  })

  it('removes it once more asked for, and leads back to all prices', async () => {
    procedures.set('modules.marketplace.products.remove', () => ({ done: true }))
    const { router } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Remove product' }))
    const question = within(await screen.findByRole('dialog', { name: `Remove ${blend.name}?` }))
    expect(sent('modules.marketplace.products.remove')).toEqual([])
    await userEvent.click(question.getByRole('button', { name: 'Remove' }))
    await expect.poll(() => router.state.location.pathname).toBe('/o/tide-fennel/marketplace')
    expect(sent('modules.marketplace.products.remove')).toMatchObject([{ id: PRODUCT }])
  })
})

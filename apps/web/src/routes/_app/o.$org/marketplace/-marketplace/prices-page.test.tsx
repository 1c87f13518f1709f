import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import {
  alert,
  allowed,
  blend,
  COPPERLEAF,
  euro,
  guji,
  JOB,
  page,
  priceAnswers,
  PRODUCT,
  reader,
  rule,
  TASK,
  whole,
} from './testing-prices.ts'

const LIST = 'modules.marketplace.products.list'
const ADD = 'modules.marketplace.listings.add'
const hub = appOnHub(priceAnswers)
const { procedures, inputs: sent } = hub
const open = (search = '') => hub.open(`/o/tide-fennel/marketplace${search}`)
const card = async (name: string) => within(await screen.findByRole('region', { name }))
const rowOf = async (name: string) =>
  within(
    within(await screen.findByRole('table', { name: 'Products' })).getByRole('row', {
      name: new RegExp(name),
    }),
  )

describe('the page of prices (MKT-1)', () => {
  it('shows each product with where it costs least, and what that means', async () => {
    open()
    expect(
      await screen.findByText('2 products, 3 pages of shops, looked at every day at 06:00.'),
    ).toBeVisible()
    const cheaper = await rowOf('House blend')
    expect(cheaper.getByText('23.50 EUR')).toBeVisible()
    expect(cheaper.getByText('copperleaf.example')).toBeVisible()
    expect(cheaper.getByText('1.60 under you')).toHaveClass('text-warning-text')
    const dearer = await rowOf('Guji')
    expect(dearer.getByText('0.60 above you')).not.toHaveClass('text-warning-text')
    expect(dearer.getByRole('link')).toHaveAttribute('href', `/o/tide-fennel/marketplace/${guji.id}`)
  })

  it('says so where no page of a shop is looked at', async () => {
    procedures.set(
      LIST,
      page([
        { ...blend, watched: 0 },
        { ...guji, watched: 0 },
      ]),
    )
    open()
    expect(
      await screen.findByText('2 products, 3 pages of shops, none of which is looked at now.'),
    ).toBeVisible()
  })

  it('counts apart the pages that are paused or given up', async () => {
    procedures.set(LIST, page([{ ...blend, watched: 1 }, guji]))
    open()
    expect(
      await screen.findByText(
        '2 products, 2 pages of shops, looked at every day at 06:00; 1 more page is not looked at now.',
      ),
    ).toBeVisible()
  })

  it('says so of a list that goes on as well', async () => {
    procedures.set(LIST, () => ({ items: [blend], nextCursor: 'more' }))
    procedures.set('modules.marketplace.listings.list', page([]))
    open()
    expect(
      await screen.findByText('What other shops ask for what you sell. No page of them is looked at now.'),
    ).toBeVisible()
    expect(sent('modules.marketplace.listings.list')).toEqual([{ state: 'watched', limit: 1 }])
  })

  it('compares nothing with what has no price or another currency', async () => {
    const foreign = { ...blend, price: { amount: '23.50', currency: 'USD' } }
    procedures.set(LIST, page([foreign, { ...guji, price: null, lowest: null }]))
    open()
    expect((await rowOf('House blend')).queryByText(/you/)).toBeNull()
    expect((await rowOf('Guji')).getAllByText('–')).toHaveLength(3)
  })

  it('is searched in its address, and says so when nothing fits', async () => {
    procedures.set(LIST, (input) => ({
      items: (input as { search?: string }).search === undefined ? [blend, guji] : [],
      nextCursor: null,
    }))
    const { router } = open()
    await userEvent.type(await screen.findByLabelText('Search products'), 'espresso')
    expect(await screen.findByText('None of these')).toBeVisible()
    expect(router.state.location.search).toEqual({ q: 'espresso' })
    expect(screen.getByText(/^2 products, 3 pages/)).toBeVisible()
  })

  it('goes on where there are more', async () => {
    procedures.set(LIST, (input) =>
      (input as { cursor?: string }).cursor === undefined
        ? { items: [blend], nextCursor: 'more' }
        : { items: [guji], nextCursor: null },
    )
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Load more' }))
    expect(await screen.findByRole('link', { name: guji.name })).toBeVisible()
    expect(screen.getByText(/^2 products/)).toBeVisible()
  })

  it('says what to do where there is nothing, and who could do it', async () => {
    procedures.set(LIST, page([]))
    open()
    expect(await screen.findByText(/Paste the address of a page/)).toBeVisible()
    expect(screen.getAllByRole('button', { name: 'Add a product page' })).toHaveLength(1)
    procedures.set('auth.me', allowed(reader))
    open('?add=true')
    expect(await screen.findByText(/Somebody who may track prices/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Add a product page' })).toBeNull()
    expect(screen.queryByRole('dialog', { name: 'Tell me when' })).toBeNull()
  })

  it('says why it could not be loaded, and tries again', async () => {
    procedures.set(LIST, () => {
      throw refuse('FORBIDDEN', 'You may not see prices.')
    })
    open()
    expect(await screen.findByText('The products could not be loaded')).toBeVisible()
    expect(screen.getByText('You may not see prices.')).toBeVisible()
    procedures.set(LIST, page([blend]))
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(await screen.findByRole('link', { name: blend.name })).toBeVisible()
  })
})

describe('adding the page of a shop (MKT-1)', () => {
  it('tells the price before, and of a bad address at its field', async () => {
    procedures.set(ADD, () => {
      throw refuse('BAD_REQUEST', 'url: Write the whole address.', [
        { path: 'url', message: 'Write the whole address.' },
      ])
    })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Add a product page' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a product page' }))
    expect(dialog.getByText('0.20 credits')).toBeVisible()
    const field = dialog.getByLabelText('Address of the page')
    await userEvent.type(field, 'copperleaf')
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }))
    expect(await dialog.findByText('Write the whole address.')).toBeVisible()
    expect(field).toHaveAttribute('aria-invalid', 'true')
    expect(sent(ADD)).toMatchObject([{ url: 'copperleaf' }])
  })

  it('compares it with a product that is there, and follows the first look', async () => {
    let status = 'running'
    procedures.set(ADD, () => ({ id: COPPERLEAF, productId: PRODUCT, jobId: JOB }))
    procedures.set('jobs.get', () => ({ id: JOB, status, done: 0, total: null, note: null, error: null }))
    const { router } = open('?add=true')
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a product page' }))
    await userEvent.type(dialog.getByLabelText('Address of the page'), whole.url)
    await userEvent.click(await dialog.findByRole('combobox', { name: 'Compared with' }))
    await userEvent.click(await screen.findByRole('option', { name: /House blend/ }))
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }))
    await expect.poll(() => router.state.location.pathname).toBe(`/o/tide-fennel/marketplace/${PRODUCT}`)
    expect(sent(ADD)).toMatchObject([{ url: whole.url, productId: PRODUCT }])
    const panel = within(await screen.findByRole('dialog', { name: 'Page of a shop' }))
    expect(await panel.findByText('Looking at copperleaf.example')).toBeVisible()
    status = 'done'
    expect(await screen.findByText('Looked at copperleaf.example.')).toBeVisible()
    expect(panel.queryByText('Looking at copperleaf.example')).toBeNull()
  })
})

describe('when people are told of a price (MKT-2)', () => {
  it('says it in words, switches it and takes it away', async () => {
    procedures.set('modules.marketplace.rules.update', () => ({ ...rule, isOn: false }))
    procedures.set('modules.marketplace.rules.remove', () => ({ done: true }))
    open()
    const rules = await card('Tell me when')
    const control = await rules.findByRole('switch', { name: 'House blend, 1 kg under 22.00 EUR anywhere' })
    expect(control).toBeChecked()
    procedures.set('modules.marketplace.rules.list', page([{ ...rule, isOn: false }]))
    await userEvent.click(control)
    await expect
      .poll(() => sent('modules.marketplace.rules.update'))
      .toMatchObject([{ id: rule.id, isOn: false }])
    await expect.poll(() => (control as HTMLInputElement).checked).toBe(false)
    procedures.set('modules.marketplace.rules.list', page([]))
    await userEvent.click(rules.getByRole('button', { name: /^Remove: House blend/ }))
    expect(await rules.findByText(/Nobody is told of a price yet/)).toBeVisible()
    expect(sent('modules.marketplace.rules.remove')).toMatchObject([{ id: rule.id }])
  })

  it('is asked for in plain words, with what each kind needs', async () => {
    const CREATE = 'modules.marketplace.rules.create'
    procedures.set(CREATE, () => {
      throw refuse('BAD_REQUEST', 'amount: Say under which amount.', [
        { path: 'amount', message: 'Say under which amount.' },
      ])
    })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Add a rule' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Tell me when' }))
    expect(dialog.queryByLabelText('Amount')).toBeNull()
    await userEvent.click(dialog.getByRole('radio', { name: /A price falls under an amount/ }))
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }))
    expect(await dialog.findByText('Say under which amount.')).toBeVisible()
    await userEvent.type(dialog.getByLabelText('Amount'), '22.00')
    procedures.set(CREATE, () => rule)
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }))
    await expect.poll(() => screen.queryByRole('dialog', { name: 'Tell me when' })).toBeNull()
    expect(sent(CREATE).at(-1)).toMatchObject({ kind: 'below', amount: '22.00', currency: 'EUR' })
  })

  it('sends nothing of another kind', async () => {
    procedures.set('modules.marketplace.rules.create', () => rule)
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Add a rule' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Tell me when' }))
    await userEvent.click(dialog.getByRole('radio', { name: /A price falls under an amount/ }))
    await userEvent.type(dialog.getByLabelText('Amount'), 'much')
    await userEvent.click(dialog.getByRole('radio', { name: /A price moves by some percent/ }))
    await userEvent.type(dialog.getByLabelText('Percent'), '5')
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }))
    await expect.poll(() => sent('modules.marketplace.rules.create')).toHaveLength(1)
    const { idempotencyKey: _key, ...input } = sent('modules.marketplace.rules.create')[0] as Record<
      string,
      unknown
    >
    expect(input).toEqual({ kind: 'move', percent: 5 })
  })

  it('has no acts for whoever may only look', async () => {
    procedures.set('auth.me', allowed(reader))
    open()
    const rules = await card('Tell me when')
    expect(await rules.findByText('On')).toBeVisible()
    expect(rules.queryByRole('switch')).toBeNull()
    expect(rules.queryByRole('button')).toBeNull()
    expect((await card('Recent alerts')).queryByRole('button')).toBeNull()
  })

  it('tells what happened, and makes a task of it', async () => {
    procedures.set('modules.marketplace.alerts.makeTask', () => {
      procedures.set('modules.marketplace.alerts.list', page([{ ...alert, taskId: TASK }]))
      return { taskId: TASK }
    })
    open()
    const alerts = await card('Recent alerts')
    expect(await alerts.findByText('copperleaf.example cut House blend, 1 kg')).toBeVisible()
    expect(alerts.getByText(/^23\.50 to 21\.90 EUR, \d+ \w+/)).toBeVisible()
    await userEvent.click(alerts.getByRole('button', { name: /^Make a task/ }))
    expect(await alerts.findByRole('link', { name: 'Open the task' })).toHaveAttribute(
      'href',
      `/o/tide-fennel/tasks?task=${TASK}`,
    )
  })

  it('says so of what holds no more, and asks for nothing', async () => {
    const over = {
      ...alert,
      kind: 'stock' as const,
      from: null,
      price: euro('21.90'),
      settledAt: alert.raisedAt,
    }
    procedures.set('modules.marketplace.alerts.list', page([over]))
    open()
    const alerts = await card('Recent alerts')
    expect(await alerts.findByText(/has sold out of House blend/)).toBeVisible()
    expect(alerts.getByText(/^\d+ \w+, no longer so$|^\d+ \w+ \d+, no longer so$/)).toBeVisible()
    expect(alerts.queryByRole('button')).toBeNull()
  })
})

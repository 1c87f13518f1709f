import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import type { WholeListing } from './price-types.ts'
import {
  ago,
  allowed,
  COPPERLEAF,
  euro,
  idOf,
  JOB,
  page,
  priceAnswers,
  PRODUCT,
  reader,
  whole,
} from './testing-prices.ts'

const hub = appOnHub(priceAnswers)
const { inputs: sent } = hub
function answer(procedures: Record<string, Procedure>): void {
  for (const [path, procedure] of Object.entries(procedures)) hub.procedures.set(path, procedure)
}
const GET = 'modules.marketplace.listings.get'
const START = 'modules.marketplace.checks.start'
const CHOOSE = 'modules.marketplace.listings.choose'
const job = { id: JOB, status: 'running', done: 0, total: null, note: null, error: null }

/** The panel of a page that stands like this. */
async function openWith(more: Partial<WholeListing> = {}) {
  answer({ [GET]: () => ({ ...whole, ...more }) })
  const { router } = hub.open(`/o/tide-fennel/marketplace/${PRODUCT}?listing=${COPPERLEAF}`)
  const panel = within(await screen.findByRole('dialog', { name: 'Page of a shop' }))
  await panel.findByText('How the price was read')
  return { router, panel }
}

describe('the page of a shop (MKT-1)', () => {
  it('shows what the shop says as text, the price, and how that was read', async () => {
    const { panel } = await openWith()
    expect(panel.getByRole('heading', { name: '<b>House</b> Blend 1kg' })).toBeVisible()
    expect(panel.getByText('Below yours')).toBeVisible()
    expect(panel.getByText('24.90 EUR')).toBeVisible()
    expect(panel.getByText(/From what the page tells search engines, 95% sure\./)).toBeVisible()
    expect(panel.getByText('Two places on the page agree.')).toBeVisible()
    const looks = within(await panel.findByRole('list', { name: 'Latest looks' }))
    expect(looks.getByRole('listitem')).toHaveTextContent(/New price21\.90 EUR$/)
    const link = panel.getByRole('link', { name: /Open the page/ })
    expect(link).toHaveAttribute('href', whole.url)
    expect(link).toHaveAttribute('target', '_blank')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  })

  it('leads nowhere by an address that is no page of the web', async () => {
    // oxlint-disable-next-line no-script-url -- what a link must never lead to
    const { panel } = await openWith({ url: 'javascript:alert(1)' })
    expect(panel.getByText('javascript:alert(1)')).toBeVisible()
    expect(panel.queryByRole('link')).toBeNull()
  })

  it('offers a browser where no price was found, for its own price', async () => {
    const asked: unknown[] = []
    answer({
      [START]: (input) => {
        asked.push(input)
        return { jobId: JOB }
      },
      'jobs.get': () => job,
    })
    const { panel } = await openWith({ outcome: 'no-price', canBrowse: true })
    expect(panel.getByText('1.00 credits')).toBeVisible()
    await userEvent.click(panel.getByRole('button', { name: 'Read it with a browser' }))
    expect(asked).toMatchObject([{ id: COPPERLEAF, by: 'browser' }])
  })

  it('offers none where the hub has none', async () => {
    const { panel } = await openWith({ outcome: 'no-price', canBrowse: false })
    expect(panel.queryByRole('button', { name: 'Read it with a browser' })).toBeNull()
  })

  it('costs what a browser costs where that reads it', async () => {
    const { panel } = await openWith({ reader: 'browser', canBrowse: true })
    expect(panel.getByText('1.00 credits')).toBeVisible()
  })

  it('is looked at now, once, with its price before and its progress after', async () => {
    let status = 'running'
    answer({
      [START]: () => ({ jobId: JOB }),
      'jobs.get': () => ({ ...job, status, note: 'Waiting its turn' }),
    })
    const { panel } = await openWith()
    expect(panel.getByText('0.20 credits')).toBeVisible()
    await userEvent.click(panel.getByRole('button', { name: 'Check now' }))
    expect(await panel.findByText('Waiting its turn')).toBeVisible()
    // Its row says it too.
    expect(screen.getAllByText('Looking').length).toBeGreaterThan(1)
    await userEvent.click(panel.getByRole('button', { name: 'Looking' }))
    expect(sent(START)).toMatchObject([{ id: COPPERLEAF }])
    const reads = sent(GET).length
    status = 'done'
    expect(await screen.findByText('Looked at copperleaf.example.')).toBeVisible()
    expect(screen.getAllByText('Looked at copperleaf.example.')).toHaveLength(1)
    await expect.poll(() => sent(GET).length).toBeGreaterThan(reads)
    expect(panel.queryByText('Waiting its turn')).toBeNull()
  })

  it('says why a look was given up', async () => {
    const error = { code: 'PAYMENT_REQUIRED', message: 'There are not enough credits.' }
    answer({ [START]: () => ({ jobId: JOB }), 'jobs.get': () => ({ ...job, status: 'dead', error }) })
    const { panel } = await openWith()
    await userEvent.click(panel.getByRole('button', { name: 'Check now' }))
    expect(await screen.findByText('There are not enough credits.')).toBeVisible()
  })

  it('is asked which variant is meant, and looked at again with that', async () => {
    answer({
      [CHOOSE]: () => ({ ...whole, variant: 'v2' }),
      [START]: () => ({ jobId: JOB }),
      'jobs.get': () => job,
    })
    const { panel } = await openWith({
      outcome: 'choose-variant',
      price: null,
      variants: [
        { id: 'v1', title: '250 g', price: euro('8.90') },
        { id: 'v2', title: '1 kg', price: euro('21.90') },
      ],
    })
    expect(panel.getByText('Choose a variant')).toBeVisible()
    await userEvent.click(panel.getByRole('radio', { name: /1 kg/ }))
    await userEvent.click(panel.getByRole('button', { name: 'Use it and look again' }))
    expect(await panel.findByText('Looking at copperleaf.example')).toBeVisible()
    expect(sent(CHOOSE)).toMatchObject([{ id: COPPERLEAF, variant: 'v2' }])
    expect(sent(START)).toMatchObject([{ id: COPPERLEAF }])
  })

  it('is asked which currency the shop means', async () => {
    answer({ [CHOOSE]: () => whole, [START]: () => ({ jobId: JOB }), 'jobs.get': () => job })
    const { panel } = await openWith({ price: { amount: '24.00', currency: null } })
    expect(panel.getByText('Which currency?')).toBeVisible()
    const field = panel.getByLabelText('Which currency does this shop mean?')
    expect(field).toHaveValue('EUR')
    await userEvent.selectOptions(field, 'CAD')
    await userEvent.click(panel.getByRole('button', { name: 'Use it and look again' }))
    await expect.poll(() => sent(CHOOSE)).toMatchObject([{ id: COPPERLEAF, currency: 'CAD' }])
    await expect.poll(() => sent(START)).toHaveLength(1)
  })

  it('asks whether a price that is hard to believe is right', async () => {
    const because = 'It is a tenth of what it was.'
    const waiting = { ...euro('2.19'), because, since: ago(1) }
    answer({ 'modules.marketplace.listings.accept': () => whole })
    const { panel } = await openWith({ outcome: 'quarantined', waiting })
    expect(panel.getByText('Waits for a second look')).toBeVisible()
    expect(panel.getByText(/^2\.19 EUR waits since/)).toBeVisible()
    expect(panel.getByText(because)).toBeVisible()
    answer({ [GET]: () => whole })
    await userEvent.click(panel.getByRole('button', { name: 'It is a mistake' }))
    expect(await screen.findByText('The old price stays.')).toBeVisible()
    await expect.poll(() => panel.queryByText(because)).toBeNull()
    expect(sent('modules.marketplace.listings.accept')).toMatchObject([{ id: COPPERLEAF, isRight: false }])
  })

  it('takes a price that somebody says is right', async () => {
    const waiting = { ...euro('2.19'), because: 'It is a tenth of what it was.', since: ago(1) }
    answer({ 'modules.marketplace.listings.accept': () => whole })
    const { panel } = await openWith({ waiting })
    await userEvent.click(panel.getByRole('button', { name: 'It is right' }))
    expect(await screen.findByText('The new price counts.')).toBeVisible()
    expect(sent('modules.marketplace.listings.accept')).toMatchObject([{ isRight: true }])
  })

  it('says a price that is hard to believe once, and that it counts by itself', async () => {
    const because = 'It is a tenth of what it was.'
    const waiting = { ...euro('2.19'), because, since: ago(1) }
    const { panel } = await openWith({ outcome: 'quarantined', waiting, note: because })
    expect(panel.getAllByText(because, { exact: false })).toHaveLength(1)
    expect(panel.getByText(/counts by itself/)).toBeVisible()
  })

  it('says what was called a mistake, and takes it where it is none', async () => {
    answer({ 'modules.marketplace.listings.accept': () => whole })
    const { panel } = await openWith({ refused: '2.19 EUR' })
    expect(panel.getByText('2.19 EUR does not count.')).toBeVisible()
    answer({ [GET]: () => whole })
    await userEvent.click(panel.getByRole('button', { name: 'It is right after all' }))
    expect(await screen.findByText('The new price counts.')).toBeVisible()
    await expect.poll(() => panel.queryByText(/does not count/)).toBeNull()
    expect(sent('modules.marketplace.listings.accept')).toMatchObject([{ id: COPPERLEAF, isRight: true }])
  })

  it('is paused and goes on', async () => {
    answer({ 'modules.marketplace.listings.watch': () => whole })
    const { panel } = await openWith()
    answer({ [GET]: () => ({ ...whole, state: 'paused' }) })
    await userEvent.click(panel.getByRole('button', { name: 'Pause' }))
    await userEvent.click(await panel.findByRole('button', { name: 'Resume' }))
    await expect
      .poll(() => sent('modules.marketplace.listings.watch'))
      .toMatchObject([{ isWatched: false }, { isWatched: true }])
  })

  it('is removed once more asked for', async () => {
    answer({ 'modules.marketplace.listings.remove': () => ({ done: true }) })
    const { router, panel } = await openWith()
    await userEvent.click(panel.getByRole('button', { name: 'Remove' }))
    const question = within(
      await screen.findByRole('dialog', { name: 'Remove the page of copperleaf.example?' }),
    )
    await userEvent.click(question.getByRole('button', { name: 'Remove' }))
    await expect.poll(() => router.state.location.search).toEqual({})
    expect(sent('modules.marketplace.listings.remove')).toMatchObject([{ id: COPPERLEAF }])
  })

  it('says why an act was refused', async () => {
    answer({
      [START]: () => {
        throw refuse('TOO_MANY_REQUESTS', 'It was looked at a moment ago.')
      },
    })
    const { panel } = await openWith()
    await userEvent.click(panel.getByRole('button', { name: 'Check now' }))
    expect(await screen.findByText('It was looked at a moment ago.')).toBeVisible()
  })

  it('has no acts and no questions for whoever may only look', async () => {
    answer({ 'auth.me': allowed(reader), 'modules.marketplace.checks.list': page([]) })
    const waiting = { ...euro('2.19'), because: 'It is a tenth of what it was.', since: ago(1) }
    const { panel } = await openWith({
      waiting,
      outcome: 'choose-variant',
      variants: [{ id: idOf(50), title: '1 kg', price: null }],
    })
    expect(panel.getByText(/^2\.19 EUR waits since/)).toBeVisible()
    expect(await panel.findByText('Nobody has looked yet.')).toBeVisible()
    expect(panel.queryAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Close',
    ])
    expect(panel.queryByRole('radio')).toBeNull()
  })

  it('says so when it is gone', async () => {
    answer({
      [GET]: () => {
        throw refuse('NOT_FOUND', 'It was removed.')
      },
    })
    hub.open(`/o/tide-fennel/marketplace/${PRODUCT}?listing=${COPPERLEAF}`)
    expect(await screen.findByText('It was removed.')).toBeVisible()
  })
})

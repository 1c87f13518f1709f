import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { Competitor } from './price-types.ts'
import { ago, allowed, idOf, JOB, priceAnswers, reader } from './testing-prices.ts'

const OF = 'modules.marketplace.competitors'
const hub = appOnHub(priceAnswers)
const { procedures, inputs: sent } = hub
const open = () => hub.open('/o/tide-fennel/marketplace/competitors')

const copperleaf: Competitor = {
  id: idOf(21),
  state: 'found',
  name: '<b>Copperleaf</b> Coffee',
  address: '4 Quay Street, Cork',
  website: 'https://copperleaf.example/',
  distanceMetres: 670,
  score: 82,
  reasons: ['670 m away', 'Its website speaks of coffee, espresso'],
  foundAt: ago(0),
  updatedAt: ago(0),
  version: 1,
}
const known: Competitor = { ...copperleaf, id: idOf(22), state: 'followed', name: 'Lantern', website: null }

/** What is listed, as the hub tells it by state. */
const listed = (all: readonly Competitor[]) => (input: unknown) => ({
  items: all.filter(({ state }) => state === (input as { state: string }).state),
  nextCursor: null,
})
const job = { id: JOB, status: 'running', done: 1, total: 3, note: 'Reading their websites', error: null }

describe('the page of competitors (MKT-2)', () => {
  it('shows those that are followed and what was found, with the reasons, as text', async () => {
    procedures.set(`${OF}.list`, listed([copperleaf, known]))
    open()
    const found = within(await screen.findByRole('list', { name: 'Found' }))
    expect(found.getByText('<b>Copperleaf</b> Coffee')).toBeVisible()
    expect(found.getByText('670 m away · Its website speaks of coffee, espresso')).toBeVisible()
    expect(found.getByRole('img', { name: '82 of 100 alike' })).toBeVisible()
    const link = found.getByRole('link')
    expect(link).toHaveAttribute('href', 'https://copperleaf.example/')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    const followed = within(screen.getByRole('list', { name: 'You follow' }))
    expect(followed.getByText('Lantern')).toBeVisible()
    expect(followed.queryByRole('link')).toBeNull()
  })

  it('says what to do where there is nothing yet', async () => {
    open()
    expect(await screen.findByText('No competitors yet')).toBeVisible()
    expect(screen.queryByText('You follow')).toBeNull()
  })

  it('offers no search where the hub cannot, or the person may not', async () => {
    procedures.set(`${OF}.setup`, () => ({ isReady: false }))
    open()
    expect(await screen.findByText('Whoever runs this hub has not set up Google Places.')).toBeVisible()
    expect(screen.queryByRole('form', { name: 'Find competitors' })).toBeNull()
  })

  it('offers no act to whoever may only read', async () => {
    procedures.set('auth.me', allowed(reader))
    procedures.set(`${OF}.list`, listed([copperleaf]))
    open()
    expect(await screen.findByText('<b>Copperleaf</b> Coffee')).toBeVisible()
    expect(screen.queryByRole('button', { name: /Follow|not a competitor|Find/ })).toBeNull()
  })

  it('tells the price, follows the search to its end and shows what it found', async () => {
    let status = 'running'
    procedures.set(`${OF}.find`, () => ({ jobId: JOB }))
    procedures.set('jobs.get', () => ({ ...job, status }))
    open()
    const form = within(await screen.findByRole('form', { name: 'Find competitors' }))
    expect(form.getByText('3.00 credits')).toBeVisible()
    await userEvent.type(form.getByLabelText('Kind of business'), 'coffee roaster')
    await userEvent.type(form.getByLabelText('Near'), 'Cork, Ireland')
    await userEvent.selectOptions(form.getByLabelText('Within'), '5 km')
    await userEvent.click(form.getByRole('button', { name: 'Find competitors' }))
    expect(await form.findByText('Reading their websites')).toBeVisible()
    expect(sent(`${OF}.find`)).toMatchObject([{ what: 'coffee roaster', near: 'Cork, Ireland', radiusKm: 5 }])
    status = 'done'
    procedures.set(`${OF}.list`, listed([copperleaf]))
    expect(await screen.findByText('The search is done.', {}, { timeout: 3_000 })).toBeVisible()
    expect(await screen.findByText('<b>Copperleaf</b> Coffee')).toBeVisible()
  })

  it('says at its field that a place is not known, and in words why a search failed', async () => {
    const message = 'No place called “Zzyzx” was found.'
    procedures.set(`${OF}.find`, () => {
      throw refuse('BAD_REQUEST', `near: ${message}`, [{ path: 'near', message }])
    })
    open()
    const form = within(await screen.findByRole('form', { name: 'Find competitors' }))
    await userEvent.type(form.getByLabelText('Kind of business'), 'bakery')
    await userEvent.type(form.getByLabelText('Near'), 'Zzyzx')
    await userEvent.click(form.getByRole('button', { name: 'Find competitors' }))
    expect(await form.findByText(message)).toBeVisible()
    expect(form.getByLabelText('Near')).toHaveAttribute('aria-invalid', 'true')
    const error = { message: 'Google Places could not be reached.', at: ago(0) }
    procedures.set(`${OF}.find`, () => ({ jobId: JOB }))
    procedures.set('jobs.get', () => ({ ...job, status: 'dead', error }))
    await userEvent.type(form.getByLabelText('Near'), ' town')
    await userEvent.click(form.getByRole('button', { name: 'Find competitors' }))
    expect(await screen.findByText('Google Places could not be reached.')).toBeVisible()
  })

  it('follows one under the name that is given, and hides another once it was asked', async () => {
    procedures.set(`${OF}.list`, listed([copperleaf]))
    procedures.set(`${OF}.follow`, () => ({ ...copperleaf, state: 'followed', name: 'Copperleaf' }))
    procedures.set(`${OF}.dismiss`, () => ({ ok: true }))
    open()
    await userEvent.click(await screen.findByRole('button', { name: /^Follow/ }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Follow a competitor' }))
    const name = dialog.getByLabelText('Name')
    await userEvent.clear(name)
    await userEvent.type(name, 'Copperleaf')
    await userEvent.click(dialog.getByRole('button', { name: 'Follow' }))
    expect(await screen.findByText('You follow Copperleaf.')).toBeVisible()
    expect(sent(`${OF}.follow`)).toMatchObject([{ id: copperleaf.id, name: 'Copperleaf' }])
    await userEvent.click(screen.getByRole('button', { name: /is not a competitor/ }))
    await userEvent.click(await screen.findByRole('button', { name: 'No longer show' }))
    expect(sent(`${OF}.dismiss`)).toMatchObject([{ id: copperleaf.id }])
  })

  it('says why the list could not be loaded', async () => {
    procedures.set(`${OF}.list`, () => {
      throw refuse('FORBIDDEN', 'You may not see prices.')
    })
    open()
    expect((await screen.findAllByText('The competitors could not be loaded'))[0]).toBeVisible()
  })
})

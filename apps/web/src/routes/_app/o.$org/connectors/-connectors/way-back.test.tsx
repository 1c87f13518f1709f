import '@testing-library/jest-dom/vitest'
import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { refuse, standIn } from '../../../../../testing/stand-in.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const PATH = '/connectors/shopify/callback'
/** Digits that a router takes for a number, and spaces in both spellings, come through as they are. */
const query = (code: string) =>
  `?code=${code}&hmac=ab%20c&host=a+b%3D&shop=tide-and-fennel.myshopify.com&state=tide-fennel.x-_y&timestamp=1e5`

const hub = standIn({ 'auth.me': () => me })
let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
})
afterEach(() => {
  app?.close()
  cleanup()
  window.history.replaceState(null, '', '/')
})
afterAll(() => hub.server.close())

function comeBack(search: string, path = PATH): void {
  window.history.replaceState(null, '', path + search)
  app = openApp(path + search)
}
const sent = () => hub.calls.filter(({ path }) => path === 'connectors.connections.finish')

describe('the way back from a shop (CONN-1)', () => {
  it('hands on what came word for word, and leads to the connection in its own place', async () => {
    hub.procedures.set('connectors.connections.finish', () => ({ id: ID }))
    comeBack(query('0123'))
    await expect.poll(() => app?.router.state.location.pathname).toBe('/o/tide-fennel/connectors')
    expect(app?.router.state.location.search).toEqual({ connection: ID })
    expect(app?.router.history.length).toBe(1)
    expect(sent().map(({ input }) => input)).toEqual([
      { provider: 'shopify', query: query('0123'), idempotencyKey: expect.any(String) },
    ])
  })

  it('may be tried again with the same key when the proof was not given', async () => {
    hub.procedures.set('auth.secondFactor.get', () => ({ totpSince: null, passkeys: 0 }))
    hub.procedures.set('auth.google.get', () => ({ linked: null, hasPassword: true }))
    hub.procedures.set('connectors.connections.finish', () => {
      throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
    })
    comeBack(query('4567'))
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('Confirm that it is you first.')).toBeVisible()
    hub.procedures.set('connectors.connections.finish', () => ({ id: ID }))
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await expect.poll(() => app?.router.state.location.pathname).toBe('/o/tide-fennel/connectors')
    const [first, second] = sent()
    expect(second).toEqual(first)
  })

  it.each([
    ['?error=access_denied&state=tide-fennel.x', 'It was not allowed at the shop'],
    ['?state=tide-fennel.x&shop=a.myshopify.com', 'It was not allowed at the shop'],
    ['?code=1', 'Something is missing'],
    ['', 'Something is missing'],
    [query('1').replace('tide-fennel.x', 'elsewhere.x'), 'an organization that you are not in'],
  ])('says what is wrong with %s, and asks nobody', async (search, words) => {
    comeBack(search)
    expect(await screen.findByText(words, { exact: false })).toBeVisible()
    expect(sent()).toEqual([])
  })

  it('says why the hub refused it, and leads back to the page', async () => {
    hub.procedures.set('connectors.connections.finish', () => {
      throw refuse('BAD_REQUEST', 'This was used already.')
    })
    comeBack(query('89'))
    expect(await screen.findByText('This was used already.')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Back to Connectors' })).toHaveAttribute(
      'href',
      '/o/tide-fennel/connectors',
    )
  })
})

describe('the way back from HubSpot (CONN-1)', () => {
  const path = '/connectors/hubspot/callback'

  it('hands on what came, which HubSpot signs nothing of', async () => {
    hub.procedures.set('connectors.connections.finish', () => ({ id: ID }))
    comeBack('?code=na1-1&state=tide-fennel.abc', path)
    await expect.poll(() => app?.router.state.location.search).toEqual({ connection: ID })
    expect(sent()).toMatchObject([
      { input: { provider: 'hubspot', query: '?code=na1-1&state=tide-fennel.abc' } },
    ])
  })

  it('says that it was not allowed there, and sends nothing', async () => {
    comeBack('?error=access_denied&state=tide-fennel.abc', path)
    expect(await screen.findByText(/was not allowed at HubSpot/)).toBeVisible()
    expect(sent()).toEqual([])
  })
})

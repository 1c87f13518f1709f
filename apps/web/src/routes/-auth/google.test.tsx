import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { me, openApp } from '../../testing/open-app.tsx'
import { refuse, standIn } from '../../testing/stand-in.ts'

const CHALLENGE = 'A'.repeat(43)
const later = '2026-11-20T18:00:00.000Z'
const registration = { mode: 'open', passwordPolicy: 'default', hasGoogle: true }
const signedOut = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}

let isSignedIn = false
beforeEach(() => {
  isSignedIn = false
})
const enter = () => {
  isSignedIn = true
  return {}
}
const whoever = () => (isSignedIn ? me : signedOut())

describe('Google before the sign-in (AUTH-8)', () => {
  const hub = standIn({ 'auth.me': signedOut })
  let app: ReturnType<typeof openApp>
  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
  afterAll(() => hub.server.close())
  beforeEach(() => hub.procedures.set('auth.registration', () => registration))
  afterEach(() => {
    app.close()
    cleanup()
  })

  it('is a link that keeps where to go, on sign-in and sign-up', async () => {
    app = openApp('/sign-in?next=/o/tide-fennel/team')
    const link = await screen.findByRole('link', { name: 'Sign in with Google' })
    expect(link).toHaveAttribute('href', '/auth/google?next=%2Fo%2Ftide-fennel%2Fteam')
    app.close()
    app = openApp('/sign-up')
    expect(await screen.findByRole('link', { name: 'Continue with Google' })).toHaveAttribute(
      'href',
      '/auth/google',
    )
  })

  it('is not offered by a hub that has none', async () => {
    hub.procedures.set('auth.registration', () => ({ ...registration, hasGoogle: false }))
    app = openApp('/sign-in')
    await screen.findByRole('button', { name: 'Sign in' })
    await waitFor(() => expect(hub.calls.some(({ path }) => path === 'auth.registration')).toBe(true))
    expect(screen.queryByRole('link', { name: /Google/ })).toBeNull()
  })

  it('says why it led nowhere, and drops what is no reason', async () => {
    app = openApp('/sign-in?google=unverified')
    expect(await screen.findByText(/Google has not confirmed the address/)).toBeInTheDocument()
    app.close()
    app = openApp('/sign-in?google=%3Cscript%3E')
    await screen.findByRole('button', { name: 'Sign in' })
    expect(screen.queryByText(/script/)).toBeNull()
    app.close()
    app = openApp('/google?google=taken&next=/terms')
    expect(await screen.findByText(/Unlink that first/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Go back' })).toHaveAttribute('href', '/terms')
  })

  it('asks for the second factor where there is one', async () => {
    hub.procedures.set('auth.google.step', () => ({
      status: 'second_factor',
      challenge: CHALLENGE,
      methods: ['totp'],
      next: '/',
      expiresAt: later,
    }))
    hub.procedures.set('auth.secondFactor.verify', enter)
    hub.procedures.set('auth.me', whoever)
    app = openApp('/google')
    await userEvent.type(await screen.findByLabelText('Code'), '123456')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(app.router.state.location.pathname).toBe('/o/tide-fennel'))
    expect(hub.calls.find(({ path }) => path === 'auth.secondFactor.verify')?.input).toEqual({
      challenge: CHALLENGE,
      code: '123456',
    })
  })

  it('says when there is nothing left to do', async () => {
    hub.procedures.set('auth.google.step', () => {
      throw refuse('UNAUTHORIZED', 'This took too long or was used already. Sign in again.')
    })
    app = openApp('/google')
    expect(await screen.findByText(/took too long/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Go back' })).toHaveAttribute('href', '/sign-in')
  })
})

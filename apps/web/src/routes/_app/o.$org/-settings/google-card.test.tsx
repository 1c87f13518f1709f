import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleStepUp } from '../../../../step-up.ts'
import { me, openApp } from '../../../../testing/open-app.tsx'
import { refuse, standIn } from '../../../../testing/stand-in.ts'

const linked = { email: 'maeve@gmail.example', since: '2026-03-02T09:00:00.000Z', lastUsedAt: null }
const state = (fields: object = {}) => ({
  isOffered: true,
  linked: null,
  hasPassword: true,
  canUnlink: true,
  ...fields,
})
const factors = { totpSince: null, passkeys: 0, backupCodesLeft: 0, requiredBy: [] }

const hub = standIn({
  'auth.me': () => me,
  'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default', hasGoogle: true }),
  'auth.sessions.list': () => ({ items: [] }),
  'auth.passkeys.list': () => ({ items: [] }),
  'auth.secondFactor.get': () => factors,
})
let app: ReturnType<typeof openApp>
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())
beforeEach(() => {
  hub.calls.length = 0
  location.hash = ''
})
afterEach(() => {
  app.close()
  cleanup()
})

const open = (google: object) => {
  hub.procedures.set('auth.google.get', () => google)
  app = openApp('/o/tide-fennel/settings?tab=sign-in')
}
const inputs = (path: string) => hub.calls.filter((call) => call.path === path).map(({ input }) => input)
const button = (name: string) => screen.findByRole('button', { name })

describe('the Google account in the settings (AUTH-8)', () => {
  it('is linked over Google, after the password was shown where that is some time ago', async () => {
    open(state())
    let isFresh = false
    hub.procedures.set('auth.google.beginLink', () => {
      if (isFresh) return { redirectTo: '#at-google' }
      throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
    })
    hub.procedures.set('auth.confirm', () => {
      isFresh = true
      return {}
    })
    await userEvent.click(await button('Link Google'))
    const dialog = await screen.findByRole('dialog', { name: 'Is it you?' })
    await userEvent.type(within(dialog).getByLabelText('Password'), 'Copper-kettle-58')
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }))
    await waitFor(() => expect(location.hash).toBe('#at-google'))
    expect(inputs('auth.google.beginLink')).toHaveLength(2)
  })

  it('is unlinked after a question, and says why it stays', async () => {
    open(state({ linked }))
    hub.procedures.set('auth.google.unlink', () => {
      throw refuse('UNAVAILABLE', 'The database is away.')
    })
    expect(await screen.findByText(linked.email)).toBeInTheDocument()
    await userEvent.click(await button('Unlink'))
    await userEvent.click(await screen.findByRole('button', { name: 'Unlink' }))
    expect(await screen.findByText('The database is away.')).toBeInTheDocument()
    hub.procedures.set('auth.google.unlink', () => ({ done: true }))
    await userEvent.click(await button('Unlink'))
    hub.procedures.set('auth.google.get', () => state())
    await userEvent.click(await screen.findByRole('button', { name: 'Unlink' }))
    expect(await button('Link Google')).toBeInTheDocument()
    // Whoever came in by it is still in, so their sessions are offered for the taking (ASVS 7.4.3).
    hub.procedures.set('auth.logoutOthers', () => ({ done: true }))
    await userEvent.click(await button('Sign out other devices'))
    expect(await screen.findByText('You are signed out everywhere else.')).toBeInTheDocument()
    expect(inputs('auth.logoutOthers')).toHaveLength(1)
  })

  it('stays while it is the only way in; a first password can be set', async () => {
    open(state({ linked, hasPassword: false, canUnlink: false }))
    expect(await screen.findByText(/the only way into your account/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Unlink' })).toBeNull()
    expect(screen.queryByLabelText('Current password')).toBeNull()
    hub.procedures.set('auth.setPassword', () => ({ done: true }))
    await userEvent.type(await screen.findByLabelText('New password'), 'Copper-kettle-58-lanterns')
    hub.procedures.set('auth.google.get', () => state({ linked }))
    await userEvent.click(await button('Set password'))
    expect(await screen.findByLabelText('Current password')).toBeInTheDocument()
    expect(inputs('auth.setPassword')).toEqual([
      { password: 'Copper-kettle-58-lanterns', idempotencyKey: expect.any(String) },
    ])
  })

  it('shows at Google who is there, where there is nothing else', async () => {
    open(state({ linked, hasPassword: false, canUnlink: false }))
    hub.procedures.set('auth.setPassword', () => {
      throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
    })
    hub.procedures.set('auth.google.beginConfirm', () => ({ redirectTo: '#at-google' }))
    await userEvent.type(await screen.findByLabelText('New password'), 'Copper-kettle-58-lanterns')
    await userEvent.click(await button('Set password'))
    await userEvent.click(await button('Go to Google'))
    await waitFor(() => expect(location.hash).toBe('#at-google'))
    expect(inputs('auth.google.beginConfirm')).toHaveLength(1)
    settleStepUp(false)
  })

  it('is not spoken of on a hub without Google', async () => {
    open(state({ isOffered: false }))
    await screen.findByLabelText('Current password')
    expect(screen.queryByText('Google')).toBeNull()
  })
})

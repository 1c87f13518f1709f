import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isStepUpAsked } from './step-up.ts'
import { me, openApp } from './testing/open-app.tsx'
import { refuse, standIn } from './testing/stand-in.ts'

const unprotected = { totpSince: null, passkeys: 0, backupCodesLeft: 0, requiredBy: [] }
const protectedBy = { ...unprotected, totpSince: '2026-11-01T09:00:00.000Z', backupCodesLeft: 10 }

const hub = standIn({
  'auth.me': () => me,
  'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
  'auth.sessions.list': () => ({ items: [], nextCursor: null }),
  'auth.passkeys.list': () => ({ items: [] }),
})
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())

let isFresh = false
let app: ReturnType<typeof openApp> | undefined
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
  isFresh = false
  hub.procedures.set('auth.confirm', () => {
    isFresh = true
  })
  hub.procedures.set('auth.secondFactor.newBackupCodes', () => {
    if (!isFresh) throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
    return { codes: ['aaaaa-bbbbb'] }
  })
})
afterEach(() => {
  app?.close()
  cleanup()
})

const open = (factors: object) => {
  hub.procedures.set('auth.secondFactor.get', () => factors)
  app = openApp('/o/tide-fennel/settings?tab=sign-in')
}
const callsOf = (path: string) => hub.calls.filter((call) => call.path === path)

describe('an act that needs a fresh sign-in (ASVS 7.5.3)', () => {
  it('asks once, and then does what was asked for without another press', async () => {
    open(protectedBy)
    await userEvent.click(await screen.findByRole('button', { name: 'Make new codes' }))
    await userEvent.type(await screen.findByLabelText('Code'), '123456')
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }))
    expect(await screen.findByText('aaaaa-bbbbb')).toBeDefined()
    expect(callsOf('auth.confirm')).toEqual([{ path: 'auth.confirm', input: { code: '123456' } }])
    const acts = callsOf('auth.secondFactor.newBackupCodes')
    expect(acts).toHaveLength(2)
    expect(acts[0]?.input).toEqual(acts[1]?.input)
  })

  it('keeps asking after a wrong code, and gives up when it is closed', async () => {
    hub.procedures.set('auth.confirm', () => {
      throw refuse('BAD_REQUEST', 'This code is not right.')
    })
    open(protectedBy)
    await userEvent.click(await screen.findByRole('button', { name: 'Make new codes' }))
    await userEvent.type(await screen.findByLabelText('Code'), '000000')
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }))
    expect(await screen.findByText('This code is not right.')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByLabelText('Code')).toBeNull())
    expect(await screen.findByText('Confirm that it is you first.')).toBeDefined()
    expect(callsOf('auth.secondFactor.newBackupCodes')).toHaveLength(1)
  })

  it('asks for the password where there is no second factor', async () => {
    hub.procedures.set('auth.secondFactor.beginTotp', () => {
      if (!isFresh) throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
      return { secret: 'ABCDEFGH', uri: 'otpauth://totp/x?secret=ABCDEFGH' }
    })
    open(unprotected)
    await userEvent.click(await screen.findByRole('button', { name: 'Set up' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
    await userEvent.type(dialog.getByLabelText('Password'), 'Blue-kettle-42')
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm' }))
    expect(await screen.findByText('ABCD EFGH')).toBeDefined()
    expect(screen.getByRole('img', { name: 'QR code for your authenticator app' })).toBeDefined()
    expect(callsOf('auth.confirm')[0]?.input).toEqual({ password: 'Blue-kettle-42' })
  })
})

it('a question who is there ends with the session, and what waited for it is not done', async () => {
  open(unprotected)
  hub.procedures.set('auth.secondFactor.beginTotp', () => {
    if (!isFresh) throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
    return { secret: 'ABCDEFGH', uri: 'otpauth://totp/x?secret=ABCDEFGH' }
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Set up' }))
  await screen.findByRole('dialog', { name: 'Is it you?' })
  hub.procedures.set('auth.me', () => {
    throw refuse('UNAUTHORIZED', 'Sign in first.')
  })
  window.dispatchEvent(new StorageEvent('storage', { key: 'hub.signedOutAt' }))
  expect(await screen.findByRole('button', { name: 'Sign in' })).toBeDefined()
  expect(isStepUpAsked()).toBe(false)
  expect(callsOf('auth.secondFactor.beginTotp')).toHaveLength(1)
  hub.procedures.set('auth.me', () => me)
})

describe('signing in with a second factor (AUTH-9)', () => {
  it('asks for the code after the password, and sends it with its challenge', async () => {
    hub.procedures.set('auth.me', () => {
      throw refuse('UNAUTHORIZED', 'Sign in first.')
    })
    hub.procedures.set('auth.login', () => ({
      status: 'second_factor',
      challenge: 'the-challenge',
      methods: ['totp', 'backup-code'],
      expiresAt: '2026-11-20T10:00:00.000Z',
    }))
    hub.procedures.set('auth.secondFactor.verify', () => {
      hub.procedures.set('auth.me', () => me)
    })
    app = openApp('/sign-in?next=%2Fo%2Ftide-fennel%2Fsettings')
    await userEvent.type(await screen.findByLabelText('Email'), 'maeve@tideandfennel.example')
    await userEvent.type(screen.getByLabelText('Password'), 'Blue-kettle-42')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await userEvent.type(await screen.findByLabelText('Code'), '123456')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined()
    expect(callsOf('auth.secondFactor.verify')[0]?.input).toEqual({
      challenge: 'the-challenge',
      code: '123456',
    })
  })
})

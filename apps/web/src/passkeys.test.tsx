import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, openApp } from './testing/open-app.tsx'
import {
  assertion,
  attestation,
  byPasskey,
  CHALLENGE,
  creationOptions,
  laptop,
  requestOptions,
  sentAssertion,
} from './testing/passkey-answers.ts'
import { refuse, standIn } from './testing/stand-in.ts'

/** jsdom has no authenticators: this is the edge of the browser. */
const credentials = {
  get: vi.fn<(options?: { signal?: AbortSignal }) => Promise<unknown>>(),
  create: vi.fn<() => Promise<unknown>>(),
}
const closedByPerson = () => Promise.reject(new DOMException('closed', 'NotAllowedError'))

const hub = standIn({})
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp> | undefined
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
  hub.procedures.clear()
  for (const [path, answer] of Object.entries({
    'auth.me': () => me,
    'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
    'auth.sessions.list': () => ({ items: [], nextCursor: null }),
    'auth.secondFactor.get': () => byPasskey,
    'auth.passkeys.list': () => ({ items: [laptop] }),
    'auth.passkeys.beginSignIn': () => requestOptions,
  }))
    hub.procedures.set(path, answer)
  vi.stubGlobal(
    'PublicKeyCredential',
    class {
      static isConditionalMediationAvailable = async () => false
    },
  )
  Object.defineProperty(navigator, 'credentials', { value: credentials, configurable: true })
  credentials.get.mockReset().mockResolvedValue(assertion)
  credentials.create.mockReset().mockResolvedValue(attestation)
})
afterEach(() => {
  app?.close()
  cleanup()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'credentials')
})

const inputOf = (path: string) => hub.calls.find((call) => call.path === path)?.input
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))
const signedOut = () =>
  hub.procedures.set('auth.me', () => {
    throw refuse('UNAUTHORIZED', 'Sign in first.')
  })
const openSettings = () => {
  app = openApp('/o/tide-fennel/settings?tab=sign-in')
}

describe('signing in with a passkey (AUTH-9)', () => {
  beforeEach(() => {
    signedOut()
    hub.procedures.set('auth.passkeys.signIn', () => {
      hub.procedures.set('auth.me', () => me)
    })
    app = openApp('/sign-in?next=%2Fo%2Ftide-fennel%2Fsettings')
  })

  it('hands the answer of the browser to the hub and leads on', async () => {
    await press('Sign in with a passkey')
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined()
    expect(inputOf('auth.passkeys.signIn')).toEqual({
      challenge: CHALLENGE,
      passkey: sentAssertion,
      remember: true,
    })
  })

  it('says what to do when the window was closed, and when the hub refuses', async () => {
    credentials.get.mockImplementationOnce(closedByPerson)
    await press('Sign in with a passkey')
    expect(await screen.findByText('No passkey was used. Try again, or use another way.')).toBeDefined()
    hub.procedures.set('auth.passkeys.signIn', () => {
      throw refuse('UNAUTHORIZED', 'This passkey does not open an account here.')
    })
    await press('Sign in with a passkey')
    expect(await screen.findByText('This passkey does not open an account here.')).toBeDefined()
  })
})

describe('a passkey where the browser fills in fields (AUTH-9)', () => {
  /** The moment of the first paint, which jsdom does not have. */
  let paint: (() => void) | undefined
  beforeEach(() => {
    paint = undefined
    signedOut()
    vi.stubGlobal(
      'PublicKeyCredential',
      class {
        static isConditionalMediationAvailable = async () => true
      },
    )
    vi.stubGlobal(
      'PerformanceObserver',
      class {
        constructor(tell: (list: { getEntriesByName: () => object[] }) => void) {
          paint = () => tell({ getEntriesByName: () => [{}] })
        }
        observe = vi.fn<() => void>()
        disconnect = vi.fn<() => void>()
      },
    )
  })
  const begun = () => hub.calls.filter(({ path }) => path === 'auth.passkeys.beginSignIn').length

  it('is asked for when the page is there, and leads on', async () => {
    hub.procedures.set('auth.passkeys.signIn', () => {
      hub.procedures.set('auth.me', () => me)
    })
    app = openApp('/sign-in?next=%2Fo%2Ftide-fennel%2Fsettings')
    await screen.findByRole('button', { name: 'Sign in' })
    await vi.waitUntil(() => paint)
    expect(begun()).toBe(0)
    paint?.()
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined()
    expect(credentials.get).toHaveBeenCalledWith(expect.objectContaining({ mediation: 'conditional' }))
    expect(inputOf('auth.passkeys.signIn')).toMatchObject({ passkey: sentAssertion })
  })

  it('is given up when the page is left, and nothing is said of it', async () => {
    let signal: AbortSignal | undefined
    credentials.get.mockImplementation((options?: { signal?: AbortSignal }) => {
      signal = options?.signal
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal?.reason)),
      )
    })
    app = openApp('/sign-in')
    await screen.findByRole('button', { name: 'Sign in' })
    await vi.waitUntil(() => paint)
    paint?.()
    await vi.waitUntil(() => signal !== undefined)
    expect(signal?.aborted).toBe(false)
    await userEvent.click(await screen.findByRole('link', { name: 'Create an account' }))
    await screen.findByRole('heading', { name: 'Create an account' })
    await vi.waitUntil(() => signal?.aborted)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is not asked for when the page is left before it was painted', async () => {
    app = openApp('/sign-in')
    await vi.waitUntil(() => paint)
    await userEvent.click(await screen.findByRole('link', { name: 'Create an account' }))
    await screen.findByRole('heading', { name: 'Create an account' })
    paint?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(begun()).toBe(0)
  })
})

it('an address of numbers, or a browser without passkeys, is not offered any (AUTH-9)', async () => {
  vi.stubGlobal('PublicKeyCredential', undefined)
  Reflect.deleteProperty(window, 'PublicKeyCredential')
  signedOut()
  app = openApp('/sign-in')
  expect(await screen.findByRole('button', { name: 'Sign in' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Sign in with a passkey' })).toBeNull()
  expect(hub.calls.map(({ path }) => path)).not.toContain('auth.passkeys.beginSignIn')
})

it('a passkey is offered as second factor, with the challenge of the sign-in (AUTH-9)', async () => {
  signedOut()
  hub.procedures.set('auth.login', () => ({
    status: 'second_factor',
    challenge: CHALLENGE,
    methods: ['passkey', 'backup-code'],
    expiresAt: '2026-11-20T10:00:00.000Z',
  }))
  hub.procedures.set('auth.passkeys.beginSecondFactor', () => requestOptions)
  hub.procedures.set('auth.secondFactor.verify', () => {
    hub.procedures.set('auth.me', () => me)
  })
  app = openApp('/sign-in?next=%2Fo%2Ftide-fennel%2Fsettings')
  await userEvent.type(await screen.findByLabelText('Email'), 'maeve@tideandfennel.example')
  await userEvent.type(screen.getByLabelText('Password'), 'Blue-kettle-42')
  await press('Sign in')
  expect(await screen.findByLabelText('Backup code')).toBeDefined()
  await press('Use a passkey')
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined()
  expect(inputOf('auth.passkeys.beginSecondFactor')).toEqual({ challenge: CHALLENGE })
  expect(inputOf('auth.secondFactor.verify')).toEqual({ challenge: CHALLENGE, passkey: sentAssertion })
})

it('a passkey is offered where an act needs a fresh sign-in (ASVS 7.5.3)', async () => {
  let isFresh = false
  hub.procedures.set('auth.secondFactor.newBackupCodes', () => {
    if (!isFresh) throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
    return { codes: ['aaaaa-bbbbb'] }
  })
  hub.procedures.set('auth.passkeys.beginConfirm', () => requestOptions)
  hub.procedures.set('auth.confirm', () => {
    isFresh = true
  })
  openSettings()
  await press('Make new codes')
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
  credentials.get.mockImplementationOnce(closedByPerson)
  await userEvent.click(dialog.getByRole('button', { name: 'Use a passkey' }))
  expect(await dialog.findByText('No passkey was used. Try again, or use another way.')).toBeDefined()
  await userEvent.click(dialog.getByRole('button', { name: 'Use a passkey' }))
  expect(await screen.findByText('aaaaa-bbbbb')).toBeDefined()
  expect(inputOf('auth.confirm')).toEqual({ challenge: CHALLENGE, passkey: sentAssertion })
})

describe('passkeys in the settings', () => {
  const rows = async () => within(await screen.findByRole('list', { name: 'Passkeys' }))

  it('are added under a name, and the first brings backup codes', async () => {
    hub.procedures.set('auth.passkeys.beginRegistration', () => creationOptions)
    hub.procedures.set('auth.passkeys.register', () => ({ passkey: laptop, codes: ['ccccc-ddddd'] }))
    openSettings()
    await press('Add a passkey')
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a passkey' }))
    await userEvent.clear(dialog.getByLabelText('Name'))
    await userEvent.type(dialog.getByLabelText('Name'), 'Workshop laptop')
    await userEvent.click(dialog.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByText('ccccc-ddddd')).toBeDefined()
    expect(inputOf('auth.passkeys.register')).toEqual({
      challenge: CHALLENGE,
      name: 'Workshop laptop',
      signOutOthers: false,
      // A way that the hub does not know yet is left out, and the passkey is added all the same.
      passkey: { id: 'AAEC', clientDataJSON: 'AQ', attestationObject: 'BA', transports: ['internal'] },
      idempotencyKey: expect.any(String),
    })
  })

  it('say so when the device holds one already', async () => {
    hub.procedures.set('auth.passkeys.beginRegistration', () => creationOptions)
    credentials.create.mockRejectedValueOnce(new DOMException('known', 'InvalidStateError'))
    openSettings()
    await press('Add a passkey')
    await press('Go on')
    expect(await screen.findByText('This device already holds a passkey for your account.')).toBeDefined()
  })

  it('get another name and go', async () => {
    let items = [laptop]
    hub.procedures.set('auth.passkeys.list', () => ({ items }))
    hub.procedures.set('auth.passkeys.rename', () => (items = [{ ...laptop, name: 'Old laptop' }])[0])
    hub.procedures.set('auth.passkeys.remove', () => {
      items = []
      return { done: true }
    })
    openSettings()
    await userEvent.click((await rows()).getByRole('button', { name: 'Rename Workshop laptop' }))
    const name = within(await screen.findByRole('dialog', { name: 'Rename this passkey' }))
    await userEvent.clear(name.getByLabelText('Name'))
    await userEvent.type(name.getByLabelText('Name'), 'Old laptop')
    await userEvent.click(name.getByRole('button', { name: 'Save' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Old laptop' }))
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText(/Sign in with your finger, face or PIN/)).toBeDefined()
    const key = { idempotencyKey: expect.any(String) }
    expect(inputOf('auth.passkeys.rename')).toEqual({ id: laptop.id, name: 'Old laptop', ...key })
    expect(inputOf('auth.passkeys.remove')).toEqual({ id: laptop.id, ...key })
  })
})

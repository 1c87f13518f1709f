import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetPush, keyOf, ownPushKey, pushAbility, turnPushOn } from './push.ts'

const PUBLIC_KEY = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'
const ENDPOINT = 'https://push.example/send/1'

interface Subscribed {
  endpoint: string
  options: { applicationServerKey: ArrayBuffer | null }
  getKey: (name: string) => ArrayBuffer
  unsubscribe: () => Promise<boolean>
}

/** What stands in for the parts of a browser that a test environment lacks. */
let subscribed: Subscribed | null
let asked: NotificationPermission
let registered: string[]

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url')).buffer
const unsubscribe = async () => {
  subscribed = null
  return true
}
const subscribedBy = (key: string): Subscribed => ({
  endpoint: ENDPOINT,
  options: { applicationServerKey: bytes(key) },
  getKey: (name) => new Uint8Array(name === 'auth' ? 16 : 65).fill(4).buffer,
  unsubscribe,
})
const pushManager = {
  getSubscription: async () => subscribed,
  subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
    if (subscribed) throw new Error('It is subscribed with another key.')
    subscribed = subscribedBy(Buffer.from(applicationServerKey).toString('base64url'))
    return subscribed
  },
}

function browserWith(permission: NotificationPermission): void {
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', { permission, requestPermission: async () => asked })
  vi.stubGlobal('navigator', {
    serviceWorker: {
      getRegistration: async () => ({ pushManager }),
      register: async (path: string) => void registered.push(path),
      ready: Promise.resolve({ pushManager }),
    },
  })
}

beforeEach(() => {
  subscribed = null
  asked = 'granted'
  registered = []
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('push in a browser (NTF-18)', () => {
  test('is not offered where the browser cannot, and said to be blocked where its user blocks it', async () => {
    expect([pushAbility(), await ownPushKey()]).toEqual(['unsupported', null])
    browserWith('denied')
    expect([pushAbility(), await ownPushKey()]).toEqual(['blocked', null])
    browserWith('default')
    expect(pushAbility()).toBe('possible')
  })

  test('is turned on with the key of the hub, and found again by its address', async () => {
    browserWith('default')
    expect(await turnPushOn(PUBLIC_KEY)).toEqual({
      endpoint: ENDPOINT,
      p256dh: expect.stringMatching(/^[\w-]{87}$/),
      auth: expect.stringMatching(/^[\w-]{22}$/),
    })
    expect(registered).toEqual(['/push.js'])
    expect(await ownPushKey()).toBe(await keyOf(ENDPOINT))
  })

  test('is left alone where the user says no', async () => {
    browserWith('default')
    asked = 'denied'
    expect([await turnPushOn(PUBLIC_KEY), registered]).toEqual([null, []])
  })

  test('begins anew where the hub has another key than before', async () => {
    browserWith('granted')
    subscribed = subscribedBy('BAAA')
    await turnPushOn(PUBLIC_KEY)
    const key = subscribed?.options.applicationServerKey ?? new ArrayBuffer(0)
    expect(Buffer.from(key).toString('base64url')).toBe(PUBLIC_KEY)
  })

  test('ends with the sign-out, also where the browser hangs', async () => {
    browserWith('granted')
    await turnPushOn(PUBLIC_KEY)
    await forgetPush()
    expect(subscribed).toBeNull()
    subscribed = { ...subscribedBy(PUBLIC_KEY), unsubscribe: () => new Promise(() => undefined) }
    const began = performance.now()
    await forgetPush()
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})

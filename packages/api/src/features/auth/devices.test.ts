import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { asSuperuser } from '@hub/db/testing'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smtpSender } from '../../platform/mail/smtp-mail.ts'
import { signedIn, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { networkOf } from './devices.ts'
import { signUpWithPasskey } from './passkeys/testing.ts'
import { passwords } from './providers.ts'
import { sweepAuth } from './sweeps.ts'
import { bearing, mailsTo, platformAudit, signUp } from './testing.ts'
import { signUpProtected, totpCode } from './testing-totp.ts'

const DAY_MS = 24 * 3_600_000
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:148.0) Gecko/20100101 Firefox/148.0'
const NEWER_FIREFOX = FIREFOX.replaceAll('148.0', '149.0')
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(async () => {
  now = new Date('2026-11-20T15:04:00Z')
  // The clock stands still, so the limits by address would never be over.
  await hub.hub.db.system.deleteFrom('authLimit').execute()
})
afterAll(() => hub.stop())

interface From {
  userAgent?: string
  ip?: string
}
const from = ({ userAgent = FIREFOX, ip = '203.0.113.5' }: From = {}) => hub.api(hub.call({ userAgent, ip }))
type Form = Awaited<ReturnType<typeof signUp>>
const login = async ({ email, password }: Form, place?: From) =>
  signedIn(await from(place).auth.login({ email, password }))
const notices = async ({ email }: { email: string }) =>
  (await mailsTo(hub, email)).filter(({ subject }) => subject === 'A sign-in from a new device')

describe('a sign-in from a device never seen is told by mail (ASVS 6.3.5)', () => {
  test('but not the first of all, nor one from where the person was before', async () => {
    const form = await signUp(hub)
    await login(form)
    await login(form, { userAgent: NEWER_FIREFOX, ip: '203.0.113.77' })
    await login(form, { ip: '::ffff:203.0.113.9' })
    expect(await notices(form)).toEqual([])
  })

  test.each([
    ['another browser', { userAgent: SAFARI }, 'Safari on iPhone, from the network 203.0.113.0/24'],
    ['another network', { ip: '198.51.100.7' }, 'Firefox on Windows, from the network 198.51.100.0/24'],
    ['a network of IPv6', { ip: '2001:db8:1:2::9' }, 'from the network 2001:db8:1:2::/64'],
    ['a network at home', { ip: '192.168.1.4' }, 'from a private network (192.168.1.0/24)'],
  ])('once for %s', async (_what, place, words) => {
    const form = await signUp(hub)
    await login(form)
    await login(form, place)
    await login(form, place)
    const [mail, ...others] = await notices(form)
    expect(others).toEqual([])
    expect(mail?.text).toContain(words)
    expect(mail?.text).toContain('20 November 2026 at 15:04 (Europe/Lisbon)')
    expect(mail?.action?.url).toBe('http://localhost:3000/forgot')
  })

  test('once, also for twenty at once, and stands in the log without the address', async () => {
    const form = await signUp(hub)
    await login(form, { ip: '198.51.100.200' })
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => login(form, { userAgent: SAFARI, ip: `192.0.2.${at}` })),
    )
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await notices(form)).toHaveLength(1)
    const told = (await platformAudit(hub)).filter(({ action }) => action === 'auth.device.new')
    expect(told.length).toBeGreaterThan(0)
    expect(JSON.stringify(told)).not.toContain('192.0.2')
  })

  test('after a second factor as well, and not before it', async () => {
    const person = await signUpProtected(hub)
    const { email, password } = person
    const half = await from({ userAgent: SAFARI }).auth.login({ email, password })
    if (half.status !== 'second_factor') throw new Error('no second factor was asked for')
    expect(await notices(person)).toEqual([])
    now = new Date(now.getTime() + 30_000)
    const code = await totpCode(person.secret, now)
    await from({ userAgent: SAFARI }).auth.secondFactor.verify({ challenge: half.challenge, code })
    expect(await notices(person)).toHaveLength(1)
  })

  test('is told anew to whoever comes back after more than a year', async () => {
    const form = await signUp(hub)
    await login(form)
    await login(form, { userAgent: SAFARI })
    now = new Date(now.getTime() + 364 * DAY_MS)
    await sweepAuth(hub.hub)
    await login(form)
    now = new Date(now.getTime() + 2 * DAY_MS)
    await sweepAuth(hub.hub)
    await login(form, { userAgent: SAFARI })
    expect(await notices(form)).toHaveLength(2)
  })

  test('is found in the list of sessions: device, network, since when, and which one is this', async () => {
    const form = await signUp(hub)
    await login(form)
    now = new Date(now.getTime() + DAY_MS)
    const { items } = await bearing(hub, await login(form)).auth.sessions.list({})
    expect(items).toHaveLength(2)
    expect(items.find(({ isCurrent }) => isCurrent)).toMatchObject({
      network: '203.0.113.0/24',
      firstSeenAt: expect.stringContaining('2026-11-20T15:04'),
      createdAt: expect.stringContaining('2026-11-21T15:04'),
    })
  })
})

test.each([
  ['203.0.113.5', '203.0.113.0/24'],
  ['::ffff:203.0.113.5', '203.0.113.0/24'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  [null, null],
])('the network of %s is %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network)
})

/** A port nobody listens on. */
const deadPort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

test('with the mail server down people sign in all the same, and the mail arrives when it is back', async () => {
  const port = await deadPort()
  const mail = smtpSender({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'hub@example.test' })
  const elsewhere = await startHub({ mail })
  const { userId, email } = (await elsewhere.newOrg()).owner
  const subjects: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        subjects.push(/^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? '')
        done()
      })
    },
  })
  try {
    const passwordHash = await passwords.hash('Blue-kettle-42')
    const { system } = elsewhere.hub.db
    await system.updateTable('authUser').set({ passwordHash }).where('id', '=', userId).execute()
    const signInFrom = (userAgent: string) =>
      elsewhere.api(elsewhere.call({ userAgent })).auth.login({ email, password: 'Blue-kettle-42' })
    await signInFrom(FIREFOX)
    await expect(signInFrom(SAFARI)).resolves.toMatchObject({ status: 'signed_in' })
    await elsewhere.deliver()
    expect(subjects).toEqual([])
    await new Promise<void>((ready) => void server.listen(port, '127.0.0.1', () => ready()))
    await asSuperuser(elsewhere.database, `update app.job set due_at = now() where status = 'queued'`)
    await elsewhere.deliver()
    expect(subjects).toEqual(['A sign-in from a new device'])
  } finally {
    await elsewhere.stop()
    mail.close()
    await new Promise<void>((stopped) => server.close(() => stopped()))
  }
})

test('a passkey from a new place is told as well', async () => {
  const { email, device } = await signUpWithPasskey(hub)
  const { passkeys } = from({ userAgent: SAFARI }).auth
  const options = await passkeys.beginSignIn({})
  await passkeys.signIn({ challenge: options.challenge, passkey: device.get(options) })
  expect(await notices({ email })).toHaveLength(1)
})

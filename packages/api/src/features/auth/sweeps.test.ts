import { NIL_ORG, inTx } from '@hub/db'
import { beforeEach, expect, test } from 'vitest'
import { storeOrgEvents } from '../../platform/events/store.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { rotateKeys, sweepAuth } from './sweeps.ts'
import { nobody, signIn, signUp } from './testing.ts'
import { sweepMails } from '../../platform/mail/mail.ts'

const DAY_MS = 24 * 3600 * 1000

let now = new Date()
let hub: TestHub
beforeEach(async () => {
  now = new Date()
  hub = await startHub({ now: () => now })
  return () => hub.stop()
})

const rowsIn = async (
  table: 'authSession' | 'authRefreshToken' | 'authOneTimeToken' | 'authLockout' | 'authLimit',
) => (await hub.hub.db.system.selectFrom(table).selectAll().execute()).length

test('removes what has run out and nothing else', async () => {
  const form = await signUp(hub)
  const { tokens } = await signIn(hub, form)
  await hub.api(hub.call({ ip: '203.0.113.1' })).auth.forgotPassword({ email: form.email })
  await nobody(hub)
    .auth.login({ email: 'nobody@example.test', password: 'x' })
    .catch(() => undefined)
  await nobody(hub).auth.refresh({ refreshToken: tokens.refreshToken })
  const tables = ['authSession', 'authRefreshToken', 'authOneTimeToken', 'authLockout', 'authLimit'] as const
  const counts = async () => Promise.all(tables.map(rowsIn))
  const before = await counts()
  await sweepAuth(hub.hub)
  expect(await counts()).toEqual(before)
  now = new Date(now.getTime() + 8 * DAY_MS)
  await sweepAuth(hub.hub)
  // The session lives 30 days; of its two refresh tokens the spent one is gone, and its child stays usable.
  expect(await counts()).toEqual([1, 1, 0, 0, 0])
  now = new Date(now.getTime() + 30 * DAY_MS)
  await sweepAuth(hub.hub)
  expect(await counts()).toEqual([0, 0, 0, 0, 0])
})

test('keys are renewed once a month (AUTH-4)', async () => {
  await hub.hub.accessTokens.jwks()
  const states = async () =>
    (await hub.hub.db.system.selectFrom('authSigningKey').select('state').execute())
      .map(({ state }) => state)
      .toSorted()
  await rotateKeys(hub.hub)
  expect(await states()).toEqual(['current', 'next'])
  now = new Date(now.getTime() + 31 * DAY_MS)
  await rotateKeys(hub.hub)
  await rotateKeys(hub.hub)
  expect(await states()).toEqual(['current', 'next', 'previous'])
})

/** As a version of the hub did that knew no jobs for mails. */
const askByEvent = () =>
  inTx(hub.hub.db.system, (tx) =>
    storeOrgEvents(tx, { hub: hub.hub, orgId: NIL_ORG, requestId: 'an older version' }, [
      {
        topic: 'mail.requested',
        aggregate: 'mail:1',
        payload: { to: 'ana@example.test', subject: 'Flour', text: 'It is here.' },
      },
    ]),
  )

test('mails that an older version had sent go after an hour, unsent ones stay', async () => {
  await askByEvent()
  await hub.deliver()
  await askByEvent()
  const left = async () =>
    (await hub.hub.db.system.selectFrom('outboxEvent').select('topic').execute()).filter(
      ({ topic }) => topic === 'mail.requested',
    ).length
  await sweepMails(hub.hub.db.system, now)
  expect(await left()).toBe(2)
  await sweepMails(hub.hub.db.system, new Date(now.getTime() + 2 * 3_600_000))
  expect(await left()).toBe(1)
})

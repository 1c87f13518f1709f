import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { sweepOauth } from '../sweeps.ts'
import { isTranslatedHost, nameDoubts } from './look-alikes.ts'
import { isSafeRedirect, redirectTarget } from './redirects.ts'

const DAY_MS = 24 * 3600 * 1000

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const ago = (days: number) => new Date(Date.now() - days * DAY_MS)

describe('what nobody needs any more', () => {
  const addClient = async (id: string, days: number) => {
    await hub.hub.db.system
      .insertInto('oauthClient')
      .values({ id, metadata: '{}', createdAt: ago(days) })
      .execute()
    return id
  }
  const addGrant = async (
    clientId: string,
    { endsIn, isRevoked }: { endsIn: number; isRevoked: boolean },
  ) => {
    const org = await hub.newOrg()
    await hub.hub.db
      .org(org.orgId)
      .insertInto('oauthGrant')
      .values({
        id: org.orgId,
        orgId: org.orgId,
        userId: org.owner.userId,
        clientId,
        clientName: 'Probe',
        redirectHost: 'localhost',
        scopes: ['ops.task.read'],
        createdAt: ago(100),
        expiresAt: ago(-endsIn),
        revokedAt: isRevoked ? ago(1) : null,
      })
      .execute()
  }
  const clients = async () =>
    (await hub.hub.db.system.selectFrom('oauthClient').select('id').execute()).map(({ id }) => id)

  test('is removed: clients without a live grant after seven days (trap 9)', async () => {
    await addClient('fresh', 6)
    await addClient('idle', 8)
    await addGrant(await addClient('used', 30), { endsIn: 10, isRevoked: false })
    await addGrant(await addClient('revoked', 30), { endsIn: 10, isRevoked: true })
    await addGrant(await addClient('over', 30), { endsIn: -1, isRevoked: false })
    await sweepOauth(hub.hub)
    expect((await clients()).toSorted()).toEqual(['fresh', 'used'])
  })

  test('is removed: requests and tokens that have run out, and grants that ended long ago', async () => {
    const { system } = hub.hub.db
    for (const [name, days] of [
      ['old', 1],
      ['live', -1],
    ] as const)
      await system
        .insertInto('oauthArtifact')
        .values({ idHash: Buffer.from(name), model: 'RefreshToken', payload: '{}', expiresAt: ago(days) })
        .execute()
    await addGrant('gone', { endsIn: -91, isRevoked: false })
    await sweepOauth(hub.hub)
    const left = await system.selectFrom('oauthArtifact').select('idHash').execute()
    expect(left.map(({ idHash }) => idHash.toString())).toEqual(['live'])
    const grants = await system.selectFrom('oauthGrant').select('clientId').execute()
    expect(grants.map(({ clientId }) => clientId)).not.toContain('gone')
  })
})

describe('a name that looks like another', () => {
  test.each([
    ['Claude', [], false],
    ['Café Zürich', [], false],
    ['Сlaude', ['С'], false],
    ['Clаudе', ['а', 'е'], false],
    ['Cla\u200bude', [], true],
    ['Probe\u2060', [], true],
    ['Офис', ['О', 'ф', 'и', 'с'], false],
  ])('is found out: %s', (name, foreignLetters, hasInvisible) => {
    expect(nameDoubts(name)).toEqual({ foreignLetters, hasInvisible })
  })

  test.each([
    ['xn--clude-4ve.example', true],
    ['www.xn--80ak6aa92e.com', true],
    ['claude.example', false],
  ])('is found out in a host: %s', (host, isIt) => {
    expect(isTranslatedHost(host)).toBe(isIt)
  })
})

describe('where a code may go', () => {
  test.each([
    'https://client.example/callback',
    'http://localhost:33418/callback',
    'http://127.0.0.1/callback',
    'http://[::1]:8080/callback',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    'com.example.app:/callback',
  ])('%s', (uri) => {
    expect(isSafeRedirect(uri)).toBe(true)
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://client.example/x',
    'file:///etc/passwd',
    'http://client.example/callback',
    'http://localhost.client.example/callback',
    'https://user:pass@client.example/callback',
    'https://client.example/callback#x',
    'https://client.example/\u0000',
    'mailto:attacker@client.example',
    'intent://client.example/',
    'ms-msdt:/id',
    'client.example',
    '',
  ])('not %j', (uri) => {
    expect(isSafeRedirect(uri)).toBe(false)
  })

  test('is shown as its host in ASCII, or as the scheme a program claimed', () => {
    expect(redirectTarget('https://сlaude.example:8443/x')).toEqual({
      host: 'xn--laude-0ye.example:8443',
      isLocal: false,
    })
    expect(redirectTarget('http://127.0.0.1:50000/x')).toEqual({ host: '127.0.0.1', isLocal: true })
    expect(redirectTarget('cursor://x/y')).toEqual({ host: 'cursor:', isLocal: true })
  })
})

import { openSession, signUpProtected } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import type { Preparation } from './account-cases.ts'

const REASON = 'Sends spam to strangers'

/** A valid request of an administrator of the hub. */
const byAdmin =
  (inputOf: (hub: TestHub) => Promise<Record<string, unknown>>): Preparation =>
  async (hub) => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    return { input: await inputOf(hub), bearer: (await openSession(hub.hub, userId)).accessToken }
  }

const person = async (hub: TestHub) => ({ userId: (await hub.newPerson()).userId })
const organization = async (hub: TestHub) => ({ orgId: (await hub.newOrg()).orgId })
const acts = async (hub: TestHub) => {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  return hub.api(hub.call({ credential: { kind: 'person', userId } })).admin
}

const soon = () => new Date(Date.now() + 3_600_000).toISOString()

/** Acts on other people's accounts and organizations. */
export const adminPreparations: Record<string, Preparation> = {
  'admin.credits.adjust': byAdmin(async (hub) => ({
    ...(await organization(hub)),
    amountMicro: 1_000_000,
    reason: 'A gift',
  })),
  'admin.blocks.add': byAdmin(async () => ({ network: '203.0.113.0/24', reason: 'Guesses passwords' })),
  'admin.blocks.remove': byAdmin(async (hub) => {
    const { blocks } = await acts(hub)
    return { id: (await blocks.add({ network: '198.51.100.0/24', reason: 'Guesses passwords' })).id }
  }),
  'admin.events.replay': byAdmin(async () => ({
    listener: 'hub.endpoints',
    from: '2026-11-22T08:00:00.000Z',
  })),
  'admin.broadcasts.send': byAdmin(async () => ({ words: 'The hub is away at noon.', endsAt: soon() })),
  'live.broadcasts': async (hub) => {
    const { owner } = await hub.newOrg()
    await (await acts(hub)).broadcasts.send({ words: 'The hub is away at noon.', endsAt: soon() })
    return { input: {}, bearer: (await openSession(hub.hub, owner.userId)).accessToken }
  },
  'admin.broadcasts.end': byAdmin(async (hub) => {
    const { broadcasts } = await acts(hub)
    return { id: (await broadcasts.send({ words: 'The hub is away at noon.', endsAt: soon() })).id }
  }),
  'admin.users.get': byAdmin(person),
  'admin.users.suspend': byAdmin(async (hub) => ({ ...(await person(hub)), reason: REASON })),
  'admin.users.restore': byAdmin(async (hub) => {
    const { userId } = await person(hub)
    await (await acts(hub)).users.suspend({ userId, reason: REASON })
    return { userId }
  }),
  'admin.users.setRole': byAdmin(async (hub) => ({ ...(await person(hub)), role: 'admin' })),
  'admin.users.endSession': byAdmin(async (hub) => {
    const { userId } = await person(hub)
    return { userId, sessionId: (await openSession(hub.hub, userId)).sessionId }
  }),
  'admin.users.endSessions': byAdmin(person),
  'admin.users.resetSecondFactor': byAdmin(async (hub) => {
    const { api } = await signUpProtected(hub)
    return { userId: (await api.auth.me({})).user.id }
  }),
  'admin.users.sendPasswordReset': byAdmin(person),
  'audit.platform.get': byAdmin(async (hub) => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    const { admin, audit } = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    await admin.users.endSessions(await person(hub))
    const [newest] = (await audit.platform.list({ limit: 1 })).items
    return { seq: newest?.seq }
  }),
  'admin.organizations.get': byAdmin(organization),
  'admin.organizations.members': byAdmin(organization),
  'admin.organizations.suspend': byAdmin(async (hub) => ({ ...(await organization(hub)), reason: REASON })),
  'admin.organizations.restore': byAdmin(async (hub) => {
    const { orgId } = await organization(hub)
    await (await acts(hub)).organizations.suspend({ orgId, reason: REASON })
    return { orgId }
  }),
}

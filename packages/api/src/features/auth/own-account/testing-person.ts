import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import { asked } from '../../../testing/asked.ts'
import { giveCredits } from '../../../testing/give-credits.ts'
import { issueGrant } from '../../../testing/credentials.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { MICRO } from '../../../shared/micro.ts'
import { say } from '../../assistant/testing.ts'
import { newBrowser } from '../../notifications/push/testing.ts'
import { linkToken, newForm, signIn } from '../testing.ts'
import { totpCode } from '../testing-totp.ts'

export const IP = '203.0.113.77'
export const BROWSER = 'Quillbrowser/7.1'
export const NAME = 'Quillon Ferrante-Osei'
export const WANTED = 'quillon.anew@example.test'

export interface FullPerson {
  userId: string
  email: string
  password: string
  api: TestOrg['api']
  /** The organization nobody else is in, and one that others keep. */
  own: { orgId: string; slug: string }
  shared: TestOrg
  /** Texts that stand for the person; none of them may be found once the account is erased. */
  traces: string[]
}

/** Rows of the account itself that take a browser or another server to make. */
async function addSignInRows({ hub: { db } }: TestHub, userId: string, email: string): Promise<void> {
  const at = new Date()
  await db.system
    .insertInto('authPasskey')
    .values({
      id: uuidv7(),
      userId,
      credentialId: randomBytes(16).toString('base64url'),
      publicKey: randomBytes(64),
      counter: 0,
      transports: [],
      name: `Key of ${NAME}`,
      isBackedUp: false,
      createdAt: at,
    })
    .execute()
  await db.system
    .insertInto('authIdentity')
    .values({ id: uuidv7(), userId, provider: 'google', subject: uuidv7(), email, createdAt: at })
    .execute()
  await db.system
    .insertInto('oauthArtifact')
    .values({
      idHash: randomBytes(32),
      model: 'Session',
      payload: JSON.stringify({ accountId: userId, hint: email }),
      expiresAt: new Date(at.getTime() + 60 * 24 * 3_600_000),
    })
    .execute()
  await db.system
    .insertInto('authDevice')
    .values({
      id: uuidv7(),
      userId,
      device: BROWSER,
      network: `${IP}/32`,
      firstSeenAt: at,
      lastSeenAt: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.system
    .insertInto('file')
    .values({
      id: uuidv7(),
      userId,
      kind: 'avatar',
      name: `${uuidv7()}.webp`,
      contentHash: randomBytes(32),
      mediaType: 'image/webp',
      bytes: 1,
      keptAt: at,
      createdAt: at,
    })
    .execute()
}

/** Work in one organization that leaves rows in each of its tables. */
async function work(hub: TestHub, { orgId, userId, slug }: { orgId: string; userId: string; slug: string }) {
  const from = { ip: IP, userAgent: BROWSER, org: slug }
  const as = (door: 'web' | 'mcp' | 'assistant') =>
    hub.api(hub.call({ ...from, door, credential: { kind: 'person', userId } }))
  await giveCredits(hub, orgId, { micro: 100 * MICRO })
  const api = as('web')
  const { id: taskId } = await api.modules.ops.tasks.create({
    title: 'Fire the big kiln',
    assigneeId: userId,
    idempotencyKey: `kiln-${orgId.slice(-12)}`,
  })
  await api.modules.ops.tasks.comments.add({ taskId, body: 'Cone six, slowly' })
  for (const name of hub.hub.entities.names)
    await hub.hub.entities
      .get(name)
      ?.example?.((path, input) =>
        hub.hub.catalog.call(
          path,
          input,
          hub.call({ ...from, door: 'web', credential: { kind: 'person', userId } }),
        ),
      )
  const { db, keys: ownKeys } = hub.hub
  for (const make of hub.modules.flatMap(({ tests }) => Object.values(tests?.rows ?? {})))
    await make({ db: db.org(orgId), sealKey: ownKeys.seal, orgId, userId })
  const content = Buffer.from('Cone six').toString('base64')
  await api.files.attach({ entity: 'ops_task', entityId: taskId, name: 'kiln.txt', content })
  await api.jobs.startExport({ list: 'tasks' })
  await api.views.create({ list: 'ops.tasks', name: 'To glaze', shown: { q: 'glaze' } })
  await api.endpoints.create({ name: 'Till', address: 'https://till.example/hub', topics: ['ops.*'] })
  await api.notifications.preferences.set({
    kinds: [{ kind: 'job.completed', inApp: true, mail: 'digest' }],
    digestAt: '06:30',
  })
  const { keys } = newBrowser()
  await api.notifications.push.subscribe({ endpoint: `https://push.example/${orgId}`, ...keys })
  await say(api, 'Add a task: sieve the glaze')
  const approval = await asked(as('mcp').modules.ops.tasks.create({ title: 'Order cobalt' }))
  await api.approvals.approve({ id: approval })
  await asked(as('mcp').modules.ops.tasks.create({ title: 'Order manganese' }))
  const { text } = await api.auth.apiKeys.create({
    name: 'Kiln sensor',
    kind: 'program',
    scopes: ['ops.task.read'],
    unaskedTools: [],
  })
  const program = hub.api(
    hub.call({ ...from, org: null, door: 'rest', credential: { kind: 'apiKey', key: text } }),
  )
  await program.modules.ops.tasks.list({})
  await issueGrant(hub.hub, { orgId, userId })
  await addClaim(hub, { orgId, userId })
  return { api, taskId }
}

/** As a call leaves it that is under way at another service, or whose process died there. */
const addClaim = (hub: TestHub, { orgId, userId }: { orgId: string; userId: string }) =>
  hub.hub.db
    .org(orgId)
    .insertInto('idempotencyClaim')
    .values({
      actorId: userId,
      procedure: 'connectors.connections.end',
      key: uuidv7(),
      inputHash: randomBytes(32),
      holder: uuidv7(),
      claimedUntil: hub.hub.now().toISOString(),
    })
    .execute()

/** A person who has used everything the hub has, alone and together with others, so that each table knows them. */
export async function fullPerson(hub: TestHub): Promise<FullPerson> {
  const email = `quillon-${Date.now().toString(36)}@example.test`
  const there = hub.api(hub.call({ ip: IP, userAgent: BROWSER }))
  const form = { ...newForm({ email, organizationName: `House of ${NAME}` }), name: NAME }
  await there.auth.register(form)
  await there.auth.verifyEmail({ token: await linkToken(hub, email, '/verify') })
  await there.auth.login({ email, password: 'wrong' }).catch(() => undefined)
  const { tokens } = await signIn(hub, form)
  const call = { door: 'web', credential: { kind: 'session', token: tokens.accessToken } } as const
  const api = hub.api(hub.call({ ...call, ip: IP, userAgent: BROWSER }))
  const { user, organizations } = await api.auth.me({})
  const [{ id: orgId, slug } = { id: '', slug: '' }] = organizations
  await api.auth.updateProfile({ preferences: { theme: 'dark' } })

  const shared = await hub.newOrg()
  await shared.api.organizations.invitations.create({ email, role: 'admin' })
  await api.organizations.invitations.accept({ token: await linkToken(hub, email, '/invite') })
  const elsewhere = await hub.newOrg()
  await elsewhere.api.organizations.invitations.create({ email, role: 'member' })

  await work(hub, { orgId, slug, userId: user.id })
  const { taskId } = await work(hub, { orgId: shared.orgId, slug: shared.slug, userId: user.id })
  await shared.api.modules.ops.tasks.comments.add({ taskId, body: 'Well glazed' })
  const held = await shared.api.modules.ops.tasks.create({ title: 'Wedge clay', assigneeId: user.id })
  await shared.api.modules.ops.tasks.comments.add({ taskId: held.id, body: 'By Friday, please' })
  await hub.deliver()

  const { secret } = await api.auth.secondFactor.beginTotp({})
  await api.auth.secondFactor.confirmTotp({ code: await totpCode(secret, hub.hub.now()) })
  await addSignInRows(hub, user.id, email)
  await there.auth.login({ email, password: form.password })
  await there.auth.login({ email, password: 'wrong' }).catch(() => undefined)
  await there.auth.forgotPassword({ email })
  await api.auth.changeEmail({ email: WANTED })
  await hub.hub.calls.flush()
  const traces = [email, NAME, 'Quillon', IP, BROWSER, WANTED]
  return { userId: user.id, email, password: form.password, api, own: { orgId, slug }, shared, traces }
}

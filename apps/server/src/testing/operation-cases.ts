import { ensureFirstAdminLink } from '@hub/api/server'
import type { CatalogEntry, JsonSchema } from '@hub/api/server'
import {
  entitiesOf,
  rowsFor,
  rowsOfAll,
  issueGrant,
  issueKey,
  linkToken,
  newForm,
  openSession,
  sampleExtras,
  sampleInput,
  sampleNeeds,
  signUp,
  signUpProtected,
  totpCode,
  withExtras,
} from '@hub/api/testing'
import type { TestHub, TestOrg } from '@hub/api/testing'
import { accountPreparations, signedUp } from './account-cases.ts'
import type { Preparation, Prepared } from './account-cases.ts'
import { adminPreparations } from './admin-cases.ts'
import { assistantPreparations } from './assistant-cases.ts'
import { filePreparations } from './file-cases.ts'
import { jobPreparations } from './job-cases.ts'
import { levelPreparations } from './level-cases.ts'
import { workflowPreparations } from './workflow-cases.ts'

export type { Prepared }

const NEW_PASSWORD = 'Green-lantern-57'

const unverified = async (hub: TestHub) => {
  const form = newForm()
  await hub.api(hub.call()).auth.register(form)
  return form
}

const invited = async (hub: TestHub, email: string) => {
  const org = await hub.newOrg()
  await org.api.organizations.invitations.create({ email, role: 'member' })
  return linkToken(hub, email, 'token=')
}

const withGrant = async (hub: TestHub) => {
  const { orgId, owner } = await hub.newOrg()
  const id = await issueGrant(hub.hub, { orgId, userId: owner.userId })
  return { id, ...(await openSession(hub.hub, owner.userId)) }
}

/** Acts of a person on their own account: what they take was sent to a mailbox or given out at sign-in. */
const preparations: Record<string, Preparation> = {
  // Spending is decided by people only.
  'credits.setLimits': async (hub) => {
    const { owner } = await hub.newOrg()
    const { accessToken } = await openSession(hub.hub, owner.userId)
    return { input: { monthMicro: 50_000_000, memberDayMicro: null }, bearer: accessToken }
  },
  // Keys are given out by people only.
  'auth.apiKeys.create': async (hub) => {
    const { owner } = await hub.newOrg()
    const { accessToken } = await openSession(hub.hub, owner.userId)
    return { input: { name: 'Till', scopes: ['ops.task.read'] }, bearer: accessToken }
  },
  'auth.grants.list': async (hub) => {
    const { accessToken } = await withGrant(hub)
    return { input: {}, bearer: accessToken }
  },
  // A program disconnects no other one.
  'auth.grants.revoke': async (hub) => {
    const { id, accessToken } = await withGrant(hub)
    return { input: { id }, bearer: accessToken }
  },
  'auth.claimFirstAdmin': async (hub) => {
    const { email, name, password } = newForm()
    const link = await ensureFirstAdminLink(hub.hub)
    const token = link === null ? null : new URL(link).searchParams.get('token')
    return { input: { token, email, name, password } }
  },
  'auth.register': async () => ({ input: newForm() }),
  'auth.verifyEmail': async (hub) => {
    const { email } = await unverified(hub)
    return { input: { token: await linkToken(hub, email, '/verify') } }
  },
  'auth.linkState': async (hub) => {
    const { email } = await unverified(hub)
    return { input: { purpose: 'verify-email', token: await linkToken(hub, email, '/verify') } }
  },
  'auth.login': async (hub) => {
    const { email, password } = await signUp(hub)
    return { input: { email, password } }
  },
  'auth.refresh': async (hub) => {
    const { tokens } = await signedUp(hub)
    return { input: { refreshToken: tokens.refreshToken } }
  },
  'auth.resetPassword': async (hub) => {
    const { email } = await signUp(hub)
    await hub.api(hub.call()).auth.forgotPassword({ email })
    return { input: { token: await linkToken(hub, email, '/reset'), password: NEW_PASSWORD } }
  },
  'auth.changePassword': async (hub) => {
    const { form, tokens } = await signedUp(hub)
    return {
      input: { currentPassword: form.password, password: NEW_PASSWORD },
      bearer: tokens.accessToken,
    }
  },
  // Dashboards are kept by organization, so that a word in its place is refused.
  'auth.updateProfile': async (hub) => ({
    input: { name: 'Maeve', preferences: { theme: 'dark' } },
    bearer: await personToken(hub),
  }),
  'auth.setPassword': async (hub) => {
    const { userId } = await hub.newPerson()
    const { accessToken } = await openSession(hub.hub, userId)
    return { input: { password: NEW_PASSWORD }, bearer: accessToken }
  },
  'auth.confirm': async (hub) => {
    const { form, tokens } = await signedUp(hub)
    return { input: { password: form.password }, bearer: tokens.accessToken }
  },
  ...accountPreparations,
  ...adminPreparations,
  ...assistantPreparations,
  ...filePreparations,
  ...jobPreparations,
  ...levelPreparations,
  ...workflowPreparations,
  'auth.secondFactor.verify': async (hub) => {
    const { email, password, codes } = await signUpProtected(hub)
    const answer = await hub.api(hub.call()).auth.login({ email, password })
    const challenge = answer.status === 'second_factor' ? answer.challenge : ''
    return { input: { challenge, code: codes[0] } }
  },
  'auth.secondFactor.confirmTotp': async (hub) => {
    const { api, tokens } = await signedUp(hub)
    const { secret } = await api.auth.secondFactor.beginTotp({})
    return { input: { code: await totpCode(secret, new Date()) }, bearer: tokens.accessToken }
  },
  'auth.secondFactor.removeTotp': async (hub) => ({
    input: {},
    bearer: (await signUpProtected(hub)).tokens.accessToken,
  }),
  'auth.secondFactor.newBackupCodes': async (hub) => ({
    input: {},
    bearer: (await signUpProtected(hub)).tokens.accessToken,
  }),
  'auth.sessions.revoke': async (hub) => {
    const { userId } = await hub.newPerson()
    const [mine, other] = [await openSession(hub.hub, userId), await openSession(hub.hub, userId)]
    return { input: { id: other.sessionId }, bearer: mine.accessToken }
  },
  'modules.ops.tasks.comments.list': async (hub) => {
    const { api, owner } = await hub.newOrg()
    const { id: taskId } = await api.modules.ops.tasks.create({ title: 'Label proofs' })
    await api.modules.ops.tasks.comments.add({ taskId, body: 'Looks good' })
    return { input: { taskId }, bearer: (await openSession(hub.hub, owner.userId)).accessToken }
  },
  'organizations.credentials.set': async (hub) => {
    const { owner } = await hub.newOrg()
    const bearer = (await openSession(hub.hub, owner.userId)).accessToken
    return { input: { name: 'depot.supplier', secret: 'a key of the depot 0042' }, bearer }
  },
  'organizations.credentials.remove': async (hub) => {
    const { owner, api } = await hub.newOrg()
    const bearer = (await openSession(hub.hub, owner.userId)).accessToken
    await api.organizations.credentials.set({ name: 'depot.supplier', secret: 'a key of the depot 0042' })
    return { input: { name: 'depot.supplier' }, bearer }
  },
  'organizations.members.leave': async (hub) => {
    const { userId } = await (await hub.newOrg()).join('member')
    return { input: {}, bearer: (await openSession(hub.hub, userId)).accessToken }
  },
  'organizations.transferOwnership': async (hub) => {
    const org = await hub.newOrg()
    const { userId } = await org.join('member')
    return { input: { userId }, bearer: (await openSession(hub.hub, org.owner.userId)).accessToken }
  },
  'organizations.invitations.preview': async (hub) => ({
    input: { token: await invited(hub, newForm().email) },
  }),
  'organizations.invitations.accept': async (hub) => {
    const { userId, email } = await hub.newPerson()
    const { accessToken } = await openSession(hub.hub, userId)
    return { input: { token: await invited(hub, email) }, bearer: accessToken }
  },
}

async function adminToken(hub: TestHub): Promise<string> {
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  return (await openSession(hub.hub, userId)).accessToken
}

async function personToken(hub: TestHub): Promise<string> {
  const { userId } = await hub.newPerson()
  return (await openSession(hub.hub, userId)).accessToken
}

/** In place of ids where no row is looked for. */
const placeholders = (inputJson: JsonSchema) =>
  Object.fromEntries([...entitiesOf(inputJson)].map((entity) => [entity, entity]))

const furnished = new WeakMap<TestHub, Promise<TestOrg>>()

/** One organization with a row of everything, so that what reads show is not empty. */
function furnishedOrg(hub: TestHub): Promise<TestOrg> {
  const made = furnished.get(hub) ?? furnish(hub)
  furnished.set(hub, made)
  return made
}

async function furnish(hub: TestHub): Promise<TestOrg> {
  const org = await hub.newOrg()
  await rowsOfAll({ hub, org })
  return org
}

/** A read without the filters it may have. */
function unfiltered({ inputJson, type }: CatalogEntry): JsonSchema {
  if (type !== 'query') return inputJson
  const required = (inputJson['required'] ?? []) as string[]
  const properties = Object.entries((inputJson['properties'] ?? {}) as JsonSchema)
  return {
    ...inputJson,
    properties: Object.fromEntries(properties.filter(([name]) => required.includes(name))),
  }
}

/** A real row for every id the input takes, and a key of the organization they are in. */
async function inOrganization(hub: TestHub, entry: CatalogEntry): Promise<Prepared> {
  const org = entry.type === 'query' ? await furnishedOrg(hub) : await hub.newOrg()
  const schema = unfiltered(entry)
  const { text } = await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })
  const { input } = sampleInput(schema, await rowsFor(schema, { hub, org }, sampleNeeds[entry.path]))
  return { input: withExtras(input, sampleExtras[entry.path]), bearer: text }
}

/** An input that the procedure has to carry out, with somebody who may ask for it. */
export async function prepare(hub: TestHub, entry: CatalogEntry): Promise<Prepared> {
  const preparation = preparations[entry.path]
  if (preparation) return preparation(hub)
  const { permission } = entry.meta
  const { input } = permission.includes('.')
    ? { input: {} }
    : sampleInput(entry.inputJson, placeholders(entry.inputJson))
  if (permission === 'public') return { input }
  if (permission === 'self') return { input, bearer: await personToken(hub) }
  if (permission === 'platform.admin') return { input: {}, bearer: await adminToken(hub) }
  return inOrganization(hub, entry)
}

export interface Spoiled {
  what: string
  /** The field an answer has to name. */
  field: string
  input: Record<string, unknown>
}

const optionsOf = (schema: JsonSchema): JsonSchema[] => [
  schema,
  ...(Array.isArray(schema['anyOf']) ? (schema['anyOf'] as JsonSchema[]).flatMap(optionsOf) : []),
]

const typesOf = (schema: JsonSchema): Set<unknown> =>
  new Set(optionsOf(schema).flatMap(({ type }) => (Array.isArray(type) ? (type as unknown[]) : [type])))

/** A query string has only texts, so a text without a form takes everything. */
function misfit(schema: JsonSchema, isQuery: boolean): unknown {
  // Whatever a body holds is for the service it is sent to.
  if ([...typesOf(schema)].every((type) => type === undefined)) return undefined
  if (!isQuery) return typesOf(schema).has('object') ? 7 : { not: 'this' }
  const isFreeText = optionsOf(schema).some(
    ({ type, format, pattern, enum: among, const: only }) =>
      type === 'string' && [format, pattern, among, only].every((rule) => rule === undefined),
  )
  return isFreeText ? undefined : '~'
}

/** The same input made wrong in every way the schema can tell: unknown field, each one missing, each of a wrong type. */
export function spoil({ inputJson, type }: CatalogEntry, input: Record<string, unknown>): Spoiled[] {
  const properties = Object.entries((inputJson['properties'] ?? {}) as Record<string, JsonSchema>)
  const required = (inputJson['required'] ?? []) as string[]
  const missing = required.map((field) => {
    const { [field]: _left, ...rest } = input
    return { what: `without ${field}`, field, input: rest }
  })
  const wrong = properties.flatMap(([field, schema]) => {
    const value = misfit(schema, type === 'query')
    if (value === undefined) return []
    return [{ what: `with a wrong ${field}`, field, input: { ...input, [field]: value } }]
  })
  const unknown = { what: 'with an unknown field', field: 'colour', input: { ...input, colour: 'red' } }
  return [unknown, ...missing, ...wrong]
}

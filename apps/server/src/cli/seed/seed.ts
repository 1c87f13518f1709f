import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  AppError,
  addSamplePerson,
  modules as productModules,
  removeSamplePeople,
  verifySamplePerson,
  worstCaseMicro,
} from '@hub/api/server'
import type { Hub, HubModule } from '@hub/api/server'
import { writeSampleLedger } from '@hub/db'
import { businesses } from './businesses.ts'
import type { SampleBusiness, SamplePerson } from './businesses.ts'
import { creditHistory } from './history.ts'
import type { PaidCall } from './history.ts'
import { firstName, momentOf, personOf, placeFor, setClock } from './place.ts'
import type { Place } from './place.ts'
import { addWorkflows } from './workflows.ts'

/** They all signed up six weeks ago. */
const BEGAN_DAYS_AGO = 42
const ANSWER_MS = 5_000

export interface Seeded {
  /** False where the sample was there already: nothing was changed. */
  isNew: boolean
  signIn: string
  /** Of every person of the sample; null where it was made before and only they know it. */
  password: string | null
  organizations: { name: string; slug: string; people: { name: string; email: string; role: string }[] }[]
}

/** What the business spent credits on: acts of its modules, and a look at what there is. */
function paidCalls({ hub, modules }: Place): PaidCall[] {
  const usage = [
    { path: 'system.find', door: 'mcp' as const },
    ...modules.flatMap(({ samples }) => samples?.usage ?? []),
  ]
  return usage.flatMap(({ path, door }) => {
    const meta = hub.catalog.get(path)?.meta
    const micro = meta ? worstCaseMicro(meta, { door }, {}) : 0
    return micro > 0 ? [{ procedure: path, door, micro }] : []
  })
}

/** With the ready-made set they are to have, where the hub has it. */
const rightsOf = ({ permissions }: Hub, { email, role, set }: SamplePerson) => ({
  email,
  role,
  ...(permissions.sets.some(({ name }) => name === set) && { set }),
})

interface Founding {
  password: string
  now: Date
  adminUrl: string
  modules: readonly HubModule[]
}

async function foundBusiness(hub: Hub, business: SampleBusiness, founding: Founding): Promise<Place> {
  const { password, now, adminUrl, modules } = founding
  const { timeZone, currency, people } = business
  const [owner, ...others] = people
  if (!owner) throw new Error('A business has an owner.')
  setClock(hub, momentOf({ business, now }, BEGAN_DAYS_AGO))
  const ownerId = await addSamplePerson(hub, {
    ...owner,
    password,
    timeZone,
    belongsTo: { founds: business.name },
  })
  const { orgId } = await hub.db.system
    .selectFrom('organizationMember')
    .select('orgId')
    .where('userId', '=', ownerId)
    .executeTakeFirstOrThrow()
  const { slug } = await hub.db.system
    .selectFrom('organization')
    .select('slug')
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
  const ids = new Map([[firstName(owner.name), ownerId]])
  const place: Place = { hub, modules, business, orgId, slug, ids, now }
  const asOwner = () => personOf(place, firstName(owner.name))
  // The sign-up credits are part of the history below.
  await hub.db.system.insertInto('creditSignUp').values({ userId: ownerId, grantedIn: orgId }).execute()
  await verifySamplePerson(hub, ownerId)
  await asOwner()('organizations.update', { currency })
  for (const person of others) {
    const { name, email } = person
    const { id } = await asOwner()<{ id: string }>('organizations.invitations.create', rightsOf(hub, person))
    const userId = await addSamplePerson(hub, {
      name,
      email,
      password,
      timeZone,
      belongsTo: { invitationId: id },
    })
    ids.set(firstName(name), userId)
  }
  await asOwner()('credits.priceBook', {})
  const spenders = { ...business, orgId, people: [...ids.values()], calls: paidCalls(place) }
  await writeSampleLedger(adminUrl, creditHistory(spenders, now))
  return place
}

async function addWork(place: Place): Promise<void> {
  const sample = placeFor(place)
  for (const { samples } of place.modules) await samples?.fill(sample)
}

/** What an assistant asks for waits for a person; some of it was decided yesterday. */
async function addRequests(place: Place): Promise<void> {
  const { business, hub } = place
  const owner = firstName(business.people[0]?.name ?? '')
  const requests = place.modules.flatMap(({ samples }) => samples?.requests[business.key] ?? [])
  for (const [turn, { path, input, decision }] of requests.entries()) {
    setClock(hub, momentOf(place, 0, decision === null ? 2 : 20 - turn))
    const asked: unknown = await personOf(place, owner, 'mcp')(path, input).catch((error: unknown) => error)
    const id = asked instanceof AppError ? asked.details.approvalId : undefined
    if (id === undefined) throw new Error('The sample could not ask for an approval.', { cause: asked })
    if (decision !== null) await personOf(place, owner)(`approvals.${decision}`, { id, version: 1 })
  }
}

/** Asks the built-in assistant, which answers from the organization's own data and costs nothing. */
async function addConversations(place: Place): Promise<void> {
  const { business, hub, orgId } = place
  const asked = place.modules.flatMap(({ samples }) => samples?.questions[business.key] ?? [])
  for (const [turn, text] of [...business.questions, ...asked].entries()) {
    setClock(hub, momentOf(place, turn + 1))
    const who = firstName(business.people[turn % 2]?.name ?? '')
    const { answerId } = await personOf(place, who)<{ answerId: string }>('assistant.send', { text })
    const until = Date.now() + ANSWER_MS
    for (let isDone = false; !isDone && Date.now() < until; await sleep(20)) {
      const message = await hub.db
        .org(orgId)
        .selectFrom('assistantMessage')
        .select('status')
        .where('id', '=', answerId)
        .executeTakeFirst()
      isDone = message?.status !== 'streaming'
    }
  }
}

async function addKeysAndGuests(place: Place): Promise<void> {
  const { business, hub } = place
  setClock(hub, momentOf(place, 1))
  const owner = personOf(place, firstName(business.people[0]?.name ?? ''))
  const work = hub.permissions.modules.flatMap(({ permissions: { read, write } }) => [...read, ...write])
  for (const name of business.keys)
    await owner('auth.apiKeys.create', { name, kind: 'program', scopes: ['organization.read', ...work] })
  for (const { email, role } of business.invited)
    await owner('organizations.invitations.create', { email, role })
}

/** The organizations that are here, but for those that have ended and that nobody is in; the sample's own are known by the address of their owner. */
async function findPlaces(hub: Hub) {
  const owners = businesses.flatMap(({ people }) => people.slice(0, 1).map(({ email }) => email))
  const rows = await hub.db.system
    .selectFrom('organization')
    .innerJoin('organizationMember as member', 'member.orgId', 'organization.id')
    .innerJoin('authUser as owner', 'owner.id', 'member.userId')
    .where('member.role', '=', 'owner')
    .select(['organization.slug', 'organization.name', 'owner.email'])
    .execute()
  const slugs = new Map(rows.flatMap(({ email, slug }) => (owners.includes(email) ? [[email, slug]] : [])))
  return { slugs, hasOthers: rows.some(({ email }) => !owners.includes(email)) }
}

const listed = (slugs: ReadonlyMap<string, string>): Seeded['organizations'] =>
  businesses.map(({ name, people }) => ({
    name,
    slug: slugs.get(people[0]?.email ?? '') ?? '',
    people: people.map(({ name: who, email, role }) => ({ name: who, email, role })),
  }))

export interface SeedOptions {
  adminUrl: string
  isForced: boolean
  /** Those of the hub. */
  modules?: readonly HubModule[]
}

/**
 * Fills a hub with two businesses to look at: people, what its modules do there, conversations, keys, invitations and six
 * weeks of credits, all made through the procedures people use. A second time changes nothing. Throws CONFLICT for
 * a hub that has other organizations, unless `isForced`.
 */
export async function seedHub(
  hub: Hub,
  { adminUrl, isForced, modules = productModules }: SeedOptions,
): Promise<Seeded> {
  const signIn = `${hub.settings.publicUrl}/sign-in`
  const { slugs, hasOthers } = await findPlaces(hub)
  if (slugs.size === businesses.length)
    return { isNew: false, signIn, password: null, organizations: listed(slugs) }
  if (slugs.size > 0)
    throw new AppError('CONFLICT', {
      message: 'The sample is here in part. Take it away with --remove, then make it again.',
    })
  if (hasOthers && !isForced)
    throw new AppError('CONFLICT', {
      message: 'This hub has organizations of its own. Add --force to put the sample beside them.',
    })
  const clock = hub.now
  const now = clock()
  const password = `${randomBytes(12).toString('base64url')}-7`
  const made = new Map<string, string>()
  try {
    for (const business of businesses) {
      const place = await foundBusiness(hub, business, { password, now, adminUrl, modules })
      await addWork(place)
      await addWorkflows(place)
      await addConversations(place)
      await addRequests(place)
      await addKeysAndGuests(place)
      made.set(business.people[0]?.email ?? '', place.slug)
    }
  } finally {
    hub.now = clock
  }
  return { isNew: true, signIn, password, organizations: listed(made) }
}

/** Takes the sample away again, with everything its people made. Answers whether it was there. */
export async function removeSample(hub: Hub): Promise<boolean> {
  const { slugs } = await findPlaces(hub)
  if (slugs.size === 0) return false
  const people = businesses.flatMap((business) => business.people)
  await removeSamplePeople(
    hub,
    people.map(({ email, role }) => ({ email, isOwner: role === 'owner' })),
  )
  const left = await findPlaces(hub)
  if (left.slugs.size > 0)
    throw new AppError('CONFLICT', {
      message: 'A part of the sample could not be removed; the log says why. Try again.',
    })
  return true
}

export const seedLines = ({ isNew, signIn, password, organizations }: Seeded): string => {
  const lines = organizations.flatMap(({ name, people }) => [
    `\n  ${name}`,
    ...people.map(({ name: who, email, role }) => `    ${email.padEnd(32)} ${who}, ${role}`),
  ])
  const head = isNew ? 'The sample is ready.' : 'The sample is here already; nothing was changed.'
  const tail =
    password === null
      ? ['Their password was printed when the sample was made.']
      : [`Password of each: ${password}`, 'It is not shown again.']
  return [head, ...lines, '', `Sign in at ${signIn}`, ...tail].join('\n')
}

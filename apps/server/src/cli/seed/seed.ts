import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, addSamplePerson, verifySamplePerson } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import { uuidv7, writeSampleLedger } from '@hub/db'
import { businesses } from './businesses.ts'
import type { SampleBusiness, SampleTask } from './businesses.ts'
import { creditHistory } from './history.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
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

/** A business of the sample while it is filled, and its people by first name. */
interface Place {
  hub: Hub
  business: SampleBusiness
  orgId: string
  slug: string
  ids: ReadonlyMap<string, string>
  now: Date
}

const firstName = (name: string) => name.split(' ')[0] ?? name

/** What the services take for now: the sample has a past. */
const setClock = (hub: Hub, at: Date) => void (hub.now = () => at)
const ago = (now: Date, days: number, hours = 0) => new Date(now.getTime() - days * DAY_MS - hours * HOUR_MS)
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

type Ask = <Answer>(path: string, input: object) => Promise<Answer>

/** Calls procedures as somebody of the sample, through the whole chain. */
function personOf({ hub, slug, ids }: Place, who: string, door: Call['door'] = 'web'): Ask {
  const userId = ids.get(who)
  if (userId === undefined) throw new Error(`The sample has no ${who}.`)
  const caller = {
    door,
    credential: { kind: 'person', userId },
    org: slug,
    ip: null,
    userAgent: null,
  } as const
  // The catalog answers what the procedure's output schema says.
  return <Answer>(path: string, input: object) =>
    hub.catalog.call(path, input, { ...caller, requestId: uuidv7() }) as Promise<Answer>
}

async function foundBusiness(
  hub: Hub,
  business: SampleBusiness,
  options: { password: string; now: Date; adminUrl: string },
): Promise<Place> {
  const { password, now, adminUrl } = options
  const { timeZone, currency, people } = business
  const [owner, ...others] = people
  if (!owner) throw new Error('A business has an owner.')
  setClock(hub, ago(now, BEGAN_DAYS_AGO))
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
  const place: Place = { hub, business, orgId, slug, ids, now }
  const asOwner = () => personOf(place, firstName(owner.name))
  // The sign-up credits are part of the history below.
  await hub.db.system.insertInto('creditSignUp').values({ userId: ownerId, grantedIn: orgId }).execute()
  await verifySamplePerson(hub, ownerId)
  await asOwner()('organizations.update', { currency })
  for (const person of others) {
    const { name, email, role } = person
    const { id } = await asOwner()<{ id: string }>('organizations.invitations.create', { email, role })
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
  await writeSampleLedger(adminUrl, creditHistory({ ...business, orgId, people: [...ids.values()] }, now))
  return place
}

async function addTask(
  place: Place,
  [title, tag, assignee, madeDaysAgo, dueInDays, state]: SampleTask,
  turn: number,
): Promise<string> {
  const { hub, ids, now } = place
  const names = [...ids.keys()].slice(0, 3)
  const maker = names[turn % names.length] ?? ''
  setClock(hub, ago(now, madeDaysAgo, turn % 6))
  const { id } = await personOf(place, maker)<{ id: string }>('modules.ops.tasks.create', {
    title,
    tag,
    assigneeId: assignee === null ? null : (ids.get(assignee) ?? null),
    dueOn: dueInDays === null ? null : dayOf(ago(now, -dueInDays)),
    priority: turn % 5 === 0 ? 'high' : turn % 7 === 0 ? 'low' : 'normal',
    ...(state !== 'done' && { status: state }),
  })
  if (state !== 'done') return id
  setClock(hub, ago(now, Math.max(0, madeDaysAgo - 3)))
  await personOf(place, maker)('modules.ops.tasks.complete', { id })
  return id
}

async function addWork(place: Place): Promise<void> {
  const { business, hub, now } = place
  const ids: string[] = []
  for (const [turn, task] of business.tasks.entries()) ids.push(await addTask(place, task, turn))
  for (const [turn, { task, by, body }] of business.comments.entries()) {
    setClock(hub, ago(now, 0, 30 - turn))
    const who = by === 'Aoife' || by === 'Emil' ? firstName(business.people[0]?.name ?? '') : by
    await personOf(place, who)('modules.ops.tasks.comments.add', { taskId: ids[task], body })
  }
}

/** What an assistant asks for waits for a person; some of it was decided yesterday. */
async function addRequests(place: Place): Promise<void> {
  const { business, hub, now } = place
  const owner = firstName(business.people[0]?.name ?? '')
  for (const [turn, { title, decision }] of business.requests.entries()) {
    setClock(hub, ago(now, 0, decision === null ? 2 : 20 - turn))
    const asked: unknown = await personOf(
      place,
      owner,
      'mcp',
    )('modules.ops.tasks.create', { title }).catch((error: unknown) => error)
    const id = asked instanceof AppError ? asked.details.approvalId : undefined
    if (id === undefined) throw new Error('The sample could not ask for an approval.', { cause: asked })
    if (decision !== null) await personOf(place, owner)(`approvals.${decision}`, { id, version: 1 })
  }
}

/** Asks the built-in assistant, which answers from the organization's own data and costs nothing. */
async function addConversations(place: Place): Promise<void> {
  const { business, hub, now, orgId } = place
  for (const [turn, text] of business.questions.entries()) {
    setClock(hub, ago(now, turn + 1))
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
  const { business, hub, now } = place
  setClock(hub, ago(now, 1))
  const owner = personOf(place, firstName(business.people[0]?.name ?? ''))
  for (const name of business.keys)
    await owner('auth.apiKeys.create', { name, kind: 'program', scopes: ['ops.task.read', 'ops.task.write'] })
  for (const { email, role } of business.invited)
    await owner('organizations.invitations.create', { email, role })
}

/** The organizations that are here; the sample's own are known by the address of their owner. */
async function findPlaces(hub: Hub) {
  const owners = businesses.flatMap(({ people }) => people.slice(0, 1).map(({ email }) => email))
  const rows = await hub.db.system
    .selectFrom('organization')
    .leftJoin('organizationMember as member', (join) =>
      join.onRef('member.orgId', '=', 'organization.id').on('member.role', '=', 'owner'),
    )
    .leftJoin('authUser as owner', 'owner.id', 'member.userId')
    .select(['organization.slug', 'organization.name', 'owner.email'])
    .execute()
  const slugs = new Map(
    rows.flatMap(({ email, slug }) => (email && owners.includes(email) ? [[email, slug]] : [])),
  )
  return { slugs, hasOthers: rows.some(({ email }) => email === null || !owners.includes(email)) }
}

const listed = (slugs: ReadonlyMap<string, string>): Seeded['organizations'] =>
  businesses.map(({ name, people }) => ({
    name,
    slug: slugs.get(people[0]?.email ?? '') ?? '',
    people: people.map((person) => ({ ...person })),
  }))

/**
 * Fills a hub with two businesses to look at: people, tasks, comments, conversations, approvals, keys, invitations and
 * six weeks of credits, all made through the procedures people use. A second time changes nothing. Throws CONFLICT for
 * a hub that has other organizations, unless `isForced`.
 */
export async function seedHub(
  hub: Hub,
  { adminUrl, isForced }: { adminUrl: string; isForced: boolean },
): Promise<Seeded> {
  const signIn = `${hub.settings.publicUrl}/sign-in`
  const { slugs, hasOthers } = await findPlaces(hub)
  if (slugs.size === businesses.length)
    return { isNew: false, signIn, password: null, organizations: listed(slugs) }
  if (slugs.size > 0)
    throw new AppError('CONFLICT', { message: 'The sample is here in part. Begin with an empty hub.' })
  if (hasOthers && !isForced)
    throw new AppError('CONFLICT', {
      message: 'This hub has organizations of its own. Add --force to put the sample beside them.',
    })
  const now = new Date()
  const password = `${randomBytes(12).toString('base64url')}-7`
  const made = new Map<string, string>()
  for (const business of businesses) {
    const place = await foundBusiness(hub, business, { password, now, adminUrl })
    await addWork(place)
    await addConversations(place)
    await addRequests(place)
    await addKeysAndGuests(place)
    made.set(business.people[0]?.email ?? '', place.slug)
  }
  hub.now = () => new Date()
  return { isNew: true, signIn, password, organizations: listed(made) }
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

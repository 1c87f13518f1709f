import { randomUUID } from 'node:crypto'
import { say } from '../features/assistant/testing.ts'
import type { JsonSchema } from '../platform/catalog/catalog.ts'
import { declaredBy } from '../declared.ts'
import type { HubModule } from '../platform/module.ts'
import { MICRO } from '../shared/micro.ts'
import { asked } from './asked.ts'
import { issueGrant } from './credentials.ts'
import { giveCredits } from './give-credits.ts'
import { notified } from './notified.ts'
import { entitiesOf } from './sample-input.ts'
import type { TestHub, TestOrg } from './start-hub.ts'

interface Place {
  hub: TestHub
  org: TestOrg
}

const anEndpoint = { name: 'Till', address: 'https://till.example/hub', topics: ['*'] }

/**
 * One real row of each entity of the hub itself that a procedure may be asked for, made through the product. The name is the
 * one in `entityId(…)`; a new entity needs a line here, or an `example` or `rows` in its module, or the stranger test fails.
 */
const factories: Record<string, (place: Place) => Promise<string>> = {
  approval: async ({ hub, org }) => {
    const act = hub.modules.find(({ tour }) => tour?.walk)?.tour?.walk?.make
    if (!act) throw new Error('no module has a walk on the tour, so nothing here can be asked for')
    const credential = { kind: 'person', userId: org.owner.userId } as const
    const call = hub.call({ door: 'assistant', driver: 'built-in', credential, org: org.slug })
    const id = await asked(hub.hub.catalog.call(act.path, act.inputs[0], call))
    await giveCredits(hub, org.orgId, { micro: MICRO })
    return id
  },
  attached_file: async (place) => {
    const [entity = ''] = withFiles(place.hub.modules)
    const entityId = await rowOf(entity, place)
    const content = Buffer.from('Altamira, one seal').toString('base64')
    return (await place.org.api.files.attach({ entity, entityId, name: 'note.txt', content })).id
  },
  assistant_conversation: async ({ org }) => (await say(org.api, 'What can you do?')).sent.conversationId,
  assistant_message: async ({ org }) => (await say(org.api, 'What can you do?')).sent.answerId,
  auth_api_key: async ({ org }) =>
    (await org.api.auth.apiKeys.create({ name: 'Till', scopes: ['credits.read'] })).key.id,
  endpoint: async ({ org }) => (await org.api.endpoints.create(anEndpoint)).endpoint.id,
  endpoint_delivery: async ({ org }) => {
    const { endpoint } = await org.api.endpoints.create(anEndpoint)
    return (await org.api.endpoints.sendTest({ id: endpoint.id })).id
  },
  // Entries are numbered: what one is about has an id.
  credit_entry: ({ hub, org }) => giveCredits(hub, org.orgId, { micro: MICRO }),
  // Nobody works in these hubs, so it waits.
  job: async ({ org }) => (await org.api.jobs.startExport({ list: 'members' })).id,
  notification: ({ hub, org }) => notified(hub, org),
  oauth_grant: ({ hub, org }) => issueGrant(hub.hub, { orgId: org.orgId, userId: org.owner.userId }),
  organization: async ({ org }) => org.orgId,
  organization_invitation: async ({ org }) => {
    const email = `guest-${randomUUID()}@example.test`
    return (await org.api.organizations.invitations.create({ email, role: 'viewer' })).id
  },
  saved_view: async ({ org }) => {
    const view = { list: 'audit', name: `By hand ${randomUUID()}`, isShared: true, shown: { door: 'web' } }
    return (await org.api.views.create(view)).id
  },
  workflow: async ({ org }) => {
    const { id } = await org.api.workflows.create({ name: 'Late payers', draft: asksFirst })
    await org.api.workflows.publish({ id })
    return id
  },
  workflow_run: async ({ org }) => {
    const { id } = await org.api.workflows.create({ name: 'Late payers', draft: asksFirst })
    await org.api.workflows.publish({ id })
    return (await org.api.workflows.runs.start({ id })).id
  },
  'organization_member.user_id': async ({ org }) => (await org.join('member')).userId,
}

/** Something to publish that waits for a person, and so goes on for as long as a test looks at it. */
const asksFirst = {
  steps: [{ id: 'ok', type: 'approval', title: 'Go on?', question: 'Go on?' }],
}

/** A row as its module makes one. */
function declaredExample(entity: string, { hub, org }: Place): Promise<string> | undefined {
  const credential = { kind: 'person', userId: org.owner.userId } as const
  const call = hub.call({ credential, org: org.slug })
  return hub.hub.entities.get(entity)?.example?.((path, input) => hub.hub.catalog.call(path, input, call))
}

/** A row as only tests make one, since in the product it takes somebody outside. */
function declaredRow(entity: string, { hub, org }: Place): Promise<string> | undefined {
  const make = hub.modules.flatMap(({ tests }) => tests?.rows?.[entity] ?? [])[0]
  const { db, keys } = hub.hub
  const { orgId, owner } = org
  return make?.({ db: db.org(orgId), sealKey: keys.seal, orgId, userId: owner.userId })
}

async function rowOf(entity: string, place: Place): Promise<string> {
  const id = await (factories[entity]?.(place) ??
    declaredExample(entity, place) ??
    declaredRow(entity, place))
  if (id === undefined) throw new Error(`no factory makes a row of ${entity}`)
  return id
}

async function rowsOf(entities: Iterable<string>, place: Place): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const entity of entities) ids[entity] = await rowOf(entity, place)
  return ids
}

/** A row of each entity whose id the input takes and of those needed besides, and of no other. */
export const rowsFor = (
  inputJson: JsonSchema,
  place: Place,
  needed: readonly string[] = [],
): Promise<Record<string, string>> => rowsOf(new Set([...entitiesOf(inputJson), ...needed]), place)

/** The kinds of things that a text file can be attached to. */
const withFiles = (modules: readonly HubModule[]) =>
  modules.flatMap(({ entities }) =>
    Object.entries(entities).flatMap(([entity, { files }]) => (files?.kinds.includes('txt') ? [entity] : [])),
  )

/** What can be asked for is an act that tools reach, and those are of modules. */
const canAsk = (modules: readonly HubModule[]) => modules.some(({ tour }) => tour?.walk)

/** The kinds of which a hub with these modules can have a row. */
export const kindsIn = (modules: readonly HubModule[]): ReadonlySet<string> =>
  new Set(
    [...Object.keys(factories), ...declaredBy(modules).entities.names].filter(
      (kind) =>
        (kind !== 'approval' || canAsk(modules)) &&
        (kind !== 'attached_file' || withFiles(modules).length > 0),
    ),
  )

/** A row of each entity there is. */
export const rowsOfAll = (place: Place): Promise<Record<string, string>> =>
  rowsOf(kindsIn(place.hub.modules), place)

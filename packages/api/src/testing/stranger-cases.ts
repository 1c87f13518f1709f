import { modules as productModules } from '../modules/index.ts'
import { pathPrefix } from '../platform/path-prefix.ts'
import type { HubModule, TestCases } from '../platform/module.ts'
import { TINY_PNG } from './pictures.ts'

type Cases<Case> = Readonly<Record<string, Case>>

/** Under their paths in the hub. */
const declaredBy = <Case>(
  modules: readonly HubModule[],
  casesOf: (tests: TestCases) => Cases<Case> | undefined,
) =>
  Object.fromEntries(
    modules.flatMap((module) =>
      Object.entries(casesOf(module.tests ?? {}) ?? {}).map(
        ([path, one]) => [`${pathPrefix(module)}${path}`, one] as const,
      ),
    ),
  )

const extras: Cases<Record<string, unknown>> = {
  'approvals.approve': { version: 1 },
  'approvals.decline': { version: 1 },
  'auth.apiKeys.create': { scopes: ['credits.read'] },
  'auth.grants.allow': { scopes: ['credits.read'] },
  'auth.setAvatar': { picture: TINY_PNG },
  'organizations.access.holders': { permission: 'credits.read' },
  'organizations.access.setLevels': { levels: { '*': 'read' } },
  'organizations.access.applySet': { set: 'reader' },
  // So that what has a price can still be asked for.
  'credits.setLimits': { monthMicro: 1_000_000_000, memberDayMicro: 1_000_000_000 },
  'credits.estimate': { procedure: 'system.find' },
  'jobs.startExport': { list: 'members', filters: {} },
  'endpoints.create': { name: 'Till', address: 'https://till.example/hub', topics: ['approval.*'] },
  'endpoints.update': { name: 'Till', address: 'https://till.example/hub', topics: ['*'], state: 'on' },
  'notifications.snooze': { until: new Date(Date.now() + 86_400_000).toISOString() },
  // The browser of the example in RFC 8291.
  'notifications.push.subscribe': {
    endpoint: 'https://push.example/send/1',
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
  'notifications.push.unsubscribe': { key: 'A'.repeat(43) },
  'files.rename': { name: 'report.txt' },
  'organizations.credentials.set': { name: 'depot.supplier', secret: 'a key of the depot 0042' },
  'organizations.moduleSettings.set': { module: 'depot', values: { lowAt: 7 } },
  'workflows.actions.sendEmail': { to: 'jonah@lantern.example' },
  'workflows.runs.test': { input: {}, pinned: {} },
  'workflows.runs.start': { input: {} },
  'workflows.create': { draft: { steps: [] } },
  'workflows.import': {
    file: {
      format: 'smart-ai-hub.workflows',
      version: 1,
      workflows: [{ name: 'Late payers', draft: { steps: [] } }],
    },
  },
  'workflows.secrets.set': { hosts: ['api.lantern.example'] },
  'workflows.versions.get': { number: 1 },
  'workflows.versions.restore': { number: 1 },
  // Who may write is decided by people, and these are called with a key as well.
  'organizations.invitations.create': { role: 'viewer', levels: {}, set: 'reader' },
  'organizations.members.changeRole': { role: 'viewer' },
}

/** Fields a generated input cannot guess, by procedure of a hub with these modules. */
export const extrasOf = (modules: readonly HubModule[]): Cases<Record<string, unknown>> => ({
  ...extras,
  // The approval that the factories ask for is of this act.
  'views.create': { list: 'audit', shown: { door: 'web' } },
  'approvals.edit': { version: 1, args: modules.find(({ tour }) => tour?.walk)?.tour?.walk?.make.inputs[1] },
  ...declaredBy(modules, ({ inputs }) => inputs),
})

/** The same of the product. */
export const sampleExtras = extrasOf(productModules)

/** Kinds of things of which an organization has to have one before a procedure works. */
export const needsOf = (modules: readonly HubModule[]): Cases<readonly string[]> =>
  declaredBy(modules, ({ needs }) => needs)

/** The same of the product. */
export const sampleNeeds = needsOf(productModules)

const refusals: Cases<string> = {
  'assistant.send': 'answers a question that was asked in another conversation (earlier-question.test.ts)',
  'audit.export': 'asks for entries of a member who has done nothing yet (export-routes.test.ts)',
  'audit.get': 'asks for an entry of a log that has none yet (told.test.ts)',
  'credits.export': 'asks for moves of a member who has spent nothing yet (list-export.test.ts)',
  'auth.grants.allow': 'answers a request that a client has begun in this browser (oauth.test.ts)',
  'files.attach': 'names a record by its kind and a number that nothing has (attached.test.ts)',
  'live.room': 'names a record by its kind and a number that nothing has (room.test.ts)',
  'jobs.discard': 'asks for a job that waits and was not given up (jobs.test.ts)',
  'jobs.file': 'asks for the file of a job that waits (export-job.test.ts)',
  'jobs.retry': 'asks for a job that waits and was not given up (jobs.test.ts)',
  'organizations.credentials.remove': 'asks for one that nobody has set yet (module-credentials.test.ts)',
  'workflows.actions.askModel': 'asks a hub that has no model (actions.test.ts)',
  'workflows.actions.callApi': 'calls an address that is none (actions.test.ts)',
  'workflows.runs.decide': 'decides about a step that the run never came to (waits.test.ts)',
  'workflows.runs.retry': 'asks for a run that has not ended (retry.test.ts)',
  'workflows.rotateWebhookSecret': 'asks for a webhook of a workflow that has none (webhook.test.ts)',
  'workflows.secrets.remove': 'asks for one that nobody has set (actions.test.ts)',
  'workflows.update': 'makes it handle its own failures (publish.test.ts)',
  'workflows.webhookSecret': 'asks for a webhook of a workflow that has none (webhook.test.ts)',
  'organizations.members.leave': 'is the only owner, and an organization keeps one',
}

/** Procedures whose owner is rightly refused with a generated input, and why; all others must succeed for the owner. */
export const ownerCannotIn = (modules: readonly HubModule[]): Cases<string> => ({
  ...refusals,
  ...(modules.every(({ settings }) => !settings) && {
    'organizations.moduleSettings.set': 'sets what no module of this hub has',
  }),
  ...(modules.every(({ credentials }) => !credentials) && {
    'organizations.credentials.set': 'sets what no module of this hub keeps',
  }),
  ...declaredBy(modules, ({ ownerCannot }) => ownerCannot),
})

/** What an owner whose address is not confirmed may not do: hand out access, or spend credits (AUTH-2). */
export const needConfirmedAddress = [
  'approvals.approve',
  'auth.apiKeys.create',
  'organizations.invitations.create',
  'organizations.invitations.resend',
  'workflows.actions.sendEmail',
]

import { hubAbouts } from './features/abouts.ts'
import { waitingApprovals } from './features/approvals/briefing.ts'
import { hubActivity, hubEntities } from './features/entities.ts'
import { createPermissionTable } from './platform/access/permission-table.ts'
import { hubLists } from './features/lists.ts'
import { hubVerbs } from './features/verbs.ts'
import { hubPermissions } from './platform/access/permissions.ts'
import { activityOf } from './platform/audit/activity.ts'
import { createEntityTable } from './platform/catalog/entities.ts'
import type { ListDeclaration } from './platform/catalog/lists.ts'
import { toolsetOf } from './platform/catalog/create-catalog.ts'
import { declaredGuides, declaredPhrases } from './platform/catalog/phrases.ts'
import { checkModules } from './platform/check-modules.ts'
import { CredentialTable } from './platform/kept/credentials.ts'
import { SettingsTable } from './platform/kept/settings.ts'
import { EventTable } from './platform/events/topics.ts'
import type { Hub } from './platform/hub.ts'
import { hubPhrases } from './features/phrases.ts'
import { hubPrompts } from './features/prompts.ts'
import { workflowStepsOf } from './platform/workflows/steps.ts'
import { notificationKindsOf } from './notification-kinds.ts'
import { pathPrefix } from './platform/path-prefix.ts'
import type { HubModule } from './platform/module.ts'

type Listed = 'lists' | 'counts' | 'questions' | 'prompts' | 'abouts'

/** What each module adds to a list of all. */
const listedBy = (modules: readonly HubModule[]): Pick<Hub, Listed> => ({
  lists: new Map(
    [hubLists, ...modules.map(({ lists = {} }) => lists)].flatMap(Object.entries<ListDeclaration>),
  ),
  abouts: new Map([
    ...Object.entries(hubAbouts),
    ...modules.map(({ name, title, about = title }) => [toolsetOf(name), about] as const),
  ]),
  counts: modules.flatMap(({ counts }) => counts ?? []),
  questions: modules.flatMap(({ questions = [] }) => questions),
  prompts: [
    ...hubPrompts,
    ...modules.flatMap((module) =>
      (module.prompts ?? []).map((prompt) => ({
        ...prompt,
        uses: prompt.uses.map((path) => `${pathPrefix(module)}${path}`),
      })),
    ),
  ],
})

/** What the hub itself and its modules declare, put together. Throws an Error where the modules cannot work together. */
export function declaredBy(
  modules: readonly HubModule[],
): Pick<
  Hub,
  | 'permissions'
  | 'entities'
  | 'phrases'
  | 'guides'
  | 'verbs'
  | 'activity'
  | 'notificationKinds'
  | 'briefing'
  | Listed
  | 'personal'
  | 'records'
  | 'events'
  | 'machines'
  | 'workflowSteps'
  | 'settingsTable'
  | 'credentialTable'
  | 'webhooks'
> {
  checkModules({ permissions: hubPermissions, entities: hubEntities }, modules)
  const taught = [
    ...hubPhrases.map((phrases) => ({ phrases, prefix: '' })),
    ...modules.flatMap((module) =>
      module.phrases ? [{ phrases: module.phrases, prefix: pathPrefix(module) }] : [],
    ),
  ]
  return {
    permissions: createPermissionTable(modules),
    entities: createEntityTable([hubEntities, ...modules.map(({ entities }) => entities)]),
    phrases: declaredPhrases(taught),
    guides: declaredGuides(taught),
    verbs: new Map(
      [
        hubVerbs,
        ...modules.flatMap(({ entities }) => Object.values(entities).map(({ verbs = {} }) => verbs)),
      ].flatMap(Object.entries<string>),
    ),
    activity: activityOf([hubActivity, ...modules.map(({ activity }) => activity)]),
    events: new EventTable(modules.map(({ events = {} }) => events)),
    workflowSteps: workflowStepsOf(modules),
    machines: new Map(modules.flatMap(({ machines = {} }) => Object.entries(machines))),
    credentialTable: new CredentialTable(modules),
    webhooks: new Map(modules.flatMap(({ webhooks = {} }) => Object.entries(webhooks))),
    settingsTable: new SettingsTable(modules),
    briefing: [
      waitingApprovals,
      ...modules.flatMap(({ title, briefing = [] }) => briefing.map((line) => ({ ...line, part: title }))),
    ],
    notificationKinds: notificationKindsOf(modules),
    ...listedBy(modules),
    records: modules.find(({ records }) => records)?.records ?? null,
    personal: {
      files: modules.flatMap(({ personal }) => personal.files),
      leftOut: modules.flatMap(({ personal }) => personal.leftOut),
    },
  }
}

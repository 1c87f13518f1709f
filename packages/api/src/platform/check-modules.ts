import { pathPrefix } from './path-prefix.ts'
import { isMigrationOf } from '@hub/db'
import type { AnyRouter } from '@trpc/server'
import { hubPermissions } from './access/permissions.ts'
import type { HubPermissionDeclaration } from './access/permissions.ts'
import type { EntityDeclaration } from './catalog/entities.ts'
import { activityOf } from './audit/activity.ts'
import { isVerb } from './audit/verbs.ts'
import { faultOfFind, isLink } from './catalog/find.ts'
import { checkBriefing } from './catalog/briefing.ts'
import { checkLists } from './catalog/lists.ts'
import { checkPrompts } from './catalog/prompts.ts'
import { checkQuestions } from './catalog/questions.ts'
import { checkSamples } from './catalog/samples.ts'
import { faultOfFiles } from './files/entity-files.ts'
import { ModuleLevel } from '../shared/levels.ts'
import { checkMachines } from './access/check-machines.ts'
import { checkEnvironments } from './environment.ts'
import { checkCredentials } from './kept/credentials.ts'
import { checkJobs } from './jobs/job.ts'
import { checkSettings } from './kept/settings.ts'
import { checkWebhooks } from './webhooks/webhook.ts'
import { checkNotifications } from './notifications/check-notifications.ts'
import { checkEvents } from './events/check-events.ts'
import { topicInfo } from './events/topic-info.ts'
import type { HubModule } from './module.ts'

/** What the hub itself declares, which no module may declare again. */
export interface HubPart {
  permissions: Readonly<Record<string, HubPermissionDeclaration>>
  entities: Readonly<Record<string, EntityDeclaration>>
}

/** Remembers who declared a name first. */
class Names {
  readonly #owners = new Map<string, string>()

  /** Throws where somebody else has declared it. */
  take(what: string, name: string, owner: string): void {
    const place = `${what} ${name}`
    const first = this.#owners.get(place)
    if (first !== undefined)
      throw new Error(
        `The module "${owner}" declares the ${what} "${name}", which ${first} declares already. Give it another name.`,
      )
    this.#owners.set(place, owner === 'hub' ? 'the hub itself' : `the module "${owner}"`)
  }
}

const permissionsUsed = (router: AnyRouter): [path: string, permission: string][] => {
  const procedures = router._def.procedures as Record<string, { _def: { meta?: { permission?: string } } }>
  return Object.entries(procedures).map(([path, { _def }]) => [path, _def.meta?.permission ?? ''])
}

function checkNames(module: HubModule): void {
  const { name, permissions, entities, tables = {}, migrations = {} } = module
  if (!/^[a-z]+$/.test(name))
    throw new Error(`The module "${name}" needs a name of small letters: it is part of addresses and tables.`)
  const wrong =
    Object.keys(permissions).find((permission) => !permission.startsWith(`${name}.`)) ??
    [...Object.keys(entities), ...Object.keys(tables)].find((table) => !table.startsWith(`${name}_`))
  if (wrong !== undefined)
    throw new Error(
      `The module "${name}" declares "${wrong}". Permissions begin with "${name}.", entities and tables with "${name}_".`,
    )
  const misnamed = Object.keys(migrations).find((migration) => !isMigrationOf(migration, name))
  if (misnamed !== undefined)
    throw new Error(
      `The module "${name}" names a migration "${misnamed}". Call it "${name}/" and the minute it was written in, such as "${name}/202611211700_${misnamed.replaceAll(/[^a-z]+/g, '') || 'tables'}".`,
    )
}

/** Without a level nobody could be kept out of a permission, or let in. */
function checkLevels({ name, permissions }: HubModule): void {
  const known: readonly unknown[] = ModuleLevel.exclude(['none']).options
  const wrong = Object.entries(permissions).find(([, { level }]) => !known.includes(level))
  if (wrong)
    throw new Error(
      `The module "${name}": the permission "${wrong[0]}" needs a level. Say from which one on it is held: ${known.join(', ')}.`,
    )
}

/** What a module refers to is there: a wrong name would shut everybody out, or let nobody see. */
function checkPermissions(module: HubModule): void {
  const { name, router, permissions, entities, activity, briefing = [], questions = [], events = {} } = module
  const { lists = {} } = module
  const known = new Set([...Object.keys(hubPermissions), ...Object.keys(permissions), 'self', 'public'])
  const used: [where: string, permission: string][] = [
    ...permissionsUsed(router).map(
      ([path, permission]) => [`procedure ${path}`, permission] as [string, string],
    ),
    ...Object.entries(entities).map(
      ([entity, { permission }]) => [`entity ${entity}`, permission] as [string, string],
    ),
    ...Object.entries(entities).flatMap(([entity, { files }]) =>
      files ? [[`entity ${entity}, for its files,`, files.permission] as [string, string]] : [],
    ),
    ...Object.entries(lists).flatMap(([list, { permission, sharing }]) =>
      [permission, sharing].map((one) => [`list ${list}`, one] as [string, string]),
    ),
    ...briefing.map((line) => [`briefing line ${line.name}`, line.permission] as [string, string]),
    ...questions.map((one) => [`reader of questions ${one.name}`, one.permission] as [string, string]),
    ...Object.entries(events).map(
      ([topic, schema]) => [`event ${topic}`, topicInfo(topic, schema).permission] as [string, string],
    ),
    ...[...activityOf([activity])].map(
      ([actions, { permission }]) => [`activity ${actions}`, permission] as [string, string],
    ),
  ]
  const wrong = used.find(([, permission]) => !known.has(permission))
  if (wrong)
    throw new Error(
      `The module "${name}": ${wrong[0]} asks for the permission "${wrong[1]}", which nobody declares. Declare it in \`permissions\`.`,
    )
}

/** An entry without words would show people its raw name. */
function checkVerbs({ name, entities }: HubModule): void {
  for (const { verbs = {} } of Object.values(entities)) {
    const wrong = Object.entries(verbs).find(
      ([action, verb]) => !action.startsWith(`${name}.`) || !isVerb(verb),
    )
    if (wrong)
      throw new Error(
        `The module "${name}" tells "${wrong[0]}" as "${wrong[1]}". Actions begin with "${name}.", and the words follow a name: "moved {task}[ to {place}]".`,
      )
  }
}

/** A record that is found by a list which is not there would be missing everywhere people look, and nobody would be told. */
function checkFinding({ name, isTopLevel = false, router, entities }: HubModule): void {
  for (const [entity, { find, link }] of Object.entries(entities)) {
    const fault = find && faultOfFind(find, router, pathPrefix({ name, isTopLevel }))
    if (fault) throw new Error(`The module "${name}": entity ${entity} ${fault}`)
    if (link !== undefined && !isLink(link))
      throw new Error(
        `The module "${name}": entity ${entity} is shown at "${link}". Write an address of the web app with {org}, {id} and {name}, such as "/o/{org}/${name}?open={id}".`,
      )
  }
}

/** Files that no rule holds for would be kept unseen, or not at all. */
function checkFiles({ name, entities }: HubModule): void {
  for (const [entity, { files, target }] of Object.entries(entities)) {
    const fault =
      files &&
      (target === undefined
        ? 'takes files and has no `target`, so the audit log could not say whose.'
        : faultOfFiles(files))
    if (fault) throw new Error(`The module "${name}": entity ${entity} ${fault}`)
  }
}

/** A kind of thing says what of it is a person's, and its table says how it is erased. */
function checkPersons({ name, entities, personal, tables }: HubModule): void {
  for (const [entity, { ofPerson }] of Object.entries(entities)) {
    if ('file' in ofPerson && !personal.files.some((file) => file.name === ofPerson.file))
      throw new Error(
        `The module "${name}": entity ${entity} is a person's in the file "${ofPerson.file}", which is not among \`personal.files\`. Add it, or say why nothing of it is anybody's.`,
      )
    const [table = ''] = entity.split('.')
    if (tables && !(table in tables))
      throw new Error(
        `The module "${name}": entity ${entity} has no table in \`tables\`, so nobody knows whether it is erased. Add "${table}".`,
      )
  }
}

const keysOf = (part: object | undefined) => Object.keys(part ?? {})
const namesIn = (part: readonly { name: string }[] | undefined) => (part ?? []).map(({ name }) => name)

/** All that a module gives a name to, by what it is. */
const namesOf = (module: HubModule): Readonly<Record<string, readonly string[]>> => ({
  name: [module.name],
  permission: keysOf(module.permissions),
  entity: keysOf(module.entities),
  'audit target': Object.values(module.entities).flatMap(({ target }) => target ?? []),
  'words of': Object.values(module.entities).flatMap(({ verbs }) => keysOf(verbs)),
  activity: keysOf(module.activity),
  'briefing line': namesIn(module.briefing),
  prompt: namesIn(module.prompts),
  count: namesIn(module.counts?.counts),
  'export file': namesIn(module.personal.files),
  list: keysOf(module.lists),
  'list export': (module.exports ?? []).map(({ kind }) => kind),
  // A delivery of a webhook is an event with one listener, which has its name.
  event: [...keysOf(module.events), ...keysOf(module.webhooks)],
  listener: [...namesIn(module.listeners), ...keysOf(module.webhooks)],
  job: namesIn(module.jobs),
  machine: keysOf(module.machines),
  credential: keysOf(module.credentials),
})

function takeNames(names: Names, module: HubModule): void {
  for (const [what, taken] of Object.entries(namesOf(module)))
    for (const one of taken) names.take(what, one, module.name)
}

function checkRecords(modules: readonly HubModule[]): void {
  const [first, second] = modules.filter(({ records }) => records).map(({ name }) => name)
  if (first === undefined || second === undefined) return
  throw new Error(
    `The modules "${first}" and "${second}" both keep records. What connections read goes to one place: leave one of them out.`,
  )
}

/** Refuses, at start and with words, modules that cannot work together. Throws an Error that names the module. */
export function checkModules(hub: HubPart, modules: readonly HubModule[]): void {
  const names = new Names()
  for (const permission of Object.keys(hub.permissions)) names.take('permission', permission, 'hub')
  for (const [entity, { target }] of Object.entries(hub.entities)) {
    names.take('entity', entity, 'hub')
    if (target !== undefined) names.take('audit target', target, 'hub')
  }
  for (const module of modules) {
    checkNames(module)
    checkLevels(module)
    takeNames(names, module)
    checkPermissions(module)
    checkFinding(module)
    checkLists(module)
    checkFiles(module)
    checkVerbs(module)
    checkPersons(module)
    checkSamples(module)
    checkBriefing(module, module.entities)
    checkQuestions(module)
    checkPrompts(module)
    checkNotifications(module)
  }
  checkEvents(modules)
  checkMachines(modules)
  checkEnvironments(modules)
  checkSettings(modules)
  checkCredentials(modules)
  checkWebhooks(modules)
  checkJobs(modules)
  checkRecords(modules)
}

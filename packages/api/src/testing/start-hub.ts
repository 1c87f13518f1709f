import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from '@hub/db'
import { TEST_SECRET, addModules, createTestDatabase } from '@hub/db/testing'
import type { TestDatabase } from '@hub/db/testing'
import type { AnyRouter } from '@trpc/server'
import type { Logger } from 'pino'
import { inject } from 'vitest'
import { createHub } from '../create-hub.ts'
import { modules as productModules } from '../modules/index.ts'
import { localFiles } from '../features/files/service.ts'
import type { Call } from '../platform/calls/call.ts'
import { createContext } from '../platform/calls/context.ts'
import type { FileStore } from '../platform/files/file-store.ts'
import type { GuardSeam } from '../platform/outside/guarded-fetch.ts'
import type { Hub, HubSettings } from '../platform/hub.ts'
import type { HubModule } from '../platform/module.ts'
import type { Mail, MailSender } from '../platform/mail/mail.ts'
import type { NatsBridge } from '../platform/events/nats.ts'
import type { SharedRedis } from '../platform/events/redis.ts'
import type { ModuleLevels } from '../shared/levels.ts'
import type { OrgRole } from '../shared/roles.ts'
import { callerOf } from './caller.ts'
import { deliver } from './deliver.ts'
import { requireWords } from './told-actions.ts'
import type { Caller } from './caller.ts'

const settings: HubSettings = {
  publicUrl: 'http://localhost:3000',
  registration: 'open',
  passwordPolicy: 'default',
  refreshDays: 30,
  callsPerHour: { anonymous: 100_000, user: 1_000_000 },
  model: null,
}

/** Typed caller of the whole router, in-process, through the full chain. */
type Api = Caller

export interface TestPerson {
  userId: string
  email: string
  name: string
}

export interface TestOrg {
  orgId: string
  slug: string
  owner: TestPerson
  /** Calls the router as the owner, as the web app would. */
  api: Api
  /** Calls as this organization's owner with parts of the call changed, for example the door. */
  as(changes: Partial<Call>): Api
  /** Adds a member, with levels of their own where some are named, and returns a caller for that person. */
  join(role: OrgRole, levels?: ModuleLevels): Promise<TestPerson & { api: Api }>
}

export interface TestHub {
  hub: Hub
  /** Those it was made with. */
  modules: readonly HubModule[]
  database: TestDatabase
  mails: Mail[]
  /** A person with a verified address, without any organization. */
  newPerson(fields?: { isVerified?: boolean; isPlatformAdmin?: boolean }): Promise<TestPerson>
  newOrg(): Promise<TestOrg>
  /** A call of nobody in particular, in-process. */
  call(changes?: Partial<Call>): Call
  api(call: Call): Api
  /** Has everything heard that happened, and every mail sent that is due. Answers how much was tried. */
  deliver(): Promise<number>
  stop(): Promise<void>
}

export interface StartOptions {
  settings?: Partial<HubSettings>
  now?: () => Date
  /** In place of the product's. */
  modules?: readonly HubModule[]
  environment?: Readonly<Record<string, string>>
  router?: AnyRouter
  redis?: SharedRedis
  files?: FileStore
  /** In place of the list of mails. */
  mail?: MailSender
  clientDocuments?: GuardSeam
  /** In place of the internet, for addresses of organizations. */
  internet?: GuardSeam
  nats?: NatsBridge
  log?: Logger
}

const given = ({
  now,
  modules,
  environment,
  router,
  redis,
  clientDocuments,
  internet,
  nats,
  log,
}: StartOptions) => ({
  ...(log && { log }),
  ...(internet && { internet }),
  ...(nats && { nats }),
  ...(now && { now }),
  ...(modules && { modules }),
  ...(environment && { environment }),
  ...(router && { router }),
  ...(redis && { redis }),
  ...(clientDocuments && { clientDocuments }),
})

/** A folder for this hub alone, where the test brings no store. */
function filesOf({ files }: StartOptions): { files: FileStore; remove: () => void } {
  if (files) return { files, remove: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'hub-files-'))
  return { files: localFiles(folder), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A copy of the template, with the tables of modules that only the test knows. */
async function databaseFor({ modules }: StartOptions): Promise<TestDatabase> {
  const database = await createTestDatabase({
    adminUrl: inject('adminUrl'),
    template: inject('templateName'),
  })
  if (modules) await addModules(database, modules)
  return database
}

/** A hub on its own copy of the template database; mail is kept in a list. */
export async function startHub(options: StartOptions = {}): Promise<TestHub> {
  const database = await databaseFor(options)
  const mails: Mail[] = []
  const kept = filesOf(options)
  const hub = createHub({
    db: database.db,
    secret: TEST_SECRET,
    settings: { ...settings, ...options.settings },
    mail: options.mail ?? { send: async (mail) => void mails.push(mail) },
    files: kept.files,
    ...given(options),
  })
  await hub.outbox.register()
  const people = peopleOf(hub)
  const call = (changes: Partial<Call> = {}): Call => ({
    door: 'web',
    credential: { kind: 'none' },
    org: null,
    requestId: randomUUID(),
    ip: null,
    userAgent: 'test',
    ...changes,
  })
  const api = (made: Call) => callerOf(createContext(hub, made))
  const apiOf = (userId: string, org: string, changes: Partial<Call> = {}) =>
    api(call({ credential: { kind: 'person', userId }, org, ...changes }))

  async function newOrg(): Promise<TestOrg> {
    const owner = await people.add({})
    const { orgId, slug } = await people.addOrg(owner)
    return {
      orgId,
      slug,
      owner,
      api: apiOf(owner.userId, slug),
      as: (changes) => apiOf(owner.userId, slug, changes),
      async join(role, levels = {}) {
        const person = await people.add({})
        await people.addMember({ orgId, userId: person.userId, role, levels })
        return { ...person, api: apiOf(person.userId, slug) }
      },
    }
  }

  return {
    hub,
    modules: options.modules ?? productModules,
    database,
    mails,
    call,
    api,
    newOrg,
    newPerson: (fields = {}) => people.add(fields),
    deliver: () => deliver(hub),
    stop: () => stopHub(hub, database, kept.remove),
  }
}

/** Another server on the same database, as it is there after the first one was killed. Its outbox is the caller's to stop. */
export async function anotherServer({ database }: TestHub, modules: readonly HubModule[]): Promise<Hub> {
  const hub = createHub({
    db: database.db,
    secret: TEST_SECRET,
    settings,
    mail: { send: async () => undefined },
    modules,
  })
  await hub.outbox.register()
  return hub
}

/** Ends the hub, and everything that was made for it. Throws where it did what no words tell. */
async function stopHub(hub: Hub, database: TestDatabase, removeFiles: () => void): Promise<void> {
  await hub.outbox.stop()
  await hub.durable.close()
  await hub.calls.stop()
  try {
    await requireWords(hub, database)
  } finally {
    await database.drop()
    removeFiles()
  }
}

interface NewMember {
  orgId: string
  userId: string
  role: OrgRole
  levels: ModuleLevels
}

const firstNames = ['Maeve', 'Tomás', 'Iris', 'Jonas', 'Lea', 'Noor', 'Piet', 'Sana']

/** Rows of people and organizations as sign-up leaves them, without its mails. */
function peopleOf({ db: { system } }: Hub) {
  let count = 0
  return {
    async add({
      isVerified = true,
      isPlatformAdmin = false,
    }: {
      isVerified?: boolean
      isPlatformAdmin?: boolean
    }): Promise<TestPerson> {
      const userId = uuidv7()
      const name = `${firstNames[count % firstNames.length]} ${(count += 1)}`
      const email = `person-${userId.slice(-12)}@example.test`
      await system
        .insertInto('authUser')
        .values({
          id: userId,
          email,
          name,
          emailVerifiedAt: isVerified ? new Date() : null,
          platformRole: isPlatformAdmin ? 'admin' : 'user',
        })
        .execute()
      return { userId, email, name }
    },
    async addOrg(owner: TestPerson): Promise<{ orgId: string; slug: string }> {
      const orgId = uuidv7()
      const slug = `org-${orgId.slice(-12)}`
      await system
        .insertInto('organization')
        .values({ id: orgId, slug, name: `Company of ${owner.name}` })
        .execute()
      await this.addMember({ orgId, userId: owner.userId, role: 'owner', levels: {} })
      return { orgId, slug }
    },
    async addMember({ levels, ...member }: NewMember): Promise<void> {
      await system
        .insertInto('organizationMember')
        .values({ id: uuidv7(), ...member, levels: JSON.stringify(levels) })
        .execute()
    },
  }
}

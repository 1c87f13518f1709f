import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import type { AnswerCache } from './cache/answer-cache.ts'
import type { AddressBlocks } from './access/address-blocks.ts'
import type { AccessTokens } from './access/access-tokens.ts'
import type { AuthorizationServer } from './access/authorization-server.ts'
import type { Bus } from './events/bus.ts'
import type { CallLog } from './logs/call-log.ts'
import type { BriefingSource } from './catalog/briefing.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { PromptDeclaration } from './catalog/prompts.ts'
import type { QuestionDeclaration } from './catalog/questions.ts'
import type { ActivityTopic } from './audit/activity.ts'
import type { CountGroup } from './audit/counts.ts'
import type { EntityTable } from './catalog/entities.ts'
import type { ListDeclaration } from './catalog/lists.ts'
import type { Machines } from './access/machines.ts'
import type { DeclaredGuides, DeclaredPhrases } from './catalog/phrases.ts'
import type { PermissionTable } from './access/permission-table.ts'
import type { OpenedFile, PreparedRequest } from './files/opened-file.ts'
import type { RecordStore } from './records/records.ts'
import type { PersonalData } from './files/personal-data.ts'
import type { Call } from './calls/call.ts'
import type { CreditLines } from './credits/credit-lines.ts'
import type { CredentialGuard } from './access/credential-guard.ts'
import type { DurableClient } from './durable/client.ts'
import type { Runner } from './durable/worker.ts'
import type { WorkflowSteps } from './workflows/steps.ts'
import type { JobKinds } from './jobs/kind.ts'
import type { Fanout } from './events/fanout.ts'
import type { FileStore } from './files/file-store.ts'
import type { Live } from './live/live.ts'
import type { Limits } from './limits/limits.ts'
import type { NotificationKinds } from './notifications/kind.ts'
import type { MailSender } from './mail/mail.ts'
import type { Metrics } from './logs/metrics.ts'
import type { OutboxDispatcher } from './events/outbox.ts'
import type { Pump } from './events/pump.ts'
import type { Outside } from './outside/guarded-fetch.ts'
import type { ModuleEnvironments } from './environment.ts'
import type { CredentialTable } from './kept/credentials.ts'
import type { SettingsTable } from './kept/settings.ts'
import type { WebhookSenders } from './webhooks/sender.ts'
import type { EventTable } from './events/topics.ts'
import type { Vitals } from './logs/vitals.ts'
import type { SharedRedis } from './events/redis.ts'
import type { StreamSlots } from './limits/stream-slots.ts'
import type { SecretKeeper } from './secrets/keeper.ts'
import type { SecretRing } from './secrets/ring.ts'
import type { SealedThing } from './secrets/sealed.ts'
import type { KeyRing } from './secrets/secrets.ts'

export interface HubSettings {
  /** Canonical origin for links, audiences and cookies, without a trailing slash. */
  publicUrl: string
  registration: 'open' | 'invite' | 'closed'
  passwordPolicy: 'default' | 'passphrase'
  /** Lifetime of a remembered refresh token in days (AUTH-4). */
  refreshDays: number
  /** Procedure calls an hour (GW-1). */
  callsPerHour: { anonymous: number; user: number }
  /** How many bytes the files of one organization may take together; 1 GB where nothing is set. */
  organizationFileBytes?: number
  /** Whether endpoints may lie in the operator's own network; false where nothing is set. */
  allowPrivateUpstreams?: boolean
  /** An OpenAI-compatible endpoint of the operator; null = the built-in assistant alone. */
  model: { baseUrl: string; apiKey: string; name: string } | null
  /** Sign-in with Google, or with another OpenID provider in its place; absent = none. */
  google?: GoogleSettings | null
  /** The page that shows mail instead of sending it, on a hub of one's own machine; absent = none. */
  mailPage?: string | null
}

export interface GoogleSettings {
  /** Where the provider says what it can do (OpenID Connect Discovery), exactly as it calls itself. */
  issuer: string
  clientId: string
  clientSecret: string
}

/** Keys derived from the hub's secret, one for each purpose. */
export interface HubKeys {
  cursor: KeyRing
  approval: KeyRing
  elicitation: KeyRing
  refresh: KeyRing
  seal: KeyRing
  oauth: KeyRing
  webhook: KeyRing
  unsubscribe: KeyRing
  /** Makes of what work is about the key by which the same is not asked for twice, so that the key tells nothing. */
  sameWork: KeyRing
  /** Of it the key pair is made by which the services of browsers know this hub. */
  push: KeyRing
}

/** How a secret of the hub takes the place of another. */
export interface HubSecrets {
  ring: SecretRing
  /** Everything a secret seals or signs that stays. */
  things: readonly SealedThing[]
  /** Holds this process to the secret in force; null where tests put a hub together that has one for ever. */
  keeper: SecretKeeper | null
  /** Makes the passwords of the database's logins of this secret; null where nobody here may. */
  moveLogins: ((secret: string) => Promise<void>) | null
}

/** Everything a procedure may reach outside its input; made once by `createHub`. */
export interface Hub {
  db: Database
  catalog: Catalog
  settings: HubSettings
  keys: HubKeys
  /** The secrets the keys are made of, and what has to follow where one takes the place of another. */
  secrets: HubSecrets
  accessTokens: AccessTokens
  authorizationServer: AuthorizationServer
  /** What each role holds. */
  permissions: PermissionTable
  /** The kinds of things that ids name. */
  entities: EntityTable
  /** Lists whose filters people may give a name. */
  lists: ReadonlyMap<string, ListDeclaration>
  /** What each action of the audit log says after the name of who did it; see `audit/verbs.ts`. */
  verbs: ReadonlyMap<string, string>
  /** How people ask for each act. */
  phrases: DeclaredPhrases
  /** What is answered where somebody asks how something is done on a page. */
  guides: DeclaredGuides
  /** Which audit entries colleagues hear of: the beginning of their actions, and the permission it takes. */
  activity: ReadonlyMap<string, ActivityTopic>
  /** Opens lists that were prepared as files, by their kind. */
  exports: ReadonlyMap<string, (call: Call, file: PreparedRequest) => Promise<OpenedFile>>
  /** Lists that can be made into a file while nobody waits: rights and filters are looked at when one is asked for. */
  backgroundExports: ReadonlyMap<
    string,
    (call: Call, filters: Record<string, unknown>) => Promise<Record<string, unknown>>
  >
  /** What may need a person, out of each part of the hub. */
  briefing: readonly BriefingSource[]
  /** What each toolset is for. */
  abouts: ReadonlyMap<string, string>
  /** Requests that are ready to be made; what each uses by its whole path. */
  prompts: readonly PromptDeclaration[]
  /** Who reads questions about rows whose kinds only the organization knows. */
  questions: readonly QuestionDeclaration[]
  /** What of a person's work their profile counts. */
  counts: readonly CountGroup[]
  /** Of what people are told. */
  notificationKinds: NotificationKinds
  /** What modules keep of persons. */
  personal: PersonalData
  /** Where what connections read is kept; null where no module of this hub keeps it. */
  records: RecordStore | null
  limits: Limits
  /** Addresses that reach nothing of the hub. */
  blocks: AddressBlocks
  /** Stands before every look-up of who a caller is. */
  credentials: CredentialGuard
  streams: StreamSlots
  /** null where none is set; the hub then works by itself. */
  redis: SharedRedis | null
  mail: MailSender
  /** Pictures and whatever else is too large for a row. */
  files: FileStore
  outbox: OutboxDispatcher
  /** Sends what is in line for endpoints. */
  sender: Pump
  /** Runs what comes round, in one process at a time. */
  schedules: Pump
  /** How addresses are asked that organizations name: on the public internet, whatever an operator allows endpoints. */
  outside: Outside
  /** What the operator set for each module. */
  environment: ModuleEnvironments
  /** What an organization may set for each module. */
  settingsTable: SettingsTable
  /** The secrets that organizations give modules. */
  credentialTable: CredentialTable
  /** What other services send to modules, and how they sign it. */
  webhooks: WebhookSenders
  /** In whose name modules work where no person acts. */
  machines: Machines
  /** Puts work in line that survives the end of this process. */
  durable: DurableClient
  /** What can be put in line. */
  jobKinds: JobKinds
  /** What does the other runs of the engine, by the first part of their ids. */
  runners: ReadonlyMap<string, Runner>
  /** What workflows do by names of their own. */
  workflowSteps: WorkflowSteps
  /** What can happen, and what an event of it says. */
  events: EventTable
  bus: Bus
  /** What has changed, for whoever follows it. */
  live: Live
  /** Hints to the other processes of this hub. */
  fanout: Fanout
  cache: AnswerCache
  calls: CallLog
  credits: CreditLines
  log: Logger
  metrics: Metrics
  vitals: Vitals
  now: () => Date
}

import type { OrgDb, TableDeclaration } from '@hub/db'
import type { Migration } from '@hub/db/migrations'
import type { AnyRouter } from '@trpc/server'
import type { PermissionDeclaration, RoleLevels, SetLevels } from './access/permissions.ts'
import type { MachineDeclaration } from './access/machines.ts'
import type { Verify } from './check.ts'
import type { DeclaredActivity } from './audit/activity.ts'
import type { CountGroup } from './audit/counts.ts'
import type { BriefingDeclaration } from './catalog/briefing.ts'
import type { EntityDeclaration } from './catalog/entities.ts'
import type { EnvironmentSchema } from './environment.ts'
import type { CredentialDeclaration } from './kept/credentials.ts'
import type { SettingsDeclaration } from './kept/settings.ts'
import type { ListenerDeclaration } from './events/listener.ts'
import type { EventSchemas } from './events/topics.ts'
import type { Phrases } from './catalog/phrases.ts'
import type { ListDeclaration } from './catalog/lists.ts'
import type { PromptDeclaration } from './catalog/prompts.ts'
import type { QuestionDeclaration } from './catalog/questions.ts'
import type { SampleDeclaration } from './catalog/samples.ts'
import type { TourDeclaration } from './catalog/tour.ts'
import type { OpenExport } from './files/text-export.ts'
import type { JobDeclaration } from './jobs/job.ts'
import type { JobKind } from './jobs/kind.ts'
import type { NotificationKind } from './notifications/kind.ts'
import type { PersonalData } from './files/personal-data.ts'
import type { RecordStore } from './records/records.ts'
import type { WorkflowDeclaration } from './workflows/declaration.ts'
import type { WebhookDeclaration } from './webhooks/webhook.ts'
import type { SealedThing } from './secrets/sealed.ts'
import type { KeyRing } from './secrets/secrets.ts'

/** What tests that are generated for every procedure cannot guess, by path without `modules.<name>.`. */
export interface TestCases {
  /** Fields of its input. */
  inputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Kinds of things of which the organization has to have one first, beside those that the input names. */
  needs?: Readonly<Record<string, readonly string[]>>
  /** Why an owner is rightly refused with an input that was generated. */
  ownerCannot?: Readonly<Record<string, string>>
  /** Makes a row of a kind that only somebody outside the hub could have brought about, and returns its id. */
  rows?: Readonly<Record<string, (place: TestPlace) => Promise<string>>>
}

/** An organization of tests and its owner. */
export interface TestPlace {
  db: OrgDb
  sealKey: KeyRing
  orgId: string
  userId: string
}

/**
 * Everything the rest of the hub has to know of a module. It is one folder in `modules/` and one line in `modules/index.ts`;
 * nothing else names it, and the hub works without it.
 */
export interface HubModule<Name extends string = string, Procedures extends AnyRouter = AnyRouter> {
  /** Folder, router key (`modules.<name>`), address, and prefix of its permissions, tables, tools and audit entries. */
  name: Name
  /** Its router key is its name alone, as those of the hub's own parts are. */
  isTopLevel?: boolean
  title: string
  /** What one does with it, in a sentence for programs and models that choose among its like. */
  about?: string
  router: Procedures
  /** Its files of schemas: programs meet them by the names they have there. */
  schemas: readonly Readonly<Record<string, unknown>>[]
  /** Its permissions by name, which are added to `ModulePermissions` beside them. */
  permissions: Readonly<Record<string, PermissionDeclaration>>
  /** Levels that roles have where nobody chose one, if they are not the usual ones (`usualLevels`). Owners hold everything. */
  roleLevels?: RoleLevels
  /** What made its tables, by name and in order: `ops/202611211700_labels`. A name that has run anywhere stays as it is. */
  migrations?: Readonly<Record<string, Migration>>
  /** Its tables, whose names begin with the module's; their columns are added to `ModuleTables` beside them. */
  tables?: Readonly<Record<string, TableDeclaration>>
  /** Usual jobs that have work here, by their names in `accessSets`. */
  sets?: SetLevels
  entities: Readonly<Record<string, EntityDeclaration>>
  /** Which of its audit entries colleagues hear of: the beginning of their actions, and the permission that needs. */
  activity: DeclaredActivity
  personal: PersonalData
  /** What of it may need a person, or be good to know, on a day. */
  briefing?: readonly BriefingDeclaration[]
  /** Questions about rows whose kinds only the organization knows. */
  questions?: readonly QuestionDeclaration[]
  /** What of a person's work their profile counts, month by month. */
  counts?: CountGroup
  /** How people ask the assistant for its acts, paths without `modules.<name>.` */
  phrases?: Phrases
  /** Requests that clients of MCP show a person to choose from. */
  prompts?: readonly PromptDeclaration[]
  /** Lists whose filters people may give a name, each beginning with the module's: `shelf.boxes`. */
  lists?: Readonly<Record<string, ListDeclaration>>
  /** What leaves the hub as a file: lists as a sheet, or texts of another format. */
  exports?: readonly OpenExport[]
  /** What happens in it, by topic, with what an event of it says. They are added to `ModuleEvents` beside them. */
  events?: EventSchemas
  /** What the operator may set for it, in the environment: names that begin with the module's, or with one of its services. */
  environment?: EnvironmentSchema
  /** Services outside that it alone speaks with, by whose names their operators' settings are known: `SHOPIFY_CLIENT_ID`. */
  services?: readonly string[]
  /** What an organization may set for it; its settings page shows them. */
  settings?: SettingsDeclaration
  /** Secrets that organizations give it, by name, such as `shelf.supplier`. */
  credentials?: Readonly<Record<string, CredentialDeclaration>>
  /** What it keeps sealed in tables of its own, so that it is sealed anew where the hub's secret changes. */
  sealed?: readonly SealedThing[]
  /** What other services send to it, by name: `shelf.orders` is sent to `/webhooks/shelf/orders/…`. */
  webhooks?: Readonly<Record<string, WebhookDeclaration>>
  /** Hear events of this module or of others, each by itself. */
  listeners?: readonly ListenerDeclaration[]
  /** Work that nobody asks for, at intervals or once a day. */
  jobs?: readonly JobDeclaration[]
  /** Work that is asked for and done later, whatever dies in between; begins with the module's name: `shelf.recount`. */
  jobKinds?: readonly JobKind[]
  /** What workflows do in it by names of their own; paths without `modules.<name>.` */
  workflow?: WorkflowDeclaration
  /** Of what people are told, each as they wish; begins with the module's name: `shelf.box.emptied`. */
  notifications?: readonly NotificationKind[]
  /** In whose name its listeners, jobs and webhooks work, since no person does: by name, such as `shelf.keeper`. */
  machines?: Readonly<Record<string, MachineDeclaration>>
  /** It keeps what connections read; one module of a hub does. */
  records?: RecordStore
  /** What it has in the businesses that `hub seed` makes. */
  samples?: SampleDeclaration
  /** Recomputes what it keeps; `hub <module> verify` asks it for every organization. */
  verify?: Verify
  /** Its part of `hub tour`. */
  tour?: TourDeclaration
  tests?: TestCases
}

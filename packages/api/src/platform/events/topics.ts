import { z } from 'zod'
import { UserId, entityId } from '../../shared/ids.ts'
import { Micro } from '../../shared/micro.ts'
import { OrgRole } from '../../shared/roles.ts'
import { Mail } from '../mail/mail.ts'

/** Topics with what an event of each says: ids, and what a reader could no longer look up. */
export type EventSchemas = Readonly<Record<string, z.core.$ZodType<Record<string, unknown>>>>

export type EventPayloads<Schemas extends EventSchemas> = {
  [Topic in keyof Schemas]: z.infer<Schemas[Topic]>
}

const JobEvent = z.strictObject({ id: z.string(), kind: z.string(), attempt: z.int() })

const approvalId = entityId('approval')
const Asked = { approvalId, procedure: z.string(), askedById: UserId }

/** What happens in the hub itself and holds no secret, so that modules may hear it. */
export const openEvents = {
  'approval.requested': z.strictObject({
    ...Asked,
    door: z.enum(['mcp', 'assistant']),
    expiresAt: z.iso.datetime(),
  }),
  'approval.decided': z.strictObject({
    ...Asked,
    decision: z.enum(['approved', 'declined', 'withdrawn']),
    decidedById: UserId,
  }),
  // What is left counts with what is set aside for calls under way, which comes back where they cost less.
  'credits.low': z.strictObject({ availableMicro: Micro, thresholdMicro: Micro }),
  'job.queued': JobEvent,
  'job.processing': JobEvent,
  'job.completed': JobEvent,
  'job.failed': JobEvent,
  'member.invited': z.strictObject({
    invitationId: entityId('organization_invitation'),
    role: OrgRole,
    invitedById: UserId,
  }),
  'member.joined': z.strictObject({
    userId: UserId,
    role: OrgRole,
    invitationId: entityId('organization_invitation'),
  }),
  'member.removed': z.strictObject({
    userId: UserId,
    role: OrgRole,
    how: z.enum(['removed', 'left', 'account_deleted']),
  }),
  'member.role_changed': z.strictObject({ userId: UserId, from: OrgRole, to: OrgRole }),
  'organization.updated': z.strictObject({ fields: z.array(z.string()) }),
} as const satisfies EventSchemas

/** Mails may hold links that open accounts, so the hub alone hears of them. */
export const innerEvents = {
  'mail.requested': Mail,
  'mail.withheld': z.strictObject({}),
} as const satisfies EventSchemas

/** The hub's own. */
export const hubEvents = { ...openEvents, ...innerEvents } as const satisfies EventSchemas

/** Events of modules by topic. Each module adds its own beside their declaration, so that a wrong one does not compile. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- filled by declaration merging
export interface ModuleEvents {}

type Payloads = EventPayloads<typeof hubEvents> & ModuleEvents

export type Topic = keyof Payloads
export type PayloadOf<Name extends Topic> = Payloads[Name]

/** Something that happened, for listeners: stored with the change, delivered at least once, in order per aggregate. */
export type DomainEvent = {
  [Name in Topic]: {
    topic: Name
    /** What the event is about, for example `task:<id>`; a listener hears the events of one aggregate in order. */
    aggregate: string
    payload: PayloadOf<Name>
  }
}[Topic]

/** Every topic of this hub with its modules. */
export class EventTable {
  readonly #schemas: ReadonlyMap<string, z.core.$ZodType<Record<string, unknown>>>

  constructor(parts: readonly EventSchemas[]) {
    this.#schemas = new Map(parts.flatMap((part) => Object.entries(part)))
  }

  /** What listeners of the topic may rely on. Throws where nobody declares it, or it is not as declared. */
  parse(topic: string, payload: unknown): Record<string, unknown> {
    const schema = this.#schemas.get(topic)
    if (!schema) throw new Error(`Nobody declares the event "${topic}". Add it to \`events\` of its module.`)
    const parsed = z.safeParse(schema, payload)
    if (parsed.success) return parsed.data
    throw new Error(`The event "${topic}" is not as it is declared: ${z.prettifyError(parsed.error)}`)
  }
}

import { z } from 'zod'
import { UserId, entityId } from '../../shared/ids.ts'
import { Micro } from '../../shared/micro.ts'
import { OrgRole } from '../../shared/roles.ts'
import { Mail } from '../mail/mail.ts'
import { topicInfo } from './topic-info.ts'
import type { TopicInfo } from './topic-info.ts'

/** Topics with what an event of each says: ids, and what a reader could no longer look up. */
export type EventSchemas = Readonly<Record<string, z.core.$ZodType<Record<string, unknown>>>>

export type EventPayloads<Schemas extends EventSchemas> = {
  [Topic in keyof Schemas]: z.infer<Schemas[Topic]>
}

const JobEvent = z.strictObject({ id: entityId('job'), kind: z.string(), attempt: z.int() })
const job = (title: string, description: string) =>
  JobEvent.meta({ title, description, permission: 'job.manage' })

const Asked = { approvalId: entityId('approval'), procedure: z.string(), askedById: UserId }
const ofRun = { workflowId: entityId('workflow'), runId: entityId('workflow_run') }
const flow = { permission: 'workflow.read' } as const
const invitationId = entityId('organization_invitation')

/** What happens in the hub itself and holds no secret, so that modules and services outside may hear it. */
export const openEvents = {
  'approval.requested': z
    .strictObject({ ...Asked, door: z.enum(['mcp', 'assistant']), expiresAt: z.iso.datetime() })
    .meta({
      title: 'Approval asked for',
      description: 'An assistant or MCP client wants to change something and waits for a person.',
      permission: 'approval.read',
    }),
  'approval.decided': z
    .strictObject({
      ...Asked,
      decision: z.enum(['approved', 'declined', 'withdrawn']),
      decidedById: UserId,
    })
    .meta({
      title: 'Approval decided',
      description: 'A person approved or declined it, or it went with the conversation it came from.',
      permission: 'approval.read',
    }),
  'credits.low': z.strictObject({ availableMicro: Micro, thresholdMicro: Micro }).meta({
    title: 'Credits run low',
    description:
      'What is left, with what is set aside for calls under way, went below the line; told once until it is above again.',
    permission: 'credits.read',
  }),
  'endpoint.gave_up': z
    .strictObject({
      endpointId: entityId('endpoint'),
      deliveryId: entityId('endpoint_delivery'),
      topic: z.string(),
    })
    .meta({
      title: 'Delivery given up',
      description:
        'An address did not take an event, however often it was sent; not told of deliveries of this topic itself.',
      permission: 'endpoint.read',
    }),
  'endpoint.paused': z
    .strictObject({
      endpointId: entityId('endpoint'),
      name: z.string(),
      because: z.enum(['failing', 'maker_gone']),
    })
    .meta({
      title: 'Endpoint paused',
      description: 'Nothing arrived there for days, or whoever set it up is no longer a member.',
      permission: 'endpoint.read',
    }),
  'job.queued': job('Job in line', 'Background work was asked for.'),
  'job.processing': job('Job begun', 'Background work began, for the first time or again.'),
  'job.completed': job('Job done', 'Background work ended well.'),
  'job.failed': job('Job given up', 'Background work was tried as often as its kind says, or refused.'),
  'member.invited': z.strictObject({ invitationId, role: OrgRole, invitedById: UserId }).meta({
    title: 'Person invited',
    description: 'Somebody was sent an invitation to the organization.',
    permission: 'member.invite',
  }),
  'member.joined': z.strictObject({ userId: UserId, role: OrgRole, invitationId }).meta({
    title: 'Member joined',
    description: 'Somebody accepted their invitation.',
    permission: 'member.read',
  }),
  'member.removed': z
    .strictObject({
      userId: UserId,
      role: OrgRole,
      how: z.enum(['removed', 'left', 'account_deleted']),
    })
    .meta({
      title: 'Member gone',
      description: 'Somebody was removed, left, or closed their account.',
      permission: 'member.read',
    }),
  'member.role_changed': z.strictObject({ userId: UserId, from: OrgRole, to: OrgRole }).meta({
    title: 'Role changed',
    description: 'A member has another role from then on.',
    permission: 'member.read',
  }),
  'organization.updated': z.strictObject({ fields: z.array(z.string()) }).meta({
    title: 'Organization changed',
    description: 'Its name, time zone, currency or sign-in rule was changed; the fields are named.',
    permission: 'organization.read',
  }),
  'workflow.decided': z
    .strictObject({ ...ofRun, stepId: z.string(), decision: z.enum(['yes', 'no']), decidedById: UserId })
    .meta({ ...flow, title: 'Run decided on', description: 'A person said yes or no to what a run asked.' }),
  'workflow.decision_asked': z.strictObject({ ...ofRun, stepId: z.string(), until: z.iso.datetime() }).meta({
    ...flow,
    title: 'Decision asked for',
    description: 'A run waits for the yes or no of a person.',
  }),
  'workflow.paused': z.strictObject(ofRun).meta({
    ...flow,
    title: 'Workflow paused',
    description:
      'There are no credits for what a run does next; told once, however many runs wait, until it goes on.',
  }),
  'workflow.resumed': z.strictObject({ workflowId: ofRun.workflowId }).meta({
    ...flow,
    title: 'Workflow goes on',
    description: 'No run of it waits for credits any more.',
  }),
  'workflow.run_failed': z.strictObject({ ...ofRun, code: z.string() }).meta({
    ...flow,
    title: 'Run failed',
    description:
      'A run ended without doing all of it. Tests, and runs that were refused at their start, are not told of.',
  }),
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
  /** Those that others than the hub itself may hear, by topic. */
  readonly open: ReadonlyMap<string, TopicInfo>
  readonly #schemas: ReadonlyMap<string, z.core.$ZodType<Record<string, unknown>>>

  constructor(parts: readonly EventSchemas[]) {
    const open = [openEvents, ...parts].flatMap(Object.entries<EventSchemas[string]>)
    this.open = new Map(
      open
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([topic, schema]) => [topic, topicInfo(topic, schema)]),
    )
    this.#schemas = new Map([...open, ...Object.entries(innerEvents)])
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

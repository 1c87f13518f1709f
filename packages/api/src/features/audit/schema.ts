import { z } from 'zod'
import { Door } from '../../shared/doors.ts'
import { entityId, MemberId, OrganizationId, UserId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { Sentence } from '../../shared/sentence.ts'
import { line, searchPhrase } from '../../shared/text.ts'
import { Day, Instant } from '../../shared/time.ts'

const Facts = z.record(z.string(), z.unknown())

const stored = {
  seq: z.int().meta({ description: "Place in the organization's chain" }),
  at: Instant,
  actorId: MemberId.nullable(),
  actorName: z.string().nullable(),
  actorKind: z.string().nullable().meta({ description: 'person, api-key, grant, machine or anonymous' }),
  actingForId: MemberId.nullable(),
  actingForName: z.string().nullable(),
  apiKeyName: z.string().nullable(),
  door: z.string(),
  action: z.string(),
  target: Facts,
  data: Facts,
  requestId: z.string().nullable(),
  ip: z.string().nullable().meta({ description: 'null where the caller may not see it, or it was erased' }),
  device: z.string().nullable(),
}
/** An entry as it is kept. */
export const StoredEntry = z.strictObject(stored)
export type StoredEntry = z.infer<typeof StoredEntry>

const Fact = z.strictObject({
  label: z.string(),
  text: z.string().nullable().meta({ description: 'null: it has no name the caller may know' }),
  link: z.string().nullable(),
  id: z.string().nullable(),
})
export type Fact = z.infer<typeof Fact>

/** The same as it is told: "Maeve commented on Fix the seal". */
export const AuditEntry = z.strictObject({
  ...stored,
  who: z.string().meta({ description: 'Who did it' }),
  sentence: Sentence,
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** One entry with all it says, names in place of ids. */
export const AuditDetail = z.strictObject({ ...AuditEntry.shape, facts: z.array(Fact) })
export type AuditDetail = z.infer<typeof AuditDetail>
export const AuditPage = z.strictObject({
  ...listOutput(AuditEntry).shape,
  lookedBackTo: Instant.nullable().meta({
    description:
      'Not null: the search stopped here for now, so the page is short or empty; nextCursor looks further back',
  }),
})
export type AuditPage = z.infer<typeof AuditPage>

const filters = {
  action: line(100).optional().meta({ description: 'An action or its beginning: organization.member' }),
  actorId: MemberId.optional(),
  door: Door.optional(),
  from: Day.optional(),
  to: Day.optional(),
  target: line(100).optional().meta({ description: 'Id of what it was done to' }),
  requestId: line(100).optional(),
  search: searchPhrase.optional().meta({ description: 'Words in it, or the name of who acted' }),
}
export const AuditFilters = z.strictObject(filters)
export type AuditFilters = z.infer<typeof AuditFilters>

export const ListAudit = listInput(['newest'], filters)
export type ListAudit = z.infer<typeof ListAudit>

const seq = { seq: z.int().min(1).meta({ description: 'Place in the chain' }) }
export const GetAuditEntry = z.strictObject(seq)
export type GetAuditEntry = z.infer<typeof GetAuditEntry>

/** null or absent: the platform's own chain. */
const chain = {
  organizationId: OrganizationId.optional().meta({ description: "Leave out for the platform's own log" }),
}
const platformFilters = { ...filters, actorId: UserId.optional(), ...chain }
export const ListPlatformAudit = listInput(['newest'], platformFilters)
export type ListPlatformAudit = z.infer<typeof ListPlatformAudit>

export const GetPlatformEntry = z.strictObject({ ...seq, ...chain })
export type GetPlatformEntry = z.infer<typeof GetPlatformEntry>

export const AuditActions = z.strictObject({
  actions: z.array(z.string()),
  words: z.record(z.string(), z.string()).meta({ description: 'What each is called' }),
})
export type AuditActions = z.infer<typeof AuditActions>
export const ListPlatformActions = z.strictObject(chain)
export type ListPlatformActions = z.infer<typeof ListPlatformActions>

const after = {
  after: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'nextAfter of the part before; the check goes part by part' }),
}
export const VerifyAudit = z.strictObject(after)
export type VerifyAudit = z.infer<typeof VerifyAudit>
export const VerifyPlatformAudit = z.strictObject({ ...after, ...chain })
export type VerifyPlatformAudit = z.infer<typeof VerifyPlatformAudit>

export const AuditFault = z.enum(['changed', 'missing', 'unlinked', 'extra', 'cut'])
export type AuditFault = z.infer<typeof AuditFault>

export const AuditVerdict = z.strictObject({
  through: z.int().meta({ description: 'The last entry that was checked' }),
  end: z.int().meta({ description: 'The number of the last entry there is' }),
  nextAfter: z.int().nullable().meta({ description: 'Ask again with this; null when the check is done' }),
  fault: z
    .strictObject({ seq: z.int(), kind: AuditFault })
    .nullable()
    .meta({ description: 'The first entry that is not as it was written' }),
  message: z.string(),
})
export type AuditVerdict = z.infer<typeof AuditVerdict>

const format = { format: z.enum(['csv', 'jsonl']) }
export const ExportAudit = mutationInput({ ...filters, ...format })
export type ExportAudit = z.infer<typeof ExportAudit>
export const ExportPlatformAudit = mutationInput({ ...platformFilters, ...format })
export type ExportPlatformAudit = z.infer<typeof ExportPlatformAudit>
export const GetActivity = z.strictObject({ limit: z.int().min(1).max(50).default(20) })
export type GetActivity = z.infer<typeof GetActivity>

/** The parts of one sentence: "Maeve completed Call Altamira". */
export const ActivityItem = z.strictObject({
  seq: z.int(),
  at: Instant,
  actorId: MemberId.nullable(),
  actorName: z.string(),
  actorAvatarUrl: z.string().nullable(),
  action: z.string(),
  entity: z.string().meta({ description: 'What it was done to: task, approval, member …' }),
  entityId: z.string().nullable(),
  title: z.string(),
  subject: z.string().nullable().meta({ description: 'What an approval is about: the task it would change' }),
  sentence: Sentence.meta({ description: 'What was done, after the name of who did it' }),
})
export type ActivityItem = z.infer<typeof ActivityItem>
export const Activity = z.strictObject({ items: z.array(ActivityItem) })
export type Activity = z.infer<typeof Activity>

export const ApiCall = z.strictObject({
  id: entityId('api_call'),
  at: Instant,
  apiKeyName: z.string(),
  door: z.string(),
  procedure: z.string(),
  title: z.string(),
  ms: z.number(),
  code: z.string().meta({ description: '"OK", or the code of the error' }),
  micro: Micro,
  requestId: z.string(),
})
export type ApiCall = z.infer<typeof ApiCall>
export const ApiCallPage = listOutput(ApiCall)

export const ListCalls = listInput(['newest'], {
  apiKeyId: entityId('auth_api_key').optional(),
  procedure: line(100).optional(),
  failed: z.boolean().optional().meta({ description: 'Only calls that ended in an error' }),
})
export type ListCalls = z.infer<typeof ListCalls>

import { z } from 'zod'
import { entityId, MemberId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro } from '../../shared/micro.ts'
import { line, searchPhrase } from '../../shared/text.ts'
import { Day, Instant } from '../../shared/time.ts'

const Facts = z.record(z.string(), z.unknown())

export const AuditEntry = z.strictObject({
  seq: z.int().meta({ description: "Place in the organization's chain" }),
  at: Instant,
  actorName: z.string().nullable(),
  apiKeyName: z.string().nullable(),
  door: z.string(),
  action: z.string(),
  target: Facts,
  data: Facts,
  requestId: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditPage = listOutput(AuditEntry)

export const ListAudit = listInput(['newest'], {
  action: line(100).optional().meta({ description: 'An action or its beginning, for example ops.task' }),
  actorId: MemberId.optional(),
  from: Day.optional(),
  to: Day.optional(),
  search: searchPhrase
    .optional()
    .meta({ description: 'Words in the action, its details or the name of who acted' }),
})
export type ListAudit = z.infer<typeof ListAudit>

export const GetActivity = z.strictObject({ limit: z.int().min(1).max(50).default(20) })
export type GetActivity = z.infer<typeof GetActivity>

/** The parts of one sentence: "Maeve completed Call Altamira". */
export const ActivityItem = z.strictObject({
  seq: z.int(),
  at: Instant,
  actorId: MemberId.nullable(),
  actorName: z.string(),
  action: z.string(),
  entity: z.string().meta({ description: 'What it was done to: task, approval, member …' }),
  entityId: z.string().nullable(),
  title: z.string(),
  subject: z.string().nullable().meta({ description: 'What an approval is about: the task it would change' }),
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

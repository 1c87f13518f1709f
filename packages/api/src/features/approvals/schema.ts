import { z } from 'zod'
import { Door } from '../../shared/doors.ts'
import { Effect } from '../../shared/effect.ts'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { SentencePart } from '../../shared/sentence.ts'
import { searchPhrase } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'
import { KnownVersion } from '../../shared/version.ts'

export const ApprovalId = entityId('approval')
export const ApprovalStatus = z.enum(['pending', 'running', 'done', 'failed', 'declined', 'expired'])
export type ApprovalStatus = z.infer<typeof ApprovalStatus>

/** One line of what would happen, in plain words: "Due on" – "Saturday 21 November 2026". */
export const PreviewLine = z.strictObject({ label: z.string(), value: z.string() })
export type PreviewLine = z.infer<typeof PreviewLine>

const Args = z.record(z.string(), z.unknown())

export const Approval = z.strictObject({
  id: ApprovalId,
  title: z.string(),
  procedure: z.string(),
  effect: Effect,
  args: Args,
  preview: z.array(PreviewLine),
  subject: SentencePart.nullable().meta({
    description: 'The record it is about, with where the web app shows it',
  }),
  askerName: z.string(),
  isMine: z
    .boolean()
    .meta({ description: 'Asked by the caller or their assistant; nobody else may edit it' }),
  canApprove: z.boolean().meta({
    description: 'Whether the caller may approve it: nobody lets happen what they may not do themselves',
  }),
  askerApiKeyName: z.string().nullable(),
  door: Door.extract(['mcp', 'assistant']),
  driver: z.string().nullable(),
  conversationId: entityId('assistant_conversation').nullable().meta({
    description: 'The conversation it came out of, to whoever asked',
  }),
  readBefore: z.array(z.string()).meta({
    description: 'What a model had read when it asked: others may have written it, and led it to ask',
  }),
  status: ApprovalStatus,
  priceMicro: Micro,
  createdAt: Instant,
  expiresAt: Instant,
  decidedAt: Instant.nullable(),
  decidedByName: z.string().nullable(),
  result: z.unknown().meta({ description: 'Answer of the procedure once it is done' }),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  version: z.int(),
})
export type Approval = z.infer<typeof Approval>
export const ApprovalPage = listOutput(Approval)

export const ListApprovals = listInput(['newest'], {
  status: ApprovalStatus.exclude(['running']).optional(),
  search: searchPhrase.optional(),
})
export type ListApprovals = z.infer<typeof ListApprovals>

export const GetApproval = z.strictObject({ id: ApprovalId })
export type GetApproval = z.infer<typeof GetApproval>

const version = KnownVersion.optional()

/** An approval runs once whatever happens and answers with its outcome when repeated, so the key adds nothing here. */
export const ApproveApproval = mutationInput({ id: ApprovalId, version })
export type ApproveApproval = z.infer<typeof ApproveApproval>

/** Far deeper than any procedure's input; beyond some thousand levels the program's own stack would overflow. */
const DEEPEST = 32

function isShallow(args: Record<string, unknown>): boolean {
  let level: unknown[] = [args]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return false
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []))
  }
  return true
}

export const EditApproval = mutationInput({
  id: ApprovalId,
  version,
  args: Args.refine(isShallow, 'This is nested too deeply.'),
})
export type EditApproval = z.infer<typeof EditApproval>

export const DeclineApproval = mutationInput({ id: ApprovalId, version })
export type DeclineApproval = z.infer<typeof DeclineApproval>

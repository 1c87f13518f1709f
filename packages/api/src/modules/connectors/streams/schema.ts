import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line } from '../../../shared/text.ts'
import { ConnectionId, Proof, StreamId } from '../connections/schema.ts'

export const StartSync = mutationInput({ connectionId: ConnectionId })
export type StartSync = z.infer<typeof StartSync>
export const StartedSync = z.strictObject({ jobId: entityId('job') })
export type StartedSync = z.infer<typeof StartedSync>

export const StepStream = mutationInput({ id: StreamId })
export type StepStream = z.infer<typeof StepStream>
export const SteppedStream = z.strictObject({
  isMore: z.boolean(),
  phase: z.enum(['backfill', 'live']),
  records: z.int(),
  created: z.int(),
  changed: z.int(),
})
export type SteppedStream = z.infer<typeof SteppedStream>

export const RecheckRecord = mutationInput({ id: StreamId, key: line(300) })
export type RecheckRecord = z.infer<typeof RecheckRecord>
export const RecheckedRecord = z.strictObject({ hasChanged: z.boolean() })
export type RecheckedRecord = z.infer<typeof RecheckedRecord>

export const ListenTo = mutationInput({ connectionId: ConnectionId })
export type ListenTo = z.infer<typeof ListenTo>
export const Listening = z.strictObject({
  isTold: z.boolean().meta({ description: 'The service tells at once what changes' }),
})
export type Listening = z.infer<typeof Listening>

export const ReconcileStream = mutationInput({ id: StreamId })
export type ReconcileStream = z.infer<typeof ReconcileStream>
export const ReconciledStream = Proof
export type ReconciledStream = z.infer<typeof ReconciledStream>

import type { ProcedureType } from '../../catalog/catalog.ts'
import type { Meta } from '../meta.ts'

/** What each step of the chain is told about the call. */
export interface StepOptions<Ctx> {
  ctx: Ctx
  path: string
  type: ProcedureType
  meta: Meta
  getRawInput: () => Promise<unknown>
  /** Aborted when this operation's caller is gone. */
  signal: AbortSignal | undefined
}

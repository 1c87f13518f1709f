import type { OrgDb } from '@hub/db'
import { requestApproval } from '../../approvals/approvals.ts'
import type { BaseContext } from '../context.ts'
import type { OrgAccess } from './access.ts'
import type { StepOptions } from './step.ts'

/** A write by an assistant or MCP client waits for a person, unless one has approved exactly this call. */
export async function approvalGate(
  options: StepOptions<BaseContext>,
  access: OrgAccess,
  db: OrgDb,
): Promise<void> {
  const { ctx, path, meta, getRawInput } = options
  const { call } = ctx
  if (meta.effect === 'read' || call.approval !== undefined) return
  if (call.door !== 'mcp' && call.door !== 'assistant') return
  const input = ctx.catalog.parse(path, await getRawInput())
  await requestApproval({ ctx, access, db }, { path, meta, input })
}

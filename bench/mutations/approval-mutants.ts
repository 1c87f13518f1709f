import { API } from './mutant.ts'
import type { Mutant } from './mutant.ts'

/** What waits for a person, and in whose name it is done. */
export const approvalMutants: Mutant[] = [
  {
    name: 'approval-gate',
    guards: 'a write by an assistant or MCP client waits for a person',
    file: `${API}/platform/calls/chain/approval-gate.ts`,
    search: "if (meta.effect === 'read' || call.approval !== undefined) return",
    replace: "if (meta.effect !== 'destructive' || call.approval !== undefined) return",
    tests: [`${API}/features/approvals/approvals.test.ts`],
  },
  {
    name: 'key-doors',
    guards: 'the key of an assistant opens MCP alone, and that of a program every door but MCP',
    file: `${API}/platform/access/key-doors.ts`,
    search: "if ((kind === 'assistant') !== (door === 'mcp'))",
    replace: "if (kind === 'program' && door === 'mcp')",
    tests: [`${API}/platform/access/key-doors.test.ts`],
  },
  {
    name: 'unasked-at-mcp',
    guards: 'what a key may do unasked is never what a model inside the hub decided',
    file: `${API}/platform/approvals/approvals.ts`,
    search: "if (ctx.call.door !== 'mcp' || meta.effect === 'destructive') return false",
    replace: "if (meta.effect === 'destructive') return false",
    tests: [`${API}/features/assistant/rights.test.ts`],
  },
  {
    name: 'approver-signs',
    guards: 'what was asked for is done in the name of who approved it',
    file: `${API}/features/approvals/approve.ts`,
    search: 'userId: approverId,',
    replace: 'userId: askerId,',
    tests: [`${API}/features/approvals/approvals.test.ts`, `${API}/features/assistant/model/wishes.test.ts`],
  },
  {
    name: 'approval-signature',
    guards: 'what runs is what was asked for: changed arguments cannot be approved',
    file: `${API}/platform/approvals/approvals.ts`,
    search: 'sameBytes(signApproval(key, approval), approval.signature)',
    replace: 'signApproval(key, approval).length === approval.signature.length',
    tests: [`${API}/features/approvals/abuse.test.ts`, `${API}/features/approvals/approvals.test.ts`],
  },
]

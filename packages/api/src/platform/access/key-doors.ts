import { AppError } from '../../shared/errors.ts'
import type { KeyKind } from '../../shared/key-kind.ts'
import type { Door } from '../calls/call.ts'

const refusals: Record<KeyKind, string> = {
  assistant:
    'This key is for an assistant, so it works over MCP alone, where changes wait for a person. For a program, make a key for programs on the Connect page.',
  program:
    'This key is for a program and would change things unasked, so it does not work over MCP. For an assistant, make a key for assistants on the Connect page, or sign in there.',
}

/**
 * Whether a write waits for a person must not depend on the address a key is shown at: what was handed to an assistant opens
 * MCP, where it does, and nothing else (MCP-1). Throws FORBIDDEN.
 */
export function requireKeyDoor(kind: KeyKind, door: Door): void {
  if ((kind === 'assistant') !== (door === 'mcp'))
    throw new AppError('FORBIDDEN', { message: refusals[kind] })
}

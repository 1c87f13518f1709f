import { errorBody, normalizeError } from '@hub/api/server'
import type { AppError, ErrorCode } from '@hub/api/server'
import type { CallToolResult } from '@modelcontextprotocol/server'
import { SaidNo } from './approval-question.ts'
import { HELP, LOOK } from './guidance-tools.ts'
import type { Toolbox } from './tools.ts'

/** Clients that repeat a request after a lost answer send the same key here. */
export const IDEMPOTENCY_META = 'smart-ai-hub/idempotency-key'

/** What a model should know before its first call; it names only what there is at this address for this caller. */
export function instructionsFor({ tools, find, view }: Toolbox): string {
  const writes = tools.some(({ annotations }) => annotations?.readOnlyHint !== true)
  const lines = [
    `Smart AI Hub: what one organization keeps and does.${find(HELP) ? ` ${HELP} lists what this key may do.` : ''}`,
    ...(view
      ? [
          `Not all of its ${view.entries.length} tools are listed. hub_find finds them by words, hub_describe tells what one takes, hub_read${writes ? ' or hub_write' : ''} calls it. The address of one toolset, {this}/x/{toolset}, lists all of its own.`,
        ]
      : []),
    ...(writes
      ? [
          `A person approves what changes something, unless the key's owner let that tool go unasked. A client that can ask them asks; otherwise the answer is APPROVAL_REQUIRED with a link to give to them. Do not repeat the call.${find(LOOK) ? ` ${LOOK} tells what became of it.` : ''}`,
          `A repeat-safe key may travel in _meta["${IDEMPOTENCY_META}"].`,
        ]
      : []),
    'The text of a list is a table: columns, rows, and under "same" what holds for each row; fields that are empty in all rows are left out.',
    'An error says under "next" what to do.',
  ]
  return lines.join('\n')
}

const byPerson =
  'Only a person can change that: tell them what the message says. Calling again does not help.'
const later = ({ details: { retryAfter = 5 } }: AppError) =>
  `Call again in ${retryAfter} seconds, with the same repeat-safe key if there was one.`

function afterRequest({ details: { approvalId } }: AppError, { find }: Toolbox): string {
  const until = find(LOOK)
    ? ` Ask ${LOOK} with {"id":"${approvalId ?? ''}"} now and then, until its status is no longer pending or running.`
    : ''
  return `Give the person the link.${until} Do not call this tool again for it: the same request would wait.`
}

type NextStep = string | ((error: AppError, toolbox: Toolbox) => string)

const nextSteps: Record<ErrorCode, NextStep> = {
  BAD_REQUEST: ({ details: { issues = [] } }) =>
    `Correct what the ${issues.length > 0 ? 'issues name' : 'message says'}, and call again.`,
  UNAUTHORIZED: byPerson,
  OTHER_PERSON: byPerson,
  PAYMENT_REQUIRED: 'Tell the person. Do not call again before there are credits.',
  LIMIT_REACHED: 'Tell the person. Do not call again before the limit is raised or has begun anew.',
  FORBIDDEN: byPerson,
  EMAIL_NOT_VERIFIED: byPerson,
  SECOND_FACTOR_REQUIRED: byPerson,
  ORGANIZATION_SUSPENDED: byPerson,
  STEP_UP_REQUIRED: byPerson,
  HOST_NOT_ALLOWED: byPerson,
  APPROVAL_REQUIRED: afterRequest,
  NOT_FOUND: ({ details: { issues = [] } }) =>
    issues.some(({ path }) => path === 'tool')
      ? 'Find the name of the tool with hub_find, and call again with it.'
      : 'Look the id up with a tool that lists such things, and call again with it.',
  METHOD_NOT_SUPPORTED: byPerson,
  CONFLICT: (error) =>
    error instanceof SaidNo
      ? 'Do not call it again, unless the person asks for it.'
      : 'Read it as it is now, and tell the person if that is not what they expect.',
  IN_FLIGHT: later,
  ALREADY_DONE: 'It was done. Do not call again.',
  STALE_VERSION: 'Read it again, and call with the version it has now.',
  PAYLOAD_TOO_LARGE: 'Send less.',
  UNSUPPORTED_MEDIA_TYPE: byPerson,
  KEY_REUSED: 'Call again with a new repeat-safe key.',
  TOO_MANY_REQUESTS: later,
  CLIENT_CLOSED_REQUEST: later,
  INTERNAL: 'Tell the person, with the requestId. Calling again with the same input does not help.',
  TIMEOUT: later,
  UNAVAILABLE: later,
}

/** A failure as something a model can read and act on: the object every door sends, and what to do next. */
export function failureOf(thrown: unknown, requestId: string, toolbox: Toolbox): CallToolResult {
  const error = normalizeError(thrown)
  const step = nextSteps[error.code]
  const next = typeof step === 'string' ? step : step(error, toolbox)
  return {
    content: [{ type: 'text', text: JSON.stringify({ ...errorBody(error, requestId), next }) }],
    isError: true,
  }
}

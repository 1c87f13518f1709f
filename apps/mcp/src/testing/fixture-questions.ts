import { randomBytes } from 'node:crypto'
import {
  CLIENT_CAPABILITIES_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  acceptedContent,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server'
import type {
  CallToolResult,
  ClientCapabilities,
  InputRequest,
  InputRequests,
  InputRequiredResult,
  ServerContext,
} from '@modelcontextprotocol/server'

export type FixtureResult = CallToolResult | InputRequiredResult

const states = createRequestStateCodec<string>({ key: randomBytes(32) })

export const spoken = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] })

/** A form with one text field. */
export const askFor = (message: string, name: string): InputRequest =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { [name]: { type: 'string' } }, required: [name] },
  })

const askToConfirm = inputRequired.elicit({
  message: 'Please confirm',
  requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
})

const askModel = (text: string, maxTokens = 100): InputRequest =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens })

const field = ({ mcpReq }: ServerContext, key: string, name: string): string | undefined => {
  const value = acceptedContent(mcpReq.inputResponses, key)?.[name]
  return value === undefined ? undefined : JSON.stringify(value)
}

/** The state this server made in the round before; a changed one is refused. */
async function stateOf(ctx: ServerContext): Promise<string | undefined> {
  const sent = ctx.mcpReq.requestState<string>()
  if (sent === undefined) return undefined
  try {
    return await states.verify(sent, ctx)
  } catch {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState')
  }
}

const ask = async (inputRequests: InputRequests, state?: string): Promise<InputRequiredResult> =>
  inputRequired({ inputRequests, ...(state !== undefined && { requestState: await states.mint(state) }) })

async function confirm(ctx: ServerContext): Promise<FixtureResult> {
  const state = await stateOf(ctx)
  if (state === undefined || field(ctx, 'confirm', 'ok') === undefined)
    return ask({ confirm: askToConfirm }, 'asked')
  return spoken('state-ok')
}

async function severalAtOnce(ctx: ServerContext): Promise<FixtureResult> {
  const keys = ['user_name', 'greeting', 'client_roots']
  const isComplete = keys.every((key) => inputResponse(ctx.mcpReq.inputResponses, key).kind !== 'missing')
  if ((await stateOf(ctx)) !== undefined && isComplete) return spoken('All answered.')
  return ask(
    {
      user_name: askFor('What is your name?', 'name'),
      greeting: askModel('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    },
    'asked',
  )
}

async function inTwoSteps(ctx: ServerContext): Promise<FixtureResult> {
  const state = await stateOf(ctx)
  const name = field(ctx, 'step1', 'name')
  const color = field(ctx, 'step2', 'color')
  if (state?.startsWith('name:') && color !== undefined)
    return spoken(`${state.slice('name:'.length)} likes ${color}.`)
  if (state === 'start' && name !== undefined)
    return ask({ step2: askFor('Step 2: What is your favorite color?', 'color') }, `name:${name}`)
  return ask({ step1: askFor('Step 1: What is your name?', 'name') }, 'start')
}

/** What the client said of itself with this request. */
export function declaredBy({ mcpReq }: ServerContext): ClientCapabilities {
  // The SDK's envelope type has no names of keys, although it checked them.
  const envelope = mcpReq.envelope as Record<string, ClientCapabilities | undefined> | undefined
  return envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {}
}

/** Asks only for what the client can do. */
function withinCapabilities(ctx: ServerContext): Promise<InputRequiredResult> {
  const declared = declaredBy(ctx)
  return ask({
    ...(declared.elicitation && { user_name: askFor('What is your name?', 'name') }),
    ...(declared.sampling && { greeting: askModel('Generate a greeting') }),
  })
}

/** Tools that answer `input_required` first, by the names the suite knows. */
export const questions: Record<string, (ctx: ServerContext) => Promise<FixtureResult>> = {
  test_input_required_result_elicitation: async (ctx) => {
    const name = field(ctx, 'user_name', 'name')
    return name === undefined
      ? ask({ user_name: askFor('What is your name?', 'name') })
      : spoken(`Hello, ${name}!`)
  },
  test_input_required_result_sampling: async ({ mcpReq }) => {
    const answer = inputResponse(mcpReq.inputResponses, 'capital_question')
    return answer.kind === 'sampling'
      ? spoken(JSON.stringify(answer.result.content))
      : ask({ capital_question: askModel('What is the capital of France?') })
  },
  test_input_required_result_list_roots: async ({ mcpReq }) => {
    const answer = inputResponse(mcpReq.inputResponses, 'client_roots')
    return answer.kind === 'roots'
      ? spoken(answer.roots.map(({ uri }) => uri).join(', '))
      : ask({ client_roots: inputRequired.listRoots() })
  },
  test_input_required_result_request_state: confirm,
  test_input_required_result_tampered_state: confirm,
  test_input_required_result_multiple_inputs: severalAtOnce,
  test_input_required_result_multi_round: inTwoSteps,
  test_input_required_result_capabilities: withinCapabilities,
  test_streaming_elicitation: (ctx) =>
    field(ctx, 'user_name', 'name') === undefined
      ? ask({ user_name: askFor('What is your name?', 'name') })
      : Promise.resolve(spoken('Thank you.')),
}

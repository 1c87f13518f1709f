import type { KeyObject } from 'node:crypto'
import { AppError, approvalPage, approvalTopic, createContext, creditsText } from '@hub/api/server'
import type { Call, CatalogEntry, Hub, Membership } from '@hub/api/server'
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server'
import type { ClientCapabilities, InputRequiredResult, ServerContext } from '@modelcontextprotocol/server'
import type { Caller } from './auth.ts'

/** Name of our question among those of one answer. */
const QUESTION = 'approval'
const FIELD = 'approve'
/** How long an answer waits for somebody who has just opened the page of the request. */
const DECIDING_MS = 20_000

/** The person was asked in the client, and does not want it. */
export class SaidNo extends AppError {
  constructor(title: string) {
    super('CONFLICT', { message: `The person said no to "${title}". Nothing was changed.` })
  }
}

/** The part of a request that this looks at. */
interface Approval {
  id: string
  title: string
  version: number
  status: 'pending' | 'running' | 'done' | 'failed' | 'declined' | 'expired'
  preview: { label: string; value: string }[]
  priceMicro: number
  result: unknown
  error: { code: ConstructorParameters<typeof AppError>[0]; message: string } | null
}

/** Travels through the client, signed. */
interface Asked {
  approvalId: string
  version: number
  userId: string
  way: 'form' | 'link'
}

/** What the client said of itself: with each request since 2026-07-28, when it connected before. */
export function capabilitiesIn({ mcpReq }: ServerContext, atStart: ClientCapabilities | undefined) {
  // The SDK's envelope type has no names of keys, although it checked them.
  const envelope = mcpReq.envelope as Record<string, ClientCapabilities | undefined> | undefined
  return envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? atStart ?? {}
}

/** A write is approved by an answer to a form, where the client has forms; what destroys something by the person's own page alone. */
function wayOf({ elicitation }: ClientCapabilities, { meta }: CatalogEntry): Asked['way'] | null {
  if (!elicitation) return null
  // Before there were ways to choose from, it was a form.
  const hasForm = elicitation.form !== undefined || elicitation.url === undefined
  if (hasForm && meta.effect !== 'destructive') return 'form'
  return elicitation.url === undefined ? null : 'link'
}

const words = ({ title, preview, priceMicro }: Approval): string =>
  [
    `${title}?`,
    ...preview.map(({ label, value }) => `${label}: ${value}`),
    priceMicro === 0 ? 'Free.' : `Costs ${creditsText(priceMicro)} credits.`,
  ].join('\n')

const form = (message: string) =>
  inputRequired.elicit({
    message,
    requestedSchema: {
      type: 'object',
      properties: { [FIELD]: { type: 'boolean', title: 'Yes, do this' } },
      required: [FIELD],
    },
  })

/** Who is about to write, and through what. */
export type Writer = Pick<Caller, 'call' | 'userId'>

const codecOf = (key: KeyObject) => createRequestStateCodec<Asked>({ key: key.export() })

/** The one organization that a key or grant opens. */
async function organization(hub: Hub, { call }: Writer): Promise<Membership> {
  const { memberships } = await createContext(hub, call).identity()
  const [only] = memberships
  if (!only) throw new AppError('FORBIDDEN')
  return only
}

type InPerson = (path: string, input: object) => Promise<Approval>

/** Acts of the person, whom the client has asked: a key by itself decides about nothing. */
async function inPerson(hub: Hub, writer: Writer): Promise<InPerson> {
  const { requestId, ip, userAgent, signal } = writer.call
  const { orgId } = await organization(hub, writer)
  const call: Call = {
    door: 'system',
    driver: 'elicitation',
    credential: { kind: 'person', userId: writer.userId },
    org: orgId,
    requestId,
    ip,
    userAgent,
    signal,
  }
  return async (path, input) => (await hub.catalog.call(path, input, call)) as Approval
}

async function readAsked(hub: Hub, { userId }: Writer, ctx: ServerContext): Promise<Asked | null> {
  const sent = ctx.mcpReq.requestState<string>()
  if (sent === undefined) return null
  for (const key of hub.keys.elicitation.all) {
    const asked = await codecOf(key)
      .verify(sent, ctx)
      .catch(() => null)
    if (asked?.userId === userId) return asked
  }
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState')
}

async function decide(
  act: InPerson,
  { approvalId: id, version, way }: Asked,
  { mcpReq: { inputResponses } }: ServerContext,
): Promise<Approval> {
  const answer = inputResponse(inputResponses, QUESTION)
  if (answer.kind !== 'elicit' || answer.action === 'cancel') return act('approvals.get', { id })
  if (answer.action === 'decline') return act('approvals.decline', { id, version })
  if (way === 'link') return act('approvals.get', { id })
  return act(answer.content?.[FIELD] === true ? 'approvals.approve' : 'approvals.decline', { id, version })
}

/** The person has just opened the page of the request, where they read before they decide. */
async function decidedSoon(
  hub: Hub,
  act: InPerson,
  { approval, ctx }: { approval: Approval; ctx: ServerContext },
) {
  const { id, status } = approval
  if (status !== 'pending') return approval
  await hub.bus.next(approvalTopic(id), DECIDING_MS, ctx.mcpReq.signal)
  return act('approvals.get', { id })
}

/**
 * What became of what this call asked its person before, as the procedure's own answer; null where it asked nothing. Throws
 * as the procedure would.
 */
export async function answerInClient(
  hub: Hub,
  writer: Writer,
  ctx: ServerContext,
): Promise<{ output: unknown } | null> {
  const asked = await readAsked(hub, writer, ctx)
  if (!asked) return null
  const act = await inPerson(hub, writer)
  const found = await decide(act, asked, ctx)
  const hasOpened =
    asked.way === 'link' && inputResponse(ctx.mcpReq.inputResponses, QUESTION).kind === 'elicit'
  const { status, result, error, title } = hasOpened
    ? await decidedSoon(hub, act, { approval: found, ctx })
    : found
  if (status === 'done') return { output: result }
  if (status === 'failed' && error) throw new AppError(error.code, { message: error.message })
  if (status === 'declined') throw new SaidNo(title)
  const { approvalId } = asked
  const page = approvalPage(hub, (await organization(hub, writer)).slug, approvalId)
  throw new AppError('APPROVAL_REQUIRED', {
    approvalId,
    message: `"${title}" still waits for a person: approve it at ${page}. Nothing has been changed yet.`,
  })
}

export interface Question {
  entry: CatalogEntry
  approvalId: string
  capabilities: ClientCapabilities
}

/** The question to the person, or null where this client cannot ask it. */
export async function askInClient(
  hub: Hub,
  writer: Writer,
  { entry, approvalId, capabilities }: Question,
): Promise<InputRequiredResult | null> {
  const way = wayOf(capabilities, entry)
  if (way === null) return null
  const act = await inPerson(hub, writer)
  const approval = await act('approvals.get', { id: approvalId })
  const message = words(approval)
  const { slug } = await organization(hub, writer)
  const url = approvalPage(hub, slug, approvalId)
  const asked: Asked = { approvalId, version: approval.version, userId: writer.userId, way }
  return inputRequired({
    inputRequests: { [QUESTION]: way === 'form' ? form(message) : inputRequired.elicitUrl({ message, url }) },
    requestState: await codecOf(hub.keys.elicitation.current).mint(asked),
  })
}

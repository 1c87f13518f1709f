import type { OrgContext } from '../../../platform/calls/context.ts'
import { modelMicro } from '../../../platform/credits/model-prices.ts'
import { AppError } from '../../../shared/errors.ts'
import { emptyMemory, readMemory } from '../memory.ts'
import type { Memory } from '../memory.ts'
import { selectOwn } from '../queries.ts'
import type { EstimateMessage, MessageEstimate } from '../schema.ts'
import { holdMicro, likelyTokens } from './budget.ts'
import { promptOf } from './request.ts'
import { toolKitFor } from './tool-kit.ts'

/** Tokens written by a short answer, and by a longer one over its three rounds. */
const SHORT_OUTPUT = 150
const LONG_OUTPUT = 700
/** Two look-ups: two more rounds, which read the prompt again and what was found. */
const LONG_ROUNDS = 3
const FOUND_TOKENS = 1_000

async function memoryOf(ctx: OrgContext, conversationId: string | undefined): Promise<Memory> {
  if (conversationId === undefined) return emptyMemory
  const row = await selectOwn(ctx, ctx.db)
    .select('memory')
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  return readMemory(row.memory)
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** What the next message will cost: counted from the request that would be sent, at the prices of its model. */
export async function estimateMessage(
  ctx: OrgContext,
  { conversationId, length, text }: EstimateMessage,
): Promise<MessageEstimate> {
  const { hub, db, actor, org, permissions } = ctx
  const { model } = hub.settings
  const memory = await memoryOf(ctx, conversationId)
  if (!model) return { model: null, inputTokens: 0, micro: 0, toMicro: 0, heldMicro: 0 }
  const place = {
    hub,
    db,
    actor,
    org,
    permissions,
    conversationId: conversationId ?? NOWHERE,
    timeZone: actor.timeZone ?? org.timeZone,
    memory,
  }
  const kit = await toolKitFor(place, text)
  const { bytes } = await promptOf(place, { model: model.name, answerId: null, kit })
  const input = likelyTokens(bytes + length)
  const long = { input: input * LONG_ROUNDS + FOUND_TOKENS * (LONG_ROUNDS - 1), output: LONG_OUTPUT }
  return {
    model: model.name,
    inputTokens: input,
    micro: modelMicro(model.name, { input, output: SHORT_OUTPUT }),
    toMicro: modelMicro(model.name, long),
    heldMicro: holdMicro(model.name, bytes + length),
  }
}

import type { OrgContext } from '../../../platform/calls/context.ts'
import { isTooDeep } from '../../../platform/calls/nesting.ts'
import { AppError } from '../../../shared/errors.ts'
import { askOnce } from '../../assistant/service.ts'
import type { AskModel, ModelAnswer } from './schema.ts'

const AS_JSON = 'Answer with JSON alone: no words before or after it, no code fence.'

const FENCE = '```'

/** Without the fence that a model put around it all the same. Not by a pattern, which would begin anew at each of many spaces. */
function withoutFence(text: string): string {
  const trimmed = text.trim()
  const begun = trimmed.startsWith(FENCE) ? trimmed.slice(FENCE.length).replace(/^json/, '') : trimmed
  return begun.endsWith(FENCE) ? begun.slice(0, -FENCE.length) : begun
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(withoutFence(text))
  } catch {
    return undefined
  }
}

/** What a model wrote as JSON. Nothing else here is nested so deep that it could not be stored. */
export function jsonIn(text: string): unknown {
  const value = parsed(text)
  if (value !== undefined && !isTooDeep(value)) return value
  throw new AppError('UNAVAILABLE', { message: 'The model did not answer with JSON this time.' })
}

/** Asks the language model of this hub one question. Charged by what it reads and writes. */
export async function askModel(
  ctx: OrgContext,
  { question, answerAs, idempotencyKey }: AskModel,
): Promise<ModelAnswer> {
  const asked = answerAs === 'json' ? `${question}\n\n${AS_JSON}` : question
  const text = await askOnce(ctx, { question: asked, key: idempotencyKey })
  const answer = answerAs === 'json' ? { text, json: jsonIn(text) } : { text }
  return ctx.write((tx) => {
    tx.audit('model.asked', {}, { characters: question.length })
    return Promise.resolve(answer)
  })
}

import type { OrgContext } from '../../../platform/calls/context.ts'
import { AppError } from '../../../shared/errors.ts'
import { askOnce } from '../../assistant/service.ts'
import type { AskModel, ModelAnswer } from './schema.ts'

const AS_JSON = 'Answer with JSON alone: no words before or after it, no code fence.'

/** What a model wrote as JSON, also where it put a fence around it all the same. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''))
  } catch {
    throw new AppError('UNAVAILABLE', { message: 'The model did not answer with JSON this time.' })
  }
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

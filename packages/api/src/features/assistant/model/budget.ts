import { modelMicro } from '../../../platform/price-book.ts'
import type { TokenCount } from '../schema.ts'

/** Tool rounds of one answer. */
export const MAX_STEPS = 8
/** Output tokens of one round. */
export const MAX_OUTPUT = 2_000
/** Rounds set aside for at first: most answers need two. */
const HELD_STEPS = 3
/** Fewer characters a token than any common tokenizer takes for English, so the estimate is on the safe side. */
const CHARS_PER_TOKEN = 3

export const tokensIn = (text: string) => Math.ceil(text.length / CHARS_PER_TOKEN)

/** What one round may cost, in micro-credits. */
export const roundMicro = (model: string, promptTokens: number): number =>
  modelMicro(model, { input: promptTokens, output: MAX_OUTPUT })

/** The worst case put on hold before the first round. */
export const holdMicro = (model: string, promptTokens: number): number =>
  roundMicro(model, promptTokens) * HELD_STEPS

export const sum = (a: TokenCount, b: TokenCount): TokenCount => ({
  input: a.input + b.input,
  output: a.output + b.output,
})

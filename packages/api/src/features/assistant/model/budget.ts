import { modelMicro } from '../../../platform/credits/model-prices.ts'

/** Tool rounds of one answer. */
export const MAX_STEPS = 8
/** Tool calls of one answer, over all its rounds. */
export const MAX_CALLS = 24
/** Output tokens of one round, as the provider is asked to keep to. */
export const MAX_OUTPUT = 2_000
/** What a round may deliver on our side, in bytes of UTF-8: some twice of what that many tokens of English take. */
export const MAX_OUTPUT_BYTES = MAX_OUTPUT * 8
/** The whole response to one request, packing included: some hundred bytes come with each token. */
export const MAX_RESPONSE_BYTES = 2_000_000
/** Rounds set aside for at first: most answers need two. */
const HELD_STEPS = 3

/**
 * Tokens of so many bytes of UTF-8, for tokenizers that are not at hand. A request in JSON takes 4.1 to 4.3 bytes a token,
 * English 4.5, German 3.5 to 4.5, Chinese 2.7 to 3.8.
 */
export const mostTokens = (bytes: number): number => Math.ceil(bytes / 3)
export const likelyTokens = (bytes: number): number => Math.ceil(bytes / 4)
/** What is charged where no credible count came: in doubt for the person. */
export const leastTokens = (bytes: number): number => Math.floor(bytes / 5)

/** A few marks stand around every message and call. */
const MARKS = 16

/** Whether a provider can have counted so many tokens in what it got or gave. */
export const isCredible = (tokens: number, bytes: number): boolean =>
  tokens >= 0 && tokens <= Math.ceil(bytes / 2.5) + MARKS

export const bytesOf = (text: string): number => Buffer.byteLength(text)

/** What one round with a request of this size may cost, in micro-credits. */
export const roundMicro = (model: string, requestBytes: number): number =>
  modelMicro(model, { input: mostTokens(requestBytes), output: MAX_OUTPUT })

/** The most an answer may cost: put on hold before its first round. */
export const holdMicro = (model: string, requestBytes: number): number =>
  roundMicro(model, requestBytes) * HELD_STEPS
